"""Apps, recovery codes and passkeys; and the door of the admin that asks staff for one."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from newsroom.accounts.models import User
from newsroom.accounts.second_factor import has_second_factor
from tests.factories import PASSWORD
from tests.newsroom.conftest import LOGIN

pytestmark = pytest.mark.django_db
LogIn = Callable[..., HttpResponse]
SECRET = "JBSWY3DPEHPK3PXP"
NOON, AT_NOON = "2026-11-23T12:00:00Z", 1795435200
ASK, SET_UP = "/accounts/2fa/authenticate/", "/accounts/2fa/"
ACTIVATE = "/accounts/2fa/totp/activate/"


def code(at: int = AT_NOON, secret: str = SECRET) -> str:
    """What an app with that secret shows."""
    return format_hotp_value(hotp_value(secret, at // 30))


@pytest.fixture
def careful(staff: User) -> User:
    """Staff with an app and recovery codes."""
    TOTP.activate(staff, SECRET)
    RecoveryCodes.activate(staff)
    return staff


@pytest.fixture
def strict(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_code_is_asked_after_the_password_and_next_is_kept(
    client: Client, careful: User, log_in: LogIn
) -> None:
    with time_machine.travel(NOON, tick=False):
        assert log_in(careful.email, next="/admin/").headers["Location"] == ASK
        assert not is_in(client)
        assert 'autocomplete="one-time-code"' in client.get(ASK).content.decode()
        assert client.post(ASK, {"code": code()}).headers["Location"] == "/admin/"
    assert is_in(client)


def test_a_wrong_code_is_refused_and_guessing_is_stopped(
    client: Client, careful: User, log_in: LogIn
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        log_in(careful.email)
        wrong = str((int(code()) + 1) % 1_000_000).zfill(6)
        page = client.post(ASK, {"code": wrong}).content.decode()
        assert "That code does not match. Enter the one your app shows now" in page
        codes = [client.post(ASK, {"code": wrong}).status_code for _ in range(5)]
        assert codes == [200] * 4 + [429]
        assert client.post(ASK, {"code": code()}).status_code == 429
        clock.shift(300)
        assert client.post(ASK, {"code": code(AT_NOON + 300)}).status_code == 302


def test_staff_get_in_while_redis_is_away_and_a_code_still_opens_once(
    client: Client, careful: User, log_in: LogIn, settings: Any
) -> None:
    away = {"BACKEND": "newsroom.rediscache.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}
    with time_machine.travel(NOON, tick=False):
        log_in(careful.email)
        assert client.post(ASK, {"code": code()}).status_code == 302
        assert is_in(client)
        client.logout()
        log_in(careful.email)
        assert client.post(ASK, {"code": code()}).status_code == 200
    assert not is_in(client)


def test_starting_over_does_not_allow_more_guesses(careful: User) -> None:
    with time_machine.travel(NOON, tick=False):
        codes = []
        for _ in range(6):
            client = Client()
            client.post(LOGIN, {"login": careful.email, "password": PASSWORD})
            codes.append(client.post(ASK, {"code": "000000"}).status_code)
    assert codes == [200] * 5 + [429]


def test_a_code_opens_once_whichever_process_it_is_shown_to(careful: User) -> None:
    with time_machine.travel(NOON, tick=False):
        for expected in (True, False):
            cache.clear()  # another process has another cache
            client = Client()
            client.post(LOGIN, {"login": careful.email, "password": PASSWORD})
            client.post(ASK, {"code": code()})
            assert is_in(client) is expected


def test_a_recovery_code_opens_once(careful: User) -> None:
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        client.post(LOGIN, {"login": careful.email, "password": PASSWORD})
        client.post(ASK, {"code": recovery})
        assert is_in(client) is expected


def test_secrets_are_encrypted_in_the_database(careful: User, settings: Any) -> None:
    app = Authenticator.objects.get(type="totp")
    assert SECRET not in str(app.data)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key since the last rotation"
    with time_machine.travel(NOON, tick=False):
        assert app.wrap().validate_code(code())


@time_machine.travel(NOON, tick=False)
def test_an_app_is_set_up_after_asking_again_with_a_drawing_that_the_csp_allows(
    client: Client, staff: User, log_in: LogIn
) -> None:
    log_in(staff.email)
    again = client.get(ACTIVATE).headers["Location"]
    assert again == "/accounts/reauthenticate/?next=%2Faccounts%2F2fa%2Ftotp%2Factivate%2F"
    page = client.post(again, {"password": PASSWORD}, follow=True).content.decode()
    secret = client.session["mfa.totp.secret"]
    assert "<svg" in page
    assert f"<code>{secret}</code>" in page
    assert "data:image" not in page
    assert "<?xml" not in page
    wrong = client.post(ACTIVATE, {"code": "abc"}).content.decode()
    assert "That code does not match" in wrong
    assert f"<code>{secret}</code>" in wrong
    answer = client.post(ACTIVATE, {"code": code(AT_NOON, secret)}, follow=True)
    assert "Keep these where your phone is not." in answer.content.decode()
    assert has_second_factor(staff)


def test_recovery_codes_alone_are_no_second_factor(staff: User) -> None:
    RecoveryCodes.activate(staff)
    assert not has_second_factor(staff)


@pytest.mark.usefixtures("strict")
def test_staff_without_a_second_factor_set_one_up_before_the_admin_opens(
    client: Client, staff: User
) -> None:
    client.force_login(staff)
    for path in ("/admin/", "/admin/login/?next=/admin/", "/admin/accounts/user/"):
        answer = client.get(path)
        assert answer.headers["Location"] == SET_UP
    page = client.get(SET_UP).content.decode()
    assert "Staff need a second step before the newsroom pages open." in page
    assert "Set up an app" in page


@pytest.mark.usefixtures("strict")
def test_staff_with_a_second_factor_enter(client: Client, careful: User) -> None:
    client.force_login(careful)
    assert client.get("/admin/").status_code == 200
    assert "Go on to the newsroom" in client.get(SET_UP).content.decode()


@pytest.mark.usefixtures("strict")
def test_the_admin_closes_again_when_the_second_factor_is_turned_off(
    client: Client, careful: User
) -> None:
    client.force_login(careful)
    Authenticator.objects.all().delete()
    assert client.get("/admin/").headers["Location"] == SET_UP


@pytest.mark.usefixtures("strict")
def test_readers_need_no_second_factor(client: Client, reader: User) -> None:
    client.force_login(reader)
    assert client.get("/accounts/email/").status_code == 200


def test_the_demo_asks_staff_for_no_second_factor(client: Client, staff: User) -> None:
    client.force_login(staff)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("path", "next_path"),
    [
        ("/admin/", "/admin/"),
        ("/admin/login/", "/admin/"),
        ("/admin/login/?next=/admin/accounts/user/", "/admin/accounts/user/"),
        ("/admin/accounts/user/?q=a", "/admin/accounts/user/%3Fq%3Da"),
        ("/admin/no/such/page/", "/admin/no/such/page/"),
    ],
)
def test_the_admin_has_no_log_in_page_of_its_own(client: Client, path: str, next_path: str) -> None:
    assert client.get(path).headers["Location"] == f"{LOGIN}?next={next_path}"
    posted = client.post(path, {"username": "sam@example.com", "password": PASSWORD})
    assert posted.headers["Location"].startswith(LOGIN)
    assert not is_in(client)


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/?next=/admin/", "/admin/jsi18n/"])
def test_a_reader_at_the_door_of_the_admin_gets_a_403_and_no_loop(
    client: Client, reader: User, path: str
) -> None:
    client.force_login(reader)
    answer = client.get(path)
    assert answer.status_code == 403
    assert "You can’t open that page" in answer.content.decode()
