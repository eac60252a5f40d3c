"""The same in a real browser with the Content-Security-Policy switched off: it alone is no proof.

Whatever ran would call `owned()`, which is there to be called.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from articles.models import Story
from newsroom.accounts.models import User
from tests.browser import chromium
from tests.security.conftest import Paper
from tests.security.strings import hostile
from tests.security.test_hostile import pages_of
from tests.security.test_stored import put_everywhere, rename

pytestmark = pytest.mark.browser
ROUNDS = 2


@pytest.fixture(scope="module")
def chromium_without_a_policy(django_db_setup: None) -> Iterator[Any]:
    """Chromium, whose contexts are told to ignore CSP."""
    with chromium.running() as launched:
        yield launched


@pytest.fixture
def calls() -> list[str]:
    """What called `owned()`, opened a dialog or asked another site for something."""
    return []


@pytest.fixture
def context(
    chromium_without_a_policy: Any, live_server: Any, calls: list[str]
) -> Iterator[BrowserContext]:
    opened = chromium_without_a_policy.new_context(base_url=live_server.url, bypass_csp=True)
    opened.set_default_timeout(15_000)
    opened.expose_function("owned", lambda: calls.append("owned() was called"))
    opened.on("dialog", lambda dialog: (calls.append("a dialog"), dialog.dismiss()))

    def watch(request: Any) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            calls.append(f"it asked for {request.url}")

    opened.on("request", watch)
    yield opened
    opened.close()


def test_the_trap_would_catch(context: BrowserContext, calls: list[str], live_server: Any) -> None:
    page = context.new_page()
    page.goto("/healthz")
    page.set_content("<img src=/nothing onerror=owned()>")
    page.wait_for_timeout(300)
    assert calls == ["owned() was called"]


def test_nothing_that_is_stored_runs_on_any_page(
    context: BrowserContext, calls: list[str], live_server: Any, paper: Paper, ines: User
) -> None:
    Story.objects.filter(pk=paper.story.pk).update(front_slot="lead")
    strings, page = hostile(2_000, seed=11), context.new_page()
    pages = {"stranger": None, "author": User.objects.get(email="dolores@example.com")}
    for role, person in {**pages, "moderator": ines}.items():
        context.clear_cookies()
        if person:
            chromium.log_in(context, live_server.url, person)
        for _ in range(ROUNDS):
            put_everywhere(strings)
            rename(strings, *User.objects.filter(email__startswith="dolores"))
            for address in pages_of(role, paper):
                if not address.endswith(".xml"):
                    page.goto(address, wait_until="load")
                assert calls == [], address
