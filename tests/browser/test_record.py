"""A reader looks up who said what, and copies a citation; an editor merges two spellings."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from newsroom.accounts.models import User
from tests.factories import make_quote, make_speaker, make_story

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def record() -> None:
    """The mayor under two names."""
    mayor = make_speaker("Luke Bronin", role="mayor of Hartford")
    make_quote(make_story("The letter"), "We will be heard.", speaker=mayor)
    make_quote(make_story("The bell"), "I heard it.", speaker=make_speaker("Luke A. Bronin"))


def look_up(page: Page) -> None:
    """From the page of the record to a quotation with its citation open."""
    page.goto("/said/")
    page.get_by_label("Words").fill("heard")
    page.get_by_label("Role").fill("mayor")
    page.get_by_role("search", name="Search the record").get_by_role(
        "button", name="Search"
    ).click()
    expect(page.get_by_role("status")).to_contain_text("1 quotation")
    page.get_by_text("Context and citation").click()
    expect(page.locator(".cite__line")).to_contain_text("Luke Bronin, mayor of Hartford")


def test_a_reader_finds_who_said_it_and_copies_the_citation(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    look_up(page)
    line = page.locator(".cite__line").inner_text()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_text("Citation copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == line


def test_without_a_script_the_citation_is_there_to_be_selected(plain_page: Page) -> None:
    look_up(plain_page)
    expect(plain_page.get_by_role("button", name="Copy citation")).to_have_count(0)


def test_an_editor_merges_two_spellings_and_takes_it_back(
    page: Page, sign_in: SignIn, marisol: User
) -> None:
    sign_in(page, marisol)
    page.goto("/admin/articles/speaker/")
    page.get_by_role("link", name="Spellings").click()
    page.get_by_role("button", name="Yes, merge").click()
    expect(page.get_by_text("with 1 quotation.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("a speaker of their own again")).to_be_visible()
    expect(page.get_by_role("button", name="Yes, merge")).to_be_visible()
