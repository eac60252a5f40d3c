"""The town's talk: a comment printed in a story, its author told, both without leaving a page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Story
from comments.models import Comment
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.factories import make_comment

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def talk(dolores: User) -> tuple[Story, Comment]:
    body = "<p>The council met on Monday.</p>\n<p>Forty people spoke.</p>"
    story = open_story("The second lane", body=body)
    return story, make_comment(story, dolores, "I fix bikes under that bridge.")


@pytest.fixture
def plain(plain_page: Page, sign_in: SignIn, marisol: User) -> Page:
    """The editor's tab in a browser that runs no script."""
    sign_in(plain_page, marisol)
    return plain_page


def print_it(page: Page, story: Story) -> None:
    """From the story's form to the comment in the story."""
    page.goto(f"/admin/articles/story/{story.pk}/change/")
    page.get_by_role("link", name="Find a comment to print").click()
    page.get_by_role("link", name="Print in a story").click()
    page.get_by_label("Behind").select_option("The council met on Monday.")
    page.get_by_role("button", name="Print it in the story").click()
    expect(page.get_by_text("The comment stands in “The second lane”.")).to_be_visible()
    page.get_by_role("link", name="See the story").click()
    expect(page.locator("#p0 + .embed")).to_contain_text("I fix bikes under that bridge.")


def test_an_editor_prints_a_comment_in_a_story_and_its_author_is_told(
    page: Page,
    sign_in: Callable[[Page, User], None],
    talk: tuple[Story, Comment],
    dolores: User,
    marisol: User,
) -> None:
    story, comment = talk
    sign_in(page, marisol)
    print_it(page, story)
    sign_in(page, dolores)
    page.goto("/me/?tab=notices")
    page.get_by_role("link", name="The second lane").click()
    expect(page.locator(".embed:target")).to_contain_text("Dolores Quinn")
    page.locator(f"#comment-{comment.pk}").get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("Your comment is deleted.")).to_be_visible()
    page.goto(story.get_absolute_url())
    expect(page.locator(".embed")).to_have_count(0)


def test_without_javascript_an_editor_prints_it_moves_it_and_takes_it_out(
    plain: Page, talk: tuple[Story, Comment]
) -> None:
    story, _ = talk
    print_it(plain, story)
    plain.goto(f"/admin/articles/story/{story.pk}/change/")
    plain.get_by_role("link", name="Move or take out").click()
    plain.get_by_label("Behind").select_option("At the end")
    plain.get_by_role("button", name="Move it there").click()
    plain.get_by_role("link", name="See the story").click()
    expect(plain.locator("#p1 + .embed")).to_be_visible()
    plain.go_back()
    plain.get_by_role("button", name="Take it out").click()
    expect(plain.get_by_text("The comment no longer stands in “The second lane”.")).to_be_visible()
    plain.goto(story.get_absolute_url())
    expect(plain.locator(".embed")).to_have_count(0)
