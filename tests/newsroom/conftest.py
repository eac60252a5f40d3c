"""People who have confirmed their e-mail, and the forms they fill in."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import Client

from newsroom.accounts.models import User
from tests.factories import PASSWORD, make_user

LOGIN, SIGNUP = "/accounts/login/", "/accounts/signup/"


def confirmed(user: User) -> User:
    """The same person, with a confirmed e-mail."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def reader(db: None) -> User:
    """A reader who can log in."""
    return confirmed(make_user("Dolores Quinn", email="dolores@example.com"))


@pytest.fixture
def staff(db: None) -> User:
    """A moderator who can log in."""
    return confirmed(make_user("Sam Okafor", email="sam@example.com", is_staff=True))


@pytest.fixture
def log_in(client: Client) -> Callable[..., HttpResponse]:
    """Posts the log-in form; fields and headers by name."""

    def post(login: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
        headers = {key: more.pop(key) for key in list(more) if key.isupper()}
        return client.post(LOGIN, {"login": login, "password": password, **more}, **headers)

    return post


@pytest.fixture
def sign_up(client: Client) -> Callable[..., HttpResponse]:
    """Posts the sign-up form; a field is left out by giving it as None."""

    def post(**fields: Any) -> HttpResponse:
        given = {
            "email": "new@example.com",
            "name": "Rosa Lindqvist",
            "town": "Frog Hollow",
            "password1": "correct horse battery",
            "rules": "on",
            **fields,
        }
        return client.post(SIGNUP, {k: v for k, v in given.items() if v is not None})

    return post
