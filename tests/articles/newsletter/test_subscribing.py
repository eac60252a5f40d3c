"""Getting on the list of the morning edition and off it, by the pages and the links in the mail."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from articles.models import Subscriber
from articles.newsletter import keys
from comments.privacy.retention import retain
from newsroom.accounts.models import User
from tests.factories import make_section, make_subscriber

pytestmark = pytest.mark.django_db

FORM = {"email": "Rosa@Example.org", "hour": "7", "sections": ["schools"]}


class BrokenServer(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("Nobody listens there.")


@pytest.fixture(autouse=True)
def _sections() -> None:
    make_section("Politics")
    make_section("Schools")


def link_in(letter: Any) -> str:
    """The path of the link to this site in a mail."""
    found = re.search(r"https?://[^/\s]+(/newsletter/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def test_an_address_is_on_the_list_once_its_owner_has_confirmed_it(client: Client) -> None:
    answer = client.post("/newsletter/", FORM)
    assert (answer.status_code, answer["Location"]) == (303, "/newsletter/sent/")
    assert "Look in your mailbox" in client.get("/newsletter/sent/").content.decode()
    row = Subscriber.objects.get()
    assert (row.email, row.hour, row.sections) == ("rosa@example.org", 7, ["schools"])
    assert (row.confirmed_at, row.next_at) == (None, None)
    (letter,) = mail.outbox
    assert letter.to == ["rosa@example.org"]
    link = link_in(letter)
    assert "Yes, send it to me" in client.get(link).content.decode()
    assert Subscriber.objects.get().next_at is None
    assert "at 7 a.m." in client.post(link).content.decode()
    due = Subscriber.objects.get().next_at
    assert due is not None
    assert timezone.localtime(due).hour == 7
    assert timezone.now() < due < timezone.now() + timedelta(days=1, hours=1)


def test_nobody_learns_from_the_page_who_is_on_the_list(client: Client) -> None:
    make_subscriber("rosa@example.org", hour=6)
    known = client.post("/newsletter/", FORM)
    unknown = client.post("/newsletter/", {**FORM, "email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert known.cookies.keys() == unknown.cookies.keys()
    to_known, to_unknown = mail.outbox
    assert to_known.subject.startswith("You get the morning edition")
    assert to_unknown.subject.startswith("Confirm")


def test_nobody_changes_the_choices_of_another_by_signing_them_up(client: Client) -> None:
    make_subscriber("rosa@example.org", hour=6)
    client.post("/newsletter/", FORM)
    row = Subscriber.objects.get()
    assert (row.hour, row.sections) == (6, [])
    assert "Your morning edition" in client.get(link_in(mail.outbox[0])).content.decode()


def test_the_link_to_confirm_expires(client: Client, time_machine: Any) -> None:
    client.post("/newsletter/", FORM)
    link = link_in(mail.outbox[0])
    time_machine.move_to(timezone.now() + keys.CONFIRM_WITHIN + timedelta(minutes=1))
    assert client.post(link).status_code == 410
    assert Subscriber.objects.get().next_at is None
    assert retain()["sign-ups for the morning edition never confirmed"] == 1
    assert not Subscriber.objects.exists()


def test_a_link_to_confirm_does_not_bring_back_who_has_left(client: Client) -> None:
    client.post("/newsletter/", FORM)
    link = link_in(mail.outbox[0])
    client.post(link)
    client.post(f"/newsletter/{keys.key_of(Subscriber.objects.get().pk)}/off/")
    assert client.post(link).status_code == 410
    assert not Subscriber.objects.exists()


def test_a_mail_program_unsubscribes_by_one_post_without_anything_else() -> None:
    row = make_subscriber()
    strict = Client(enforce_csrf_checks=True)
    off = f"/newsletter/{keys.key_of(row.pk)}/off/"
    assert "Unsubscribe?" in strict.get(off).content.decode()
    assert Subscriber.objects.exists()
    for _ in range(2):
        answer = strict.post(off, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "You are off the list" in answer.content.decode()
    assert not Subscriber.objects.exists()


def test_choices_are_changed_by_the_link_in_a_letter(client: Client) -> None:
    row = make_subscriber(hour=6)
    page = f"/newsletter/{keys.key_of(row.pk)}/"
    answer = client.post(page, {"hour": "18", "sections": ["politics", "schools"]}, follow=True)
    assert "Saved." in answer.content.decode()
    row.refresh_from_db()
    assert (row.hour, row.sections) == (18, ["politics", "schools"])
    assert timezone.localtime(row.next_at).hour == 18
    refused = client.post(page, {"hour": "3", "sections": ["nowhere"]})
    assert refused.status_code == 422
    assert "Choose an hour" in refused.content.decode()
    assert "Choose sections from the list" in refused.content.decode()


def test_a_link_of_one_kind_opens_nothing_of_another(client: Client) -> None:
    row = make_subscriber(next_at=None, confirmed_at=None)
    letter = keys.key_of(row.pk)
    assert client.post(f"/newsletter/confirm/{letter}/").status_code == 404
    to_confirm = keys.confirm_link(row.pk).split("/")[-2]
    assert client.post(f"/newsletter/{to_confirm}/off/").status_code == 404
    assert Subscriber.objects.get().next_at is None


@pytest.mark.parametrize("email", ["", "rosa", "rosa@", "a@b.c\nBcc: x@example.org"])
def test_what_is_no_address_is_told_and_kept(client: Client, email: str) -> None:
    answer = client.post("/newsletter/", {**FORM, "email": email})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter an email address with an @" in page
    assert 'value="7" selected' in page
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_told_and_what_was_typed_is_kept(
    client: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    answer = client.post("/newsletter/", FORM)
    assert answer.status_code == 503
    assert "Our mail does not go out at the moment" in answer.content.decode()
    assert "Rosa@Example.org" in answer.content.decode()


def test_nobody_floods_a_mailbox_by_signing_it_up(client: Client) -> None:
    for _ in range(5):
        assert client.post("/newsletter/", FORM).status_code == 303
    assert len(mail.outbox) == 3


def test_one_address_signs_up_ten_times_an_hour(client: Client) -> None:
    emails = [f"reader-{number}@example.org" for number in range(11)]
    answers = [client.post("/newsletter/", {**FORM, "email": email}) for email in emails]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]


def test_ones_own_page_tells_of_the_letter(client: Client, dolores: User) -> None:
    client.force_login(dolores)
    assert "Get the morning edition" in client.get("/me/?tab=settings").content.decode()
    row = make_subscriber(dolores.email, hour=12)
    # Nobody has confirmed that the address is hers.
    assert "Get the morning edition" in client.get("/me/?tab=settings").content.decode()
    EmailAddress.objects.create(user=dolores, email=dolores.email, verified=True, primary=True)
    page = client.get("/me/?tab=settings").content.decode()
    assert f"At noon it comes to <bdi>{dolores.email}</bdi>." in page
    Subscriber.objects.filter(pk=row.pk).update(next_at=None, paused_at=timezone.now())
    assert "We have stopped sending it" in client.get("/me/?tab=settings").content.decode()


def test_the_privacy_page_says_how_long_addresses_are_kept(client: Client) -> None:
    page = client.get("/privacy/").content.decode()
    assert "erased after 3 days if nobody confirms it" in page


def test_an_address_that_refused_letters_is_forgotten_after_a_month() -> None:
    now = timezone.now()
    make_subscriber("new@example.com", next_at=None, paused_at=now - timedelta(days=29))
    make_subscriber("old@example.com", next_at=None, paused_at=now - timedelta(days=31))
    assert retain()["addresses that refuse the morning edition"] == 1
    assert Subscriber.objects.get().email == "new@example.com"


def test_a_browser_may_send_the_forms_of_its_links(client: Client) -> None:
    """With `no-referrer` a browser names no origin with a form, and its token is not taken then."""
    for row in (make_subscriber(), make_subscriber(next_at=None, confirmed_at=None)):
        for link in (f"/newsletter/{keys.key_of(row.pk)}/", keys.confirm_link(row.pk)):
            page = client.get(link).content.decode()
            if "csrfmiddlewaretoken" in page:
                assert '<meta name="referrer" content="same-origin">' in page
