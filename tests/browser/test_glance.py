"""A long thread at a glance: from the first click to what was looked for."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from comments.glance import LONG
from newsroom.accounts.models import Badge, User
from tests.comments.talking import open_story
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reader_jumps_to_what_is_new_to_the_newsroom_and_to_a_table(
    page: Page, sign_in: Callable[[Page, User], None], dolores: User, teo: User
) -> None:
    story, now = open_story("The second lane"), timezone.now()
    for number in range(LONG):
        make_comment(story, teo, posted_at=now - timedelta(hours=number % 5))
    editor = make_user("Marisol Quiñones", badge=Badge.EDITOR)
    make_comment(story, editor, "The council votes on it in July.", posted_at=now)
    sign_in(page, dolores)
    page.goto(story.get_absolute_url())
    expect(page.get_by_role("img", name="When people wrote.")).to_be_visible()
    page.get_by_text("As a table").click()
    expect(page.locator(".tide tbody tr")).to_have_count(5)

    page.get_by_role("link", name="1 from the newsroom").click()
    expect(page.locator("article.comment")).to_have_count(1)
    expect(page.locator("article.comment")).to_contain_text("The council votes on it in July.")

    make_comment(story, teo, "In July everybody is away.", parent=story.comments.get(author=editor))
    page.get_by_role("link", name="The whole discussion").click()
    page.get_by_role("link", name="1 new to you").click()
    expect(page.locator("article.comment")).to_have_count(1)
    answer = page.locator("article.comment")
    expect(answer).to_contain_text("In July everybody is away.")
    answer.get_by_role("link", name="Marisol Quiñones").click()
    expect(page.locator("article.comment:target")).to_contain_text("The council votes on it")
