"""A moderator clears the desk: by keyboard alone, and with JavaScript off."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from comments import cases
from comments.models import Act, Case, Comment, Decision, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story, make_user

SPAM = "Anyone need a new roof? Call any hour."
SignIn = Callable[[Page, User], None]


def fill_the_desk(readable: int = 20, copies: int = 5) -> None:
    """Twenty cases of all kinds, and copies of one advertisement, less urgent than they are."""
    story = make_story()
    for number in range(readable):
        comment = make_comment(story, make_user(), status=Status.HELD, in_place=False)
        rule = "threat" if number < 2 else "nice"
        cases.open_case(comment, rule=rule, reason="insult", held=True, score=9)
    for _ in range(copies):
        comment = make_comment(story, make_user(), SPAM, status=Status.HELD, in_place=False)
        cases.open_case(comment, rule="other", reason="spam", held=True)


def decided(act: Act) -> int:
    return Decision.objects.filter(act=act).count()


def focused(page: Page) -> str:
    """The id of the card that has the focus."""
    found: str = page.evaluate("document.activeElement.closest('.case')?.id ?? ''")
    return found


def press_and_wait(page: Page, *keys: str) -> None:
    """Presses keys on the focused card and waits until another one has the focus."""
    before = focused(page)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function(
        "before => (document.activeElement.closest('.case')?.id ?? '') !== before", arg=before
    )


def test_twenty_cards_by_keyboard_alone_two_undone_and_five_copies_at_once(
    page: Page, sign_in: SignIn, sam: User
) -> None:
    fill_the_desk()
    sign_in(page, sam)
    page.goto("/admin/desk/")
    page.get_by_role("link", name="Skip to the first comment").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while not focused(page):
        page.keyboard.press("Tab")

    page.keyboard.press("j")
    page.keyboard.press("k")
    for number in range(20):
        if number % 4 == 0:
            press_and_wait(page, "r", "5", "Enter")
        elif number % 4 == 1:
            press_and_wait(page, "h")
        else:
            press_and_wait(page, "a")
    assert (decided(Act.REMOVE), decided(Act.ESCALATE), decided(Act.PUBLISH)) == (5, 5, 10)
    assert all(Decision.objects.filter(act=Act.REMOVE).values_list("reason", flat=True))

    for undone in (1, 2):
        page.keyboard.press("u")
        expect(page.locator("[data-live]")).to_contain_text("Undone")
        expect(page.locator(".case")).to_have_count(5 + undone)
        page.wait_for_function("document.activeElement.closest('.case')")
    assert decided(Act.UNDO) == 2
    press_and_wait(page, "a")
    press_and_wait(page, "a")
    expect(page.locator(".case")).to_have_count(5)

    for _ in range(4):
        page.keyboard.press("x")
        page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#bulk [data-selected]")).to_have_text("5 selected")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.id") != "bulk-rule":
        page.keyboard.press("Tab")
    page.keyboard.press("S")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Decided 5 comments.")
    assert Comment.objects.filter(body=SPAM, status=Status.REMOVED).count() == 5
    assert not Case.objects.filter(closed_at=None, is_escalated=False).exists()


def submit(button: Locator) -> None:
    """Clicks and waits until the next page is there."""
    with button.page.expect_navigation():
        button.click()


def test_the_same_with_javascript_off(plain_page: Page, sign_in: SignIn, sam: User) -> None:
    fill_the_desk()
    page = plain_page
    sign_in(page, sam)
    page.goto("/admin/desk/")
    for number in range(20):
        card = page.locator(".case").first
        if number % 4:
            submit(card.get_by_role("button", name="Approve").first)
        else:
            card.locator(".q__rm > summary").click()
            card.get_by_label("Be Nice").check()
            submit(card.get_by_role("button", name="Remove and tell the author"))
        expect(page.locator(".messagelist")).to_be_visible()
    assert (decided(Act.REMOVE), decided(Act.PUBLISH)) == (5, 15)

    for undone in (1, 2):
        submit(page.get_by_role("button", name=re.compile("Undo")).first)
        expect(page.locator(".case")).to_have_count(5 + undone)
    for _ in range(2):
        submit(page.locator(".case").first.get_by_role("button", name="Approve").first)

    submit(page.get_by_role("link", name="Select all 5 copies").first)
    page.get_by_label("Spam or off the subject").check()
    page.get_by_role("button", name="Remove them under the rule").click()
    expect(page.locator(".messagelist")).to_contain_text("Decided 5 comments.")
    assert Comment.objects.filter(body=SPAM, status=Status.REMOVED).count() == 5
    assert not Case.objects.filter(closed_at=None).exists()


def test_a_colleague_is_named_on_the_card_and_after_their_decision(
    page: Page, browser: Browser, live_server: Any, sign_in: SignIn, sam: User, ines: User
) -> None:
    fill_the_desk(readable=2, copies=0)
    other = browser.new_context(base_url=live_server.url)
    hers = other.new_page()
    sign_in(hers, ines)
    hers.goto("/admin/desk/")
    with hers.expect_response(re.compile("/take/$")):
        hers.locator(".case").first.focus()
    sign_in(page, sam)
    page.goto("/admin/desk/")
    expect(page.locator(".case").first).to_contain_text("Ines Vidal is reading this.")
    hers.keyboard.press("a")
    expect(hers.locator(".case")).to_have_count(1)
    other.close()
    page.locator(".case").first.focus()
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("Ines Vidal decided this")
    assert decided(Act.PUBLISH) == 1


def test_keys_can_be_switched_off_and_stay_off(page: Page, sign_in: SignIn, sam: User) -> None:
    fill_the_desk(readable=2, copies=0)
    sign_in(page, sam)
    page.goto("/admin/desk/")
    page.locator(".case").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("Keyboard shortcuts").uncheck()
    page.reload()
    expect(page.get_by_label("Keyboard shortcuts")).not_to_be_checked()
    page.locator(".case").first.focus()
    page.keyboard.press("a")
    page.keyboard.press("r")
    expect(page.locator(".case")).to_have_count(2)
    assert not Decision.objects.exists()
