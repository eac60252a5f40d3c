"""A real browser on the running site: Playwright drives the system's Chromium, headless.

`page` is a fresh visitor at `live_server`, `plain_page` one whose browser runs no script, `tab` one
of either kind: its tests run twice. `sign_in(page, dolores)` makes it a person's. A script error, a
refused style or script (CSP) or a request that leaves the site fails the test of `page` at its end.
Every test in this folder is marked `browser`.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from newsroom.accounts.models import User
from tests.browser import chromium

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
# What a page cannot help: the message for an answer that the test may well be about, such as a 422.
EXPECTED_CONSOLE = "Failed to load resource"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks this folder's tests (the hook is handed the whole suite's)."""
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker("browser")


@pytest.fixture(scope="package")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for the folder."""
    with chromium.running() as launched:
        yield launched


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A visitor's own cookies and cache; addresses are relative to the live site."""
    opened = browser.new_context(base_url=live_server.url, viewport=DESK)
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, live_server: Any) -> Iterator[Page]:
    """An empty tab whose complaints are collected, and are none at the end."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED_CONSOLE):
            complaints.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            complaints.append(f"left the site: {request.url}")

    tab = context.new_page()
    tab.on("console", hear)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("request", watch)
    yield tab
    tab.close()
    assert complaints == []


@pytest.fixture
def plain_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """An empty tab of a browser with JavaScript off."""
    yield from _tab(browser, live_server.url, scripts=False)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def tab(request: pytest.FixtureRequest, browser: Browser, live_server: Any) -> Iterator[Page]:
    """An empty tab, for what must work with JavaScript and without."""
    yield from _tab(browser, live_server.url, scripts=request.param)


def _tab(browser: Browser, address: str, *, scripts: bool) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(live_server: Any) -> Callable[[Page, User], None]:
    """Logs a person in without the form: `sign_in(page, dolores)`."""

    return lambda page, person: chromium.log_in(page.context, live_server.url, person)
