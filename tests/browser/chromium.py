"""The system's Chromium, started and made somebody's: for tests in this folder and elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from newsroom.accounts.models import User
from tests.services import chromium

FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
)


@contextmanager
def running() -> Iterator[Browser]:
    """A Chromium without a window.

    Playwright's blocking API keeps an event loop running in this thread. Django takes that for
    asynchronous code: it would refuse the ORM and open a second connection. As one thread takes
    turns here, the guard is lifted and the connection kept while the browser runs.
    """
    connection = connections["default"]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        connections["default"] = connection
        launched = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
        yield launched
        launched.close()


def log_in(context: BrowserContext, address: str, person: User) -> None:
    """Logs a person in at the site of that address, without the form."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": address}
    context.add_cookies([cookie])  # type: ignore[list-item]
