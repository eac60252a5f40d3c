"""Passkeys in a real browser under our CSP, with Chromium's own pretended fingerprint reader."""

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from newsroom.accounts.models import User
from tests.factories import PASSWORD

LOG_IN = "/accounts/login/?next=/accounts/email/"


@pytest.fixture
def fingerprint(page: Page) -> None:
    """A device that vouches for its owner without asking."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def log_in_by_password(page: Page, user: User) -> None:
    page.goto(LOG_IN)
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("#login-form").get_by_role("button", name="Log In").click()


def log_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.locator("#logout-form").get_by_role("button").click()


def add_passkey(page: Page, *, alone: bool) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name of the passkey").fill("Laptop")
    if alone:
        page.get_by_label("Log in with this passkey alone").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


@pytest.fixture
def dolores_by_mail(dolores: User) -> User:
    """Dolores, who has confirmed her e-mail."""
    EmailAddress.objects.create(user=dolores, email=dolores.email, verified=True, primary=True)
    return dolores


@pytest.mark.usefixtures("fingerprint")
def test_a_passkey_alone_opens_the_account(page: Page, dolores_by_mail: User) -> None:
    log_in_by_password(page, dolores_by_mail)
    add_passkey(page, alone=True)
    log_out(page)
    page.goto(LOG_IN)
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("heading", name="Your email address")).to_be_visible()


@pytest.mark.usefixtures("fingerprint")
def test_a_passkey_is_the_step_after_the_password(page: Page, dolores_by_mail: User) -> None:
    log_in_by_password(page, dolores_by_mail)
    add_passkey(page, alone=False)
    log_out(page)
    log_in_by_password(page, dolores_by_mail)
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your email address")).to_be_visible()


@pytest.mark.usefixtures("fingerprint")
def test_who_has_no_passkey_is_told_so_on_the_page(page: Page) -> None:
    page.goto(LOG_IN)
    page.get_by_role("button", name="Log in with a passkey").click()
    problem = page.locator("#passkey-form [role=status]")
    expect(problem).to_have_text("Nothing was confirmed. Try again when you are ready.")


def test_without_javascript_no_button_leads_nowhere(plain_page: Page) -> None:
    plain_page.goto(LOG_IN)
    expect(plain_page.locator("#login-form")).to_be_visible()
    expect(plain_page.locator("#passkey-form")).to_be_hidden()
