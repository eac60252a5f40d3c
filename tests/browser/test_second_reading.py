"""A second moderator reads a decision blind, from the queue to the public ledger."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from comments import cases, desk
from comments.models import Act, SecondRead, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story, make_user

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drawn(sam: User, settings: Any) -> list[SecondRead]:
    """Seven removals of Sam's that were drawn an hour ago."""
    settings.SECOND_READ_SHARE = 1.0
    story = make_story()
    for number in range(7):
        comment = make_comment(story, make_user(), f"Text {number}.", status=Status.HELD)
        case = cases.open_case(comment, rule="nice", reason="insult", held=True)
        desk.decide(case, sam, Act.REMOVE, rule="nice")
    SecondRead.objects.update(drawn_at=timezone.now() - timedelta(hours=1))
    return list(SecondRead.objects.order_by("pk"))


def test_from_the_queue_to_the_public_ledger(
    tab: Page, sign_in: SignIn, drawn: list[SecondRead], ines: User
) -> None:
    sign_in(tab, ines)
    tab.goto("/admin/desk/")
    tab.get_by_role("link", name="Read one blind").click()
    for number, _ in enumerate(drawn):
        expect(tab.get_by_text(f"Text {number}.")).to_be_visible()
        expect(tab.locator("#content")).not_to_contain_text("Sam Okafor")
        tab.get_by_label("Remove it: Be Nice" if number else "Let it stand").check()
        tab.get_by_role("button", name="That is my reading").click()
        expect(tab.get_by_text("You two agree." if number else "You two differ.")).to_be_visible()
        if number < len(drawn) - 1:
            tab.get_by_role("link", name="Read the next one").click()
    expect(tab.get_by_role("link", name="Read the next one")).to_have_count(0)
    tab.get_by_role("link", name="public ledger").first.click()
    table = tab.get_by_role("region", name="Read twice")
    row = table.get_by_role("row", name="Removed: Be Nice")
    expect(row).to_contain_text("7")
    expect(row).to_contain_text("86 %")
