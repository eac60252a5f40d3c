"""An eyewitness adds photos and a way to be reached; an editor asks back and prints the account."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Story
from comments.models import Tip
from newsroom.accounts.models import User
from tests.articles.pixels import encoded
from tests.comments.talking import establish, open_story

SignIn = Callable[[Page, User], None]
SAW = "I saw the flames from my porch at six."


@pytest.fixture
def story(dolores: User) -> Story:
    establish(dolores)
    return open_story("Fire on Main Street")


def tell(page: Page, story: Story) -> None:
    """From the first click on the story to a photo and a consent that editors have."""
    page.goto(story.get_absolute_url())
    form = page.locator("#comment-form")
    form.get_by_label("Your comment").fill(SAW)
    form.get_by_label("Share with Us").select_option("eyewitness")
    form.get_by_role("button", name="Post comment").click()
    mine = page.locator("article.comment", has_text=SAW)
    # The first comment of a process waits until the screening is loaded.
    expect(mine).to_be_visible(timeout=30_000)
    mine.get_by_role("link", name="Tell the editors more").click()
    upload = {"name": "porch.jpg", "mimeType": "image/jpeg", "buffer": encoded()}
    page.get_by_label("Photo", exact=True).set_input_files(upload)  # type: ignore[arg-type]
    page.get_by_label("What it shows").fill("Flames behind a porch.")
    page.get_by_role("button", name="Add photo").click()
    expect(page.get_by_role("status")).to_contain_text("Readers do not see it.")
    expect(page.get_by_role("img", name="Flames behind a porch.")).to_be_visible()
    page.get_by_label("How to reach you").fill("860-555-0114")
    page.get_by_label("An editor may call or write to me").check()
    page.get_by_label("Yes, with my name").check()
    page.get_by_role("button", name="Save what I allow").click()
    expect(page.get_by_role("status")).to_contain_text("Saved. Only editors see it.")


def card(page: Page, tab: str = "") -> None:
    """The editor's inbox, by its link."""
    page.goto("/admin/")
    page.get_by_role("link", name="Eyewitness accounts").first.click()
    if tab:
        page.get_by_role("link", name=tab).click()


def become(page: Page, sign_in: SignIn, person: User) -> None:
    page.context.clear_cookies()
    sign_in(page, person)


def journey(page: Page, story: Story, sign_in: SignIn, author: User, editor: User) -> None:
    sign_in(page, author)
    tell(page, story)

    become(page, sign_in, editor)
    card(page)
    found = page.get_by_role("article").filter(has_text=SAW)
    expect(found).to_contain_text("860-555-0114")
    expect(found.get_by_role("img", name="Flames behind a porch.")).to_be_visible()
    found.get_by_text("Ask the author…").click()
    found.get_by_label("Your question, in private").fill("Which floor?")
    found.get_by_role("button", name="Send the question").click()
    expect(page.get_by_text("The author is asked, in private.")).to_be_visible()

    become(page, sign_in, author)
    page.goto("/me/?tab=notices")
    page.get_by_role("link", name="Answer in private").click()
    page.get_by_label("Your answer").fill("The third.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("status")).to_contain_text("Your answer is with the editors.")

    become(page, sign_in, editor)
    card(page)
    found = page.get_by_role("article").filter(has_text="The third.")
    found.get_by_text("Add to the story…").click()
    found.get_by_label("Print photo 1").check()
    found.get_by_role("button", name="Add to the story").click()
    expect(page.get_by_text(re.compile("Added to .*, and the author is told"))).to_be_visible()
    page.goto(story.get_absolute_url())
    expect(page.locator(".story-body")).to_contain_text(f"“{SAW}” wrote Dolores Quinn")
    expect(page.locator(".art")).to_contain_text("Photo: Dolores Quinn")
    assert Tip.objects.get().consents.get().used_by == editor


def test_an_eyewitness_account_reaches_the_story(
    page: Page, story: Story, sign_in: SignIn, dolores: User, marisol: User
) -> None:
    journey(page, story, sign_in, dolores, marisol)


def test_an_eyewitness_account_reaches_the_story_without_javascript(
    plain_page: Page, story: Story, sign_in: SignIn, dolores: User, marisol: User
) -> None:
    journey(plain_page, story, sign_in, dolores, marisol)
