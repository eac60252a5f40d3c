"""The discussion in a real browser: the same journey with JavaScript in place, and without it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Story
from comments.models import Comment, Report, Status
from comments.screening import screen
from newsroom.accounts.models import User
from tests.comments.talking import establish, open_story
from tests.factories import make_comment

SignIn = Callable[[Page, User], None]
SHOUT = "THE COUNCIL MUST LISTEN TO US. THE FBI SHOULD LOOK AT THIS."
LOWERED = "The council must listen to us. The FBI should look at this."


@pytest.fixture
def talk(live_server: Any, dolores: User, teo: User) -> tuple[Story, Comment]:
    """A story on which Teo has spoken; Dolores is known well enough to be published at once."""
    screen("The first text takes seconds: it loads the word list and the model.")
    establish(dolores, teo)
    story = open_story("The second lane")
    return story, make_comment(story, teo, "The bridge needs a second lane.")


@pytest.fixture
def plain(plain_page: Page, sign_in: SignIn, dolores: User) -> Page:
    """Dolores's tab in a browser that runs no script."""
    sign_in(plain_page, dolores)
    return plain_page


def test_with_javascript_everything_happens_in_place(
    page: Page,
    sign_in: Callable[[Page, User], None],
    talk: tuple[Story, Comment],
    dolores: User,
) -> None:
    story, theirs = talk
    sign_in(page, dolores)
    page.goto(story.get_absolute_url())
    page.evaluate("window.unmoved = true")
    form = page.locator("#comment-form")

    # Post: it stands first, has the focus, and the form is empty again.
    form.locator("textarea").fill("My street has waited ten years for this.")
    expect(form.locator("[data-count]")).to_have_text("1,960 characters left")
    form.get_by_role("button", name="Post comment").click()
    mine = page.locator("article.comment").first
    expect(mine).to_contain_text("My street has waited ten years for this.")
    expect(mine).to_be_focused()
    expect(form.locator("textarea")).to_have_value("")

    # Reply: the form opens below the comment with the focus in it.
    card = page.locator(f"#comment-{theirs.pk}")
    card.get_by_role("link", name="Reply").click()
    reply = page.locator("#reply-form")
    expect(reply.locator("textarea")).to_be_focused()
    reply.locator("textarea").fill("I agree, and a sidewalk.")
    reply.get_by_role("button", name="Post reply").click()
    answer = page.locator("article.comment", has_text="I agree, and a sidewalk.").last
    expect(answer).to_be_focused()
    expect(page.locator("#reply-form")).to_have_count(0)

    # Capitals: asked about in place, lowered on request, then posted.
    form.locator("textarea").fill(SHOUT)
    form.get_by_role("button", name="Post comment").click()
    expect(form).to_contain_text("PLEASE TURN OFF YOUR CAPS LOCK.")
    form.get_by_role("button", name="Lower the letters").click()
    expect(form.locator("textarea")).to_have_value(LOWERED)
    form.get_by_role("button", name="Post comment").click()
    expect(page.locator("article.comment", has_text=LOWERED).first).to_be_visible()

    # Respect: the button tells its state.
    button = card.locator("button.respect")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_contain_text("Respect 1")

    # Report: in a dialog, closed by Escape, the focus back on the link.
    link = card.get_by_role("link", name="Report")
    link.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    link.click()
    dialog.get_by_label("Be Nice.").check()
    dialog.get_by_role("button", name="Send report").click()
    expect(dialog.get_by_role("button", name="Send report")).to_have_count(0)

    assert page.evaluate("window.unmoved"), "the page was never left"
    assert Report.objects.get().comment == theirs
    assert Comment.objects.filter(story=story, status=Status.PUBLISHED).count() == 4


def test_a_draft_outlives_a_reload_and_ends_with_the_post(
    page: Page,
    sign_in: Callable[[Page, User], None],
    talk: tuple[Story, Comment],
    dolores: User,
) -> None:
    story, _ = talk
    sign_in(page, dolores)
    page.goto(story.get_absolute_url())
    field = page.locator("#comment-form textarea")
    field.press_sequentially("Half a tho")
    page.reload()
    expect(field).to_have_value("Half a tho")
    field.fill("A whole thought about the bridge.")
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator("article.comment", has_text="A whole thought").first).to_be_visible()
    page.reload()
    expect(field).to_have_value("")


def test_without_javascript_the_same_journey_goes_by_plain_pages(
    plain: Page, talk: tuple[Story, Comment]
) -> None:
    story, theirs = talk
    plain.goto(story.get_absolute_url())
    plain.locator("#comment-form textarea").fill("My street has waited ten years for this.")
    plain.get_by_role("button", name="Post comment").click()
    mine = Comment.objects.get(story=story, body__startswith="My street")
    assert plain.url.endswith(f"{story.get_absolute_url()}#comment-{mine.pk}")
    expect(plain.locator(f"#comment-{mine.pk}")).to_be_visible()

    plain.locator(f"#comment-{theirs.pk}").get_by_role("link", name="Reply").click()
    plain.locator("#reply-form textarea").fill("I agree, and a sidewalk.")
    plain.get_by_role("button", name="Post reply").click()
    reply = Comment.objects.get(parent=theirs)
    assert plain.url.endswith(f"#comment-{reply.pk}")

    plain.locator("#comment-form textarea").fill(SHOUT)
    plain.get_by_role("button", name="Post comment").click()
    plain.get_by_role("button", name="Lower the letters").click()
    expect(plain.locator("textarea")).to_have_value(LOWERED)
    plain.get_by_role("button", name="Post comment").click()
    assert Comment.objects.filter(story=story, body=LOWERED, status=Status.PUBLISHED).exists()

    plain.locator(f"#comment-{theirs.pk} button.respect").click()
    expect(plain.locator(f"#comment-{theirs.pk} button.respect")).to_contain_text("Respect 1")

    plain.locator(f"#comment-{theirs.pk}").get_by_role("link", name="Report").click()
    plain.get_by_label("Be Nice.").check()
    plain.get_by_role("button", name="Send report").click()
    assert Report.objects.get().comment == theirs

    plain.goto(f"/comments/{mine.pk}/edit/")
    plain.locator("#edit-form textarea").fill("My street has waited twelve years for this.")
    plain.locator("#edit-form").get_by_role("button", name="Save").click()
    expect(plain.locator(f"#comment-{mine.pk}")).to_contain_text("twelve years")
    expect(plain.locator(f"#comment-{mine.pk}")).to_contain_text("(edited)")

    plain.locator(f"#comment-{mine.pk}").get_by_role("link", name="Delete").click()
    plain.get_by_role("button", name="Delete it").click()
    expect(plain.locator(f"#comment-{mine.pk}")).to_contain_text("Deleted by its author.")
