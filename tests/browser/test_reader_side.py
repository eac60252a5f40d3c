"""A reader reports in a dialog or on the page, and finds their own page on any screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from comments import cases, desk
from comments.models import Act, Report
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.factories import make_comment

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.django_db(transaction=True)
TABS = ("comments", "replies", "notices", "ignored", "following", "settings")
NARROWEST = {"width": 320, "height": 640}


def test_a_report_is_sent_from_a_dialog_over_the_page(
    page: Page, sign_in: SignIn, dolores: User, teo: User
) -> None:
    comment = make_comment(open_story(), teo, "What Teo wrote.")
    sign_in(page, dolores)
    page.goto(comment.story.get_absolute_url())
    page.get_by_role("link", name="Report comment by Teo Marchetti").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Send report").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Pick the rule it breaks")
    dialog.get_by_role("radio", name="Be Nice.").check()
    dialog.get_by_role("button", name="Send report").click()
    expect(dialog.get_by_role("status")).to_contain_text("Your report is with a moderator")
    assert Report.objects.get().rule == "nice"
    dialog.get_by_role("link", name="Back to the discussion").click()
    expect(dialog).to_have_count(0)


def test_a_report_needs_no_script_and_no_account(plain_page: Page, teo: User) -> None:
    comment = make_comment(open_story(), teo, "What Teo wrote.")
    plain_page.goto(comment.story.get_absolute_url())
    plain_page.get_by_role("link", name="Report comment by Teo Marchetti").click()
    plain_page.get_by_label("Something else.").check()
    plain_page.get_by_label("Anything a moderator should know").fill("An advertisement.")
    plain_page.get_by_role("button", name="Send report").click()
    expect(plain_page.get_by_role("status")).to_contain_text("Your report is with a moderator")
    assert Report.objects.get().note == "An advertisement."


def test_ones_own_page_fits_the_narrowest_screen(
    page: Page, sign_in: SignIn, dolores: User, sam: User
) -> None:
    comment = make_comment(open_story(), dolores, "What Dolores wrote.")
    case = cases.open_case(comment, rule="nice", reason="reported")
    desk.decide(case, sam, Act.REMOVE, rule="nice", pause_days=7)
    sign_in(page, dolores)
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    for tab in TABS:
        page.goto(f"/me/?tab={tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"], tab
    page.goto("/me/")
    page.get_by_role("link", name="Ask for a review").last.click()
    page.get_by_label("Why you think we are wrong").fill("It was a quotation.")
    page.get_by_role("button", name="Ask for a review").click()
    expect(page.get_by_role("status")).to_contain_text("Your request is with a moderator")
