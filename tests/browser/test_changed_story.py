"""A reader's comment and an editor's correction: who wrote before it, and what it says."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from comments.screening import screen
from newsroom.accounts.models import User
from tests.comments.talking import establish, open_story

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_comment_written_before_a_correction_leads_to_what_was_wrong(
    page: Page, sign_in: Callable[[Page, User], None], dolores: User, marisol: User
) -> None:
    screen("The first text takes seconds: it loads the word list and the model.")
    establish(dolores)
    story = open_story("The second lane", body="<p>The council met on Tuesday.</p>")
    sign_in(page, dolores)
    page.goto(story.get_absolute_url())
    page.get_by_label("Your comment").fill("Tuesdays are bad for shift workers.")
    page.get_by_role("button", name="Post comment").click()
    comment = page.locator("article.comment", has_text="Tuesdays are bad")
    expect(comment).to_be_visible()
    expect(comment).not_to_contain_text("Written before")

    sign_in(page, marisol)
    page.goto(f"/admin/articles/story/{story.pk}/change/")
    page.get_by_label("Correction: something was wrong").check()
    page.locator("#id_corrections-0-was").fill("gave the wrong day")
    page.locator("#id_corrections-0-now").fill("The council met on Monday")
    page.get_by_role("button", name="Save change").click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    page.goto(story.get_absolute_url())
    expect(comment).to_contain_text("Written before the correction")
    comment.get_by_role("link", name="correction").click()
    note = page.locator("#corrections > :target")
    expect(note).to_contain_text("gave the wrong day. The council met on Monday.")
    expect(note).to_be_in_viewport()


def test_an_update_asks_its_editor_what_is_new_and_tells_readers(
    page: Page, sign_in: Callable[[Page, User], None], marisol: User
) -> None:
    story = open_story("The second lane", body="<p>The council met on Monday.</p>")
    sign_in(page, marisol)
    page.goto(f"/admin/articles/story/{story.pk}/change/")
    page.get_by_label("Update: news").check()
    page.get_by_role("button", name="Save change").click()
    expect(page.get_by_text("Say what is new. Readers see it under the story.")).to_be_visible()
    page.get_by_label("What is new").fill("The vote was put off to July")
    page.get_by_role("button", name="Save change").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(story.get_absolute_url())
    expect(page.locator(".note")).to_contain_text("The vote was put off to July.")
