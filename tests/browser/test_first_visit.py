"""The site stands up in a browser: style sheet taken, nothing refused, people known."""

from collections.abc import Callable

from playwright.sync_api import Page

from newsroom.accounts.models import User


def test_the_front_page_takes_its_style_sheet(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    assert page.evaluate("document.styleSheets.length") >= 1


def test_a_reader_who_is_signed_in_can_log_out_on_the_front_page(
    page: Page, sign_in: Callable[[Page, User], None], dolores: User
) -> None:
    sign_in(page, dolores)
    page.goto("/")
    assert page.get_by_text("Log out").count() >= 1
