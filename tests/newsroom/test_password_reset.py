"""Resetting a password: by a link that works once, and without telling who has an account."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from newsroom.accounts.models import User
from tests.newsroom.test_signup import link_in

pytestmark = pytest.mark.django_db
LogIn = Callable[..., HttpResponse]
RESET = "/accounts/password/reset/"


def test_a_reset_password_opens_at_once_after_too_many_wrong_ones(
    client: Client, reader: User, log_in: LogIn
) -> None:
    for n in range(6):
        log_in(reader.email, f"wrong {n}")
    client.post(RESET, {"email": reader.email})
    form = client.get(link_in(mail.outbox[-1])).headers["Location"]
    assert client.post(form, {"password1": "three new words here"}).status_code == 302
    assert log_in(reader.email, "three new words here").status_code == 302


def test_a_reset_link_works_once(client: Client, reader: User) -> None:
    client.post(RESET, {"email": reader.email})
    link = link_in(mail.outbox[-1])
    form = client.get(link).headers["Location"]
    assert "Choose a new password" in client.get(form).content.decode()
    client.post(form, {"password1": "three new words here"})
    assert "That link is used up" in client.get(link).content.decode()


def test_a_reset_answers_alike_for_known_and_unknown_emails(client: Client, reader: User) -> None:
    seen = []
    for email in (reader.email, "nobody@example.com"):
        mail.outbox.clear()
        answer = client.post(RESET, {"email": email})
        page = client.get(answer.headers["Location"]).content
        seen.append((answer.status_code, answer.headers["Location"], page, len(mail.outbox)))
    assert seen[0][:2] == seen[1][:2]
    assert seen[0][3] == seen[1][3] == 1
    assert b"If that address has an account" in seen[0][2]


def test_asking_for_resets_is_limited_for_each_mailbox_and_each_address(client: Client) -> None:
    same = [client.post(RESET, {"email": "a@example.com"}).status_code for _ in range(6)]
    many = [client.post(RESET, {"email": f"b{n}@example.com"}).status_code for n in range(20)]
    assert same == [302] * 5 + [429]
    assert many[-1] == 429
    assert len(mail.outbox) < 25
