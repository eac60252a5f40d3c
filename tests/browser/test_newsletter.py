"""From the first click to the letter, and from the letter off the list; and an editor's preview."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Subscriber
from articles.newsletter import sending
from newsroom.accounts.models import User
from tests.factories import make_comment, make_section, make_story, make_subscriber

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.django_db(transaction=True)


def link_in(text: str, ending: str = "") -> str:
    """The path of the first link to the newsletter's pages, with that ending."""
    found = re.search(rf"https?://[^/\s]+(/newsletter/\S+{ending})", text)
    assert found, text
    return found[1]


def publish() -> None:
    story = make_story("The second lane", section=make_section("Politics"))
    make_comment(story, body="I drove that bridge.", picked_at=timezone.now())


def subscribe(page: Page) -> None:
    """From the front page to the list, as a reader does."""
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="The morning edition").click()
    page.get_by_label("Email address").fill("rosa@example.org")
    page.get_by_label("When").select_option("7 a.m.")
    page.get_by_role("checkbox", name="Politics").check()
    page.get_by_role("button", name="Send it to me").click()
    expect(page.get_by_role("heading", name="Look in your mailbox")).to_be_visible()
    page.goto(link_in(mail.outbox[0].body))
    page.get_by_role("button", name="Yes, send it to me").click()
    expect(page.get_by_role("status")).to_contain_text("at 7 a.m., and then every day")


def test_a_reader_gets_the_morning_edition_and_ends_it(page: Page) -> None:
    publish()
    subscribe(page)
    due = Subscriber.objects.get().next_at
    assert due is not None
    assert sending.send_due(due) == 1
    letter = mail.outbox[1]
    assert letter.subject == "The second lane"
    page.goto(link_in(letter.body))
    page.get_by_label("When").select_option("6 p.m.")
    page.get_by_role("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("6 p.m.")
    page.goto(link_in(letter.body, "off/"))
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("heading", name="You are off the list")).to_be_visible()
    assert not Subscriber.objects.exists()


def test_it_needs_no_script(plain_page: Page) -> None:
    publish()
    subscribe(plain_page)
    subscriber = Subscriber.objects.get()
    assert (subscriber.hour, subscriber.sections) == (7, ["politics"])
    plain_page.get_by_role("link", name="Another hour, other sections").click()
    plain_page.get_by_role("button", name="Unsubscribe").click()
    expect(plain_page.get_by_role("heading", name="You are off the list")).to_be_visible()
    assert not Subscriber.objects.exists()


def test_an_editor_sees_the_letter_as_mail_shows_it_and_sends_a_test(
    page: Page, sign_in: SignIn, marisol: User
) -> None:
    publish()
    make_subscriber(next_at=timezone.now() + timedelta(days=1))
    sign_in(page, marisol)
    page.goto("/admin/articles/edition/")
    page.get_by_role("link", name="Preview the next one").click()
    page.get_by_role("button", name="Send me a test").click()
    expect(page.get_by_text(f"A test is on its way to {marisol.email}.")).to_be_visible()
    assert [letter.to for letter in mail.outbox] == [[marisol.email]]
    page.get_by_role("link", name="Open it as mail programs show it").click()
    heading = page.get_by_role("heading", name="The second lane")
    expect(heading).to_have_css("font-size", "30px")
    expect(heading).to_have_css("color", "rgb(21, 26, 24)")
    page.emulate_media(color_scheme="dark")
    expect(heading).to_have_css("color", "rgb(233, 238, 234)")
