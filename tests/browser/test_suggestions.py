"""A reader suggests a correction, an editor publishes it, the reader is told."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Correction, Story, Suggestion
from comments import suggestions
from newsroom.accounts.models import User
from tests.comments.talking import open_story

SignIn = Callable[[Page, User], None]


@pytest.fixture
def story(db: None) -> Story:
    return open_story("Council hears neighbors")


def to(page: Page, name: str) -> None:
    """Walks to the control of that name by the Tab key alone."""
    wanted = page.get_by_label(name).or_(page.get_by_role("button", name=name)).first
    for _ in range(80):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by keyboard")


def corrected(page: Page, story: Story) -> None:
    """An editor decides from the list, and readers see the correction."""
    page.goto("/admin/")
    page.get_by_role("link", name="Suggested corrections").first.click()
    card = page.get_by_role("article").filter(has_text="It met on a Tuesday.")
    card.get_by_text("Correct the story…").click()
    card.get_by_label("An earlier version of this story").fill("gave the wrong day")
    card.get_by_label("The paragraph from now on").fill("The council met on Tuesday.")
    card.get_by_role("button", name="Publish the correction").click()
    expect(page.get_by_text("The correction is published, and the reader is told.")).to_be_visible()
    page.goto(story.get_absolute_url())
    expect(page.locator(".story-body")).to_contain_text("The council met on Tuesday.")
    expect(page.locator("#corrections")).to_contain_text(
        "gave the wrong day. It was Tuesday. Thanks to Dolores Quinn, who pointed it out."
    )


def test_a_correction_is_suggested_by_keyboard_and_published_with_thanks(
    page: Page, story: Story, sign_in: SignIn, dolores: User, marisol: User
) -> None:
    sign_in(page, dolores)
    page.goto(story.get_absolute_url())
    page.get_by_role("link", name="Suggest a correction").focus()
    page.keyboard.press("Enter")
    first = page.get_by_role("link", name="Suggest a correction to this paragraph: The council")
    first.focus()
    page.keyboard.press("Enter")
    to(page, "What is wrong?")
    page.keyboard.type("It met on a Tuesday.")
    to(page, "What is right?")
    page.keyboard.type("It was Tuesday.")
    to(page, "Thank me by name if you correct it")
    page.keyboard.press("Space")
    to(page, "Send suggestion")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Thank you. An editor reads it")
    assert Suggestion.objects.get().wants_credit

    page.context.clear_cookies()
    sign_in(page, marisol)
    corrected(page, story)
    suggestions.tell()

    page.context.clear_cookies()
    sign_in(page, dolores)
    page.goto("/me/?tab=notices")
    expect(page.locator("main")).to_contain_text("We corrected the story. Thank you.")
    page.goto("/corrections/")
    expect(page.locator("main")).to_contain_text("1 came from a reader")


def test_the_same_without_javascript(
    plain_page: Page, story: Story, sign_in: SignIn, dolores: User, marisol: User
) -> None:
    page = plain_page
    sign_in(page, dolores)
    page.goto(story.get_absolute_url())
    page.get_by_role("link", name="Suggest a correction").click()
    page.get_by_role("link", name="Suggest a correction to this paragraph: The council").click()
    page.get_by_role("button", name="Send suggestion").click()
    page.get_by_label("What is wrong?").fill("It met on a Tuesday.")
    page.get_by_label("What is right?").fill("It was Tuesday.")
    page.get_by_label("Thank me by name").check()
    page.get_by_role("button", name="Send suggestion").click()
    expect(page.get_by_role("status")).to_contain_text("Thank you. An editor reads it")
    page.context.clear_cookies()
    sign_in(page, marisol)
    corrected(page, story)
    assert Correction.objects.get().credited_to == dolores
