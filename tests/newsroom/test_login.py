"""Logging in: kind to the one who forgot, slow for the one who guesses, mute about who exists."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth import hashers
from django.http import HttpResponse
from django.test import Client

from newsroom.accounts.models import User
from tests.factories import PASSWORD, make_user
from tests.newsroom.conftest import LOGIN, confirmed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., HttpResponse]
MISMATCH = "That email and password do not match. Try again or reset the password"
NOON = "2026-11-23T12:00:00Z"


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_form_has_the_fields_that_password_managers_look_for(client: Client) -> None:
    page = client.get(LOGIN).content.decode()
    assert 'id="login-form"' in page
    assert 'name="login" ' in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "placeholder" not in page


@pytest.mark.parametrize("typed", ["nobody", "nobody@example.com", "dolores@example.com"])
def test_whatever_is_typed_is_answered_alike_and_a_password_is_tried(
    client: Client, reader: User, log_in: LogIn, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    tried: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def noted(self: hashers.MD5PasswordHasher, password: str, salt: str) -> str:
        tried.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", noted)
    answer = log_in(typed, "a password that is wrong")
    assert MISMATCH in answer.content.decode()
    assert tried == ["a password that is wrong"]


def test_a_reader_logs_in_whatever_the_case_of_the_email(
    client: Client, reader: User, log_in: LogIn
) -> None:
    assert log_in("Dolores@Example.com").headers["Location"] == "/"
    assert is_in(client)


def test_logging_in_returns_to_where_one_was(reader: User, log_in: LogIn) -> None:
    back = "/politics/2019/06/24/letter/?sort=oldest#comments"
    assert log_in(reader.email, next=back).headers["Location"] == back


def test_the_page_carries_next_into_the_form(client: Client) -> None:
    page = client.get(LOGIN, {"next": '/said/?a="b"'}).content.decode()
    assert 'name="next" value="/said/?a=&quot;b&quot;"' in page


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "https:evil.example",
        "///evil.example",
        "http:\\\\evil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "//testserver@evil.example",
        "/\t/evil.example",
        "https://testserver.evil.example",
        "https://localhost/",
    ],
)
def test_next_never_leaves_the_site(client: Client, reader: User, log_in: LogIn, evil: str) -> None:
    location = log_in(reader.email, next=evil).headers["Location"]
    assert location == "/" or location == evil == "/%09/evil.example"
    again = client.get(LOGIN, {"next": evil}).headers["Location"]
    assert again == location


def test_whoever_is_in_already_goes_on_to_next(client: Client, reader: User) -> None:
    client.force_login(reader)
    assert client.get(LOGIN, {"next": "/said/"}).headers["Location"] == "/said/"


def test_the_error_never_says_which_was_wrong(reader: User, log_in: LogIn) -> None:
    known, unknown = (
        [
            line.replace(email, "")
            for line in log_in(email, "wrong password").content.decode().splitlines()
            if "csrfmiddlewaretoken" not in line
        ]
        for email in (reader.email, "nobody@example.com")
    )
    assert known == unknown
    assert f"<li>{MISMATCH}</li>" in known
    assert "<title>Error: Log in | The Charter Oak</title>" in known


def test_a_password_is_hashed_for_unknown_emails_too(
    reader: User, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    hasher = hashers.get_hasher().__class__
    real = hasher.encode

    def encode(self: Any, password: str, salt: str, *rest: Any) -> str:
        hashed.append(password)
        return str(real(self, password, salt, *rest))

    monkeypatch.setattr(hasher, "encode", encode)
    log_in(reader.email, "wrong password")
    known = len(hashed)
    log_in("nobody@example.com", "wrong password")
    assert known == len(hashed) - known == 1


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        client.get(LOGIN)


def test_guessing_is_stopped_with_a_kind_page_that_says_for_how_long(
    reader: User, log_in: LogIn
) -> None:
    with time_machine.travel(NOON, tick=False):
        codes = [log_in(reader.email, f"wrong {n}").status_code for n in range(7)]
        answer = log_in(reader.email, "wrong again")
    assert codes == [200] * 5 + [429] * 2
    assert answer.headers["Retry-After"] == "300"
    page = answer.content.decode()
    assert "That was too many tries" in page
    assert "about 5 minutes" in page


def test_the_right_password_waits_too_but_not_for_long(
    client: Client, reader: User, log_in: LogIn
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for n in range(5):
            log_in(reader.email, f"wrong {n}")
        assert log_in(reader.email).status_code == 429
        clock.shift(300)
        assert log_in(reader.email).status_code == 302
    assert is_in(client)


def test_a_forged_forwarded_header_resets_nothing(reader: User, log_in: LogIn) -> None:
    for n in range(5):
        log_in(reader.email, f"wrong {n}", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}")
    assert log_in(reader.email, HTTP_X_FORWARDED_FOR="198.51.100.99").status_code == 429


def test_the_case_of_the_email_resets_nothing(reader: User, log_in: LogIn) -> None:
    for email in ("dolores@example.com", "DOLORES@example.com", " Dolores@Example.com") * 2:
        code = log_in(email, "wrong").status_code
    assert code == 429


def test_an_email_that_nobody_has_is_limited_alike(log_in: LogIn) -> None:
    codes = [log_in("nobody@example.com", f"wrong {n}").status_code for n in range(7)]
    assert codes == [200] * 5 + [429] * 2


def test_one_address_cannot_try_one_password_on_many_accounts(log_in: LogIn) -> None:
    codes = [log_in(f"person{n}@example.com", "password1234").status_code for n in range(32)]
    assert codes == [200] * 30 + [429] * 2


def test_many_addresses_cannot_guess_at_one_account(reader: User, log_in: LogIn) -> None:
    codes = [
        log_in(reader.email, f"wrong {n}", REMOTE_ADDR=f"198.51.100.{n}").status_code
        for n in range(32)
    ]
    assert codes == [200] * 30 + [429] * 2


def test_right_passwords_are_not_counted(client: Client, reader: User, log_in: LogIn) -> None:
    for _ in range(12):
        assert log_in(reader.email).status_code == 302
        client.post("/accounts/logout/")


def test_a_neighbor_behind_the_same_address_is_not_locked_out(reader: User, log_in: LogIn) -> None:
    confirmed(make_user("Teo Marchetti", email="teo@example.com"))
    for n in range(7):
        log_in(reader.email, f"wrong {n}")
    assert log_in("teo@example.com").status_code == 302


def test_a_closed_account_is_told_so_only_after_the_right_password(
    client: Client, reader: User, log_in: LogIn
) -> None:
    User.objects.update(is_active=False)
    assert MISMATCH in log_in(reader.email, "wrong").content.decode()
    assert log_in(reader.email, PASSWORD).headers["Location"] == "/accounts/inactive/"
    assert not is_in(client)


def test_logging_out_needs_a_post_and_ends_the_session(client: Client, reader: User) -> None:
    client.force_login(reader)
    cookie = client.cookies["sessionid"].value
    assert 'id="logout-form"' in client.get("/accounts/logout/").content.decode()
    assert is_in(client)
    assert client.post("/accounts/logout/", {"next": "/said/"}).headers["Location"] == "/said/"
    stolen = Client()
    stolen.cookies["sessionid"] = cookie
    assert stolen.get("/accounts/email/").headers["Location"].startswith(LOGIN)


def test_a_session_gets_a_new_name_at_log_in(client: Client, reader: User, log_in: LogIn) -> None:
    client.cookies["sessionid"] = "a" * 32
    log_in(reader.email)
    assert client.cookies["sessionid"].value != "a" * 32
