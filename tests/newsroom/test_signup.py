"""Signing up: what is asked, what is refused and how, and what it never tells."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom.accounts import forms
from newsroom.accounts.models import User
from tests.factories import make_user
from tests.newsroom.conftest import SIGNUP

pytestmark = pytest.mark.django_db
SignUp = Callable[..., HttpResponse]


def link_in(message: mail.EmailMessage) -> str:
    """The path of the first link in a mail."""
    word = next(word for word in message.body.split() if word.startswith("http"))
    return word.partition("testserver")[2]


def test_the_page_asks_for_what_the_design_says(client: Client) -> None:
    page = client.get(SIGNUP).content.decode()
    for words in (
        'id="signup-form"',
        "Name on your comments",
        "Your own name is best. A first name and initial is fine.",
        "Town or neighborhood",
        "(optional)",
        "At least 12 characters. Three words in a row work well. You can paste.",
        'I have read <a href="/rules/">the seven rules</a>',
        'autocomplete="new-password"',
        'autocomplete="email"',
        'autocomplete="nickname"',
    ):
        assert words in page
    assert page.count('type="password"') == 1


def test_a_newcomer_signs_up_confirms_and_is_back_where_they_were(
    client: Client, sign_up: SignUp
) -> None:
    answer = sign_up(next="/politics/?sort=oldest")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    user = User.objects.get(email="new@example.com")
    assert (user.name, user.town, user.is_staff) == ("Rosa Lindqvist", "Frog Hollow", False)
    assert user.rules_read_at is not None
    assert "_auth_user_id" not in client.session

    link = link_in(mail.outbox[0])
    assert "Is <b>new@example.com</b> the address of Rosa Lindqvist?" in (
        client.get(link).content.decode()
    )
    assert "_auth_user_id" not in client.session, "opening the link alone confirms nothing"
    assert client.post(link).headers["Location"] == "/politics/?sort=oldest"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_nobody_logs_in_before_the_email_is_confirmed(
    client: Client, sign_up: SignUp, log_in: Callable[..., HttpResponse]
) -> None:
    sign_up()
    answer = log_in("new@example.com", "correct horse battery")
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_the_town_is_optional(sign_up: SignUp) -> None:
    assert sign_up(town="").status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("email", "glen.example", "Enter an email address with an @, like name@example.org"),
        ("email", "", "Enter an email address with an @, like name@example.org"),
        ("name", "", "Enter the name to show with your comments"),
        ("name", "x", "Use 2 to 40 characters"),
        ("name", "Moderator", "“Moderator” is kept for the newsroom. Use your own name"),
        ("name", "Вill", "Use letters of one alphabet"),
        ("town", "Newsroom", "Enter the name of a town or neighborhood"),
        ("town", "South\u202eEnd", "Enter the name of a town or neighborhood"),
        ("password1", "short", "Use 12 characters or more"),
        ("password1", "passwordpassword", None),
        ("password1", "new@example.com", "Use a password that is not like your email address"),
        ("rules", None, "Read the seven rules and tick the box"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(
    sign_up: SignUp, field: str, value: str | None, message: str | None
) -> None:
    answer = sign_up(**{field: value})
    if message is None:
        assert answer.status_code == 302
        return
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Error: Create an account" in page
    assert f'<a href="#id_{field}">{message}</a>' in page
    assert f'<p class="err" id="id_{field}_error"><span class="vh">Error: </span>{message}' in page
    assert page.count('aria-invalid="true"') == 1
    assert field == "town" or 'value="Frog Hollow"' in page
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["Glen T.", "GLEN T.", "Gien T", "Gleń T.", "ꓖlen T."])
def test_a_name_that_looks_taken_is_taken(sign_up: SignUp, name: str) -> None:
    make_user("Glen T.")
    page = sign_up(name=name).content.decode()
    assert f"“{name}” is taken. Add a letter or your neighborhood" in page or (
        "Use letters of one alphabet" in page
    )
    assert User.objects.count() == 1


def test_a_name_taken_a_moment_ago_is_an_error_in_the_form(
    sign_up: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(self: Any) -> str:
        make_user("Rosa Lindqvist", email="faster@example.com")
        return "Rosa Lindqvist"

    monkeypatch.setattr(forms.SignupForm, "clean_name", too_late)
    answer = sign_up()
    assert answer.status_code == 200
    assert "“Rosa Lindqvist” is taken. Add a letter or your neighborhood" in answer.content.decode()
    assert User.objects.count() == 1
    assert not mail.outbox


def test_an_email_taken_a_moment_ago_is_answered_like_any_other(
    sign_up: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(self: Any) -> str:
        make_user("Faster", email="new@example.com")
        return "Frog Hollow"

    monkeypatch.setattr(forms.SignupForm, "clean_town", too_late)
    answer = sign_up()
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert mail.outbox[0].subject.endswith("You already have an account")


def test_a_known_and_an_unknown_email_get_the_same_answer(
    sign_up: SignUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("Dolores Quinn", email="dolores@example.com")
    hashed: list[str] = []
    real = User.set_password

    def set_password(self: User, password: str | None) -> None:
        hashed.append(self.email)
        real(self, password)

    monkeypatch.setattr(User, "set_password", set_password)
    seen = []
    for email in ("dolores@example.com", "new@example.com"):
        client = Client()
        form = {
            "email": email,
            "name": f"Somebody {len(seen) + 5}",
            "town": "",
            "password1": "correct horse battery",
            "rules": "on",
        }
        hashed.clear()
        mail.outbox.clear()
        answer = client.post(SIGNUP, form)
        page = client.get(answer.headers["Location"]).content.decode().replace(email, "")
        cookies = {name: morsel["max-age"] for name, morsel in answer.cookies.items()}
        mails = [message.to for message in mail.outbox]
        assert mails == [[email]]
        seen.append((answer.status_code, answer.headers["Location"], cookies, page, len(hashed)))
    assert seen[0] == seen[1]
    assert seen[0][4] == 1, "a password is hashed either way, since that is what takes the time"


def test_signing_up_takes_few_queries(sign_up: SignUp) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert sign_up().status_code == 302
    asked = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= 10, asked


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        client.get(SIGNUP)


def test_the_mail_repeats_nothing_a_stranger_typed(sign_up: SignUp) -> None:
    sign_up(name="Cheap roofs at example.net")
    assert "roofs" not in mail.outbox[0].subject + mail.outbox[0].body


def test_signing_up_too_often_from_one_address_is_a_429(sign_up: SignUp) -> None:
    codes = [sign_up(rules=None).status_code for _ in range(31)]
    assert codes == [200] * 30 + [429]


def test_a_mailbox_is_not_flooded(sign_up: SignUp) -> None:
    make_user("Dolores Quinn", email="dolores@example.com")
    for _ in range(8):
        assert sign_up(email="dolores@example.com").status_code == 302
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("email", ["new@example.com", "dolores@example.com"])
def test_a_mail_server_that_is_away_stops_no_sign_up_and_tells_nobody_who_has_an_account(
    client: Client, reader: User, sign_up: SignUp, settings: Any, email: str
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    answer = sign_up(email=email)
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    page = client.get("/accounts/confirm-email/").content.decode()
    assert "Our mail server does not answer just now" in page
    assert User.objects.filter(email=email).count() == 1
