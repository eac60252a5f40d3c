"""The public page says what is true of this installation."""

from typing import Any

import pytest
from django.test import Client

from newsroom.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    return client.get("/privacy/").content.decode()


def test_every_page_leads_to_it(client: Client) -> None:
    assert 'href="/privacy/"' in client.get("/rules/").content.decode()


def test_its_times_are_those_of_the_settings(client: Client, settings: Any) -> None:
    settings.KEEP_NOTICES_DAYS, settings.KEEP_DELETED_DAYS = 123, 1
    settings.ACCOUNT_GRACE_HOURS, settings.CONTACT_EMAIL = 48, "desk@example.org"
    text = page(client)
    assert "after 123 days" in text
    assert "once it is 1 day old" in text
    assert "For 48 hours" in text
    assert "mailto:desk@example.org" in text


def test_it_says_whether_mail_is_sent_and_not_by_which_machine(
    client: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "sends no mail" in page(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "mx7.internal"
    text = page(client)
    assert "sends no mail" not in text
    assert "mx7" not in text


def test_no_cookie_is_set_that_it_does_not_name(client: Client, dolores: User) -> None:
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": dolores.email, "password": PASSWORD})
    client.post("/theme/", {"theme": "dark"})
    client.force_login(dolores)
    client.get("/me/")
    assert {"sessionid", "csrftoken", "theme"} <= client.cookies.keys()
    text = page(client)
    assert all(f"<code>{name}</code>" in text for name in client.cookies)
