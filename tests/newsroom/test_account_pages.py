"""Every page of accounts that a person can reach: in our look, under our CSP, without dead ends."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal import auth
from django.core import mail
from django.test import Client

from newsroom.accounts.models import User
from tests.factories import PASSWORD
from tests.newsroom.conftest import LOGIN
from tests.newsroom.test_signup import link_in

pytestmark = pytest.mark.django_db
REAUTHENTICATE = "/accounts/reauthenticate/"
EMAIL, CHANGE = "/accounts/email/", "/accounts/password/change/"
FOR_ALL = [
    LOGIN,
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/used-up/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-used-up/",
    "/accounts/password/reset/key/done/",
]
FOR_READERS = [
    EMAIL,
    CHANGE,
    REAUTHENTICATE,
    "/accounts/logout/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/reauthenticate/",
]


@pytest.fixture
def inside(client: Client, reader: User) -> Client:
    """A reader with an app and a passkey, who was just asked who they are."""
    client.post(LOGIN, {"login": reader.email, "password": PASSWORD})
    client.post(REAUTHENTICATE, {"password": PASSWORD, "next": "/accounts/2fa/"})
    TOTP.activate(reader, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(reader)
    Authenticator.objects.create(user=reader, type="webauthn", data={"name": "Phone"})
    return client


def assert_ours(page: str) -> None:
    """One heading, our layout, no allauth wording, nothing that the CSP forbids."""
    assert page.count("<h1>") == 1
    assert '<main id="main"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert " | The Charter Oak</title>" in page
    for forbidden in ("Sign In", "Sign Out", "style=", "onclick", "<script>", "placeholder="):
        assert forbidden not in page


@pytest.mark.parametrize("path", FOR_ALL)
def test_pages_for_everybody_are_ours(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert_ours(answer.content.decode())


@pytest.mark.filterwarnings("ignore")  # fido2 meets a passkey that has no key in it
@pytest.mark.parametrize("path", FOR_READERS)
def test_pages_for_readers_are_ours(
    inside: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth, "get_credentials", lambda _user: [])
    answer = inside.get(path)
    assert answer.status_code == 200
    assert_ours(answer.content.decode())


@pytest.mark.parametrize("verb", ["edit", "remove"])
def test_a_passkey_is_renamed_and_removed(inside: Client, verb: str) -> None:
    passkey = Authenticator.objects.get(type="webauthn")
    path = f"/accounts/2fa/webauthn/keys/{passkey.pk}/{verb}/"
    assert_ours(inside.get(path).content.decode())
    inside.post(path, {"name": "Old phone"})
    names = [key.data["name"] for key in Authenticator.objects.filter(type="webauthn")]
    assert names == {"edit": ["Old phone"], "remove": []}[verb]


def test_somebody_elses_passkey_is_out_of_reach(inside: Client, staff: User) -> None:
    other = Authenticator.objects.create(user=staff, type="webauthn", data={"name": "Key"})
    for verb in ("edit", "remove"):
        path = f"/accounts/2fa/webauthn/keys/{other.pk}/{verb}/"
        assert inside.post(path, {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get(pk=other.pk).data["name"] == "Key"


@pytest.mark.parametrize("path", FOR_READERS)
def test_pages_for_readers_ask_the_logged_out_to_log_in(client: Client, path: str) -> None:
    to = client.get(path).headers["Location"]
    assert to == "/" if path == "/accounts/logout/" else to.startswith(LOGIN)


def test_a_password_is_changed_and_every_other_session_ends(reader: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post(LOGIN, {"login": reader.email, "password": PASSWORD})
    refused = here.post(CHANGE, {"oldpassword": "wrong", "password1": "short"}).content.decode()
    assert "That is not your password. Try again or reset it" in refused
    assert "Use 12 characters or more" in refused
    answer = here.post(
        CHANGE, {"oldpassword": PASSWORD, "password1": "three new words here"}, follow=True
    )
    assert "Your password is changed." in answer.content.decode()
    assert here.get(EMAIL).status_code == 200
    assert elsewhere.get(EMAIL).headers["Location"].startswith(LOGIN)
    assert mail.outbox[-1].subject == "[The Charter Oak] Your password was changed"


def test_guessing_the_old_password_is_stopped(reader: User, client: Client) -> None:
    client.force_login(reader)
    form = {"oldpassword": "wrong", "password1": "three new words here"}
    codes = [client.post(CHANGE, form).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]


def test_guessing_in_an_open_session_is_stopped(reader: User, client: Client) -> None:
    client.force_login(reader)
    codes = [client.post(REAUTHENTICATE, {"password": "wrong"}).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_a_closed_account_ends_its_sessions_at_once(client: Client, reader: User) -> None:
    client.force_login(reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert client.get(EMAIL).headers["Location"].startswith(LOGIN)


def test_a_reset_password_ends_every_session(client: Client, reader: User) -> None:
    client.force_login(reader)
    visitor = Client()
    visitor.post("/accounts/password/reset/", {"email": reader.email})
    form = visitor.get(link_in(mail.outbox[-1])).headers["Location"]
    visitor.post(form, {"password1": "three new words here"})
    assert client.get(EMAIL).headers["Location"].startswith(LOGIN)


def test_a_new_email_counts_once_it_is_confirmed(client: Client, reader: User) -> None:
    client.force_login(reader)
    page = client.post(EMAIL, {"email": "new@example.com", "action_add": ""}, follow=True)
    assert "new@example.com is not confirmed yet" in page.content.decode()
    assert User.objects.get().email == "dolores@example.com"
    client.post(link_in(mail.outbox[-1]))
    assert User.objects.get().email == "new@example.com"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("new@example.com", True)
    ]


def test_somebody_elses_email_cannot_be_taken_nor_found_out(
    client: Client, reader: User, staff: User
) -> None:
    client.force_login(reader)
    pages = []
    for email in (staff.email, "nobody@example.com"):
        page = client.post(EMAIL, {"email": email, "action_add": ""}, follow=True).content.decode()
        assert f"{email} is not confirmed yet" in page
        pages.append(len(page) - page.count(email) * len(email))
    assert pages[0] == pages[1]


def test_mails_are_in_our_words_and_lead_to_this_site(client: Client, reader: User) -> None:
    client.post("/accounts/password/reset/", {"email": reader.email})
    message = mail.outbox[-1]
    assert message.subject == "[The Charter Oak] Choose a new password"
    assert "http://testserver/accounts/password/reset/key/" in message.body
    assert "Dolores Quinn, open this link" in message.body
    assert "&#" not in message.body


def test_personal_pages_stay_out_of_shared_caches(client: Client, reader: User) -> None:
    client.force_login(reader)
    for path in (EMAIL, CHANGE, LOGIN):
        assert "private" in client.get(path).headers["Cache-Control"]


def test_a_post_without_a_token_is_refused(reader: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer: Any = client.post(LOGIN, {"login": reader.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session
