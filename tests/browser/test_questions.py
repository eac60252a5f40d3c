"""A reader asks the newsroom; the reporter answers; the reader sees it under the question."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Author
from comments.models import Kind
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.factories import make_comment, make_user

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.django_db(transaction=True)


def ask(reader: User) -> tuple[User, str]:
    """A question under a story of Ana's. Out: Ana, and the story's address."""
    ana = make_user("Ana Reyes", email="ana@example.com", is_staff=True, badge="reporter")
    story = open_story("The second lane")
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes", user=ana))
    make_comment(story, reader, "Who pays for the lane?", kind=Kind.QUESTION)
    return ana, story.get_absolute_url()


def answer(page: Page, address: str) -> None:
    """From the newsroom's first page to what readers see under the story."""
    page.goto("/admin/")
    page.locator("#content-desk").get_by_role("link", name="Readers’ questions").click()
    page.get_by_label("Your answer to Dolores Quinn").fill("The state does.")
    page.get_by_role("button", name="Post answer").click()
    expect(page.get_by_text("Your answer stands in the discussion.")).to_be_visible()
    expect(page.get_by_text("No question waits for an answer.")).to_be_visible()
    page.goto(address)
    page.get_by_role("link", name="1 question for the newsroom").click()
    page.get_by_role("link", name="Answered by the reporter").click()
    reply = page.locator("article.comment", has_text="The state does.")
    expect(reply.locator(".bdg--staff")).to_have_text("Reporter")


def test_a_reporter_answers_a_reader(page: Page, sign_in: SignIn, dolores: User) -> None:
    ana, address = ask(dolores)
    sign_in(page, ana)
    answer(page, address)


def test_it_needs_no_script(plain_page: Page, sign_in: SignIn, dolores: User) -> None:
    ana, address = ask(dolores)
    sign_in(plain_page, ana)
    answer(plain_page, address)
