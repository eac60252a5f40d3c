"""The desk's own model: a comment is held by it, a moderator sees why, a senior switches it off."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from comments.models import ScreeningModel
from comments.screening import screen
from newsroom import memo
from newsroom.accounts.models import User
from tests.comments.learning.conftest import TAUNT, calm, make_model
from tests.comments.talking import open_story
from tests.factories import make_comment, make_story, make_user

SignIn = Callable[[Page, User], None]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, live_server: Any) -> ScreeningModel:
    screen("The first text takes seconds: it loads the word list and the model.")
    calm(monkeypatch)
    made = make_model()
    memo.forget_everything()
    return made


def test_from_a_comment_that_it_holds_to_the_switch(
    tab: Page, sign_in: SignIn, model: ScreeningModel, dolores: User
) -> None:
    for _ in range(3):
        make_comment(make_story(), dolores)
    story = open_story()
    sign_in(tab, dolores)
    tab.goto(story.get_absolute_url())
    tab.get_by_label("Your comment").fill(TAUNT)
    tab.get_by_role("button", name="Post comment").click()
    expect(tab.get_by_text("Waiting for a moderator", exact=True)).to_be_visible()

    sign_in(tab, make_user("Vera Sand", is_staff=True, groups=("Senior moderator",)))
    tab.goto("/admin/desk/")
    expect(tab.locator(".case")).to_contain_text("like comments that this desk removed before")
    tab.goto("/admin/comments/screeningmodel/")
    tab.get_by_role("link", name=f"Model {model.pk}").click()
    expect(tab.get_by_role("heading", name="Words that speak for a removal")).to_be_visible()
    expect(tab.locator("#content")).to_contain_text("river rats")
    tab.get_by_role("button", name="Switch it off").click()
    expect(tab.get_by_role("button", name="Switch it on")).to_be_visible()
    expect(tab.locator(".messagelist")).to_contain_text("It holds nothing any more.")
