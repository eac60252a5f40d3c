"""The sample people: who they are, that making them twice makes no second, and no real harm."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import hashers
from django.test import Client

from newsroom.accounts.models import Badge, User
from newsroom.accounts.people import make_sample_people
from tests.factories import PASSWORD, make_user
from tests.newsroom.conftest import LOGIN

pytestmark = pytest.mark.django_db


def test_the_sample_people_are_the_ones_that_the_readme_names() -> None:
    made = {
        user.email.removesuffix("@example.com"): (
            user.name,
            user.town,
            user.is_staff,
            [group.name for group in user.groups.all()],
        )
        for user in make_sample_people(PASSWORD)
    }
    assert made == {
        "reader": ("Dolores V.", "South End", False, []),
        "second": ("Teo Marchetti", "Frog Hollow", False, []),
        "newcomer": ("Anselm Duarte", "Parkville", False, []),
        "moderator": ("Sam Okafor", "", True, ["Moderator"]),
        "second-moderator": ("Ines Baptiste", "", True, ["Moderator"]),
        "editor": ("Marisol Quiñones", "", True, ["Editor"]),
        "admin": ("Ruth Calloway", "", True, []),
    }
    assert [user.email for user in User.objects.filter(is_superuser=True)] == ["admin@example.com"]
    assert User.objects.get(email="editor@example.com").badge == Badge.EDITOR
    assert User.objects.filter(is_sample=True).count() == 7


def test_every_sample_person_can_log_in() -> None:
    for user in make_sample_people(PASSWORD):
        client = Client()
        client.post(LOGIN, {"login": user.email, "password": PASSWORD})
        assert client.session["_auth_user_id"] == str(user.pk)


def test_making_them_again_changes_nothing_and_hashes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def state() -> list[dict[str, Any]]:
        return list(User.objects.order_by("pk").values())

    make_sample_people(PASSWORD)
    before = state()

    def no_hash(*_: Any, **__: Any) -> str:
        raise AssertionError("nothing is to be hashed anew")

    monkeypatch.setattr(User, "set_password", no_hash)
    make_sample_people(PASSWORD)
    assert state() == before
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 7


def test_what_was_done_to_them_is_mended() -> None:
    make_sample_people("another password")
    User.objects.update(is_active=False, town="Elsewhere", is_superuser=True)
    make_sample_people(PASSWORD)
    reader = User.objects.get(email="reader@example.com")
    assert (reader.is_active, reader.town, reader.is_superuser) == (True, "South End", False)
    assert hashers.check_password(PASSWORD, reader.password)


def test_a_real_persons_account_is_never_taken_over() -> None:
    real = make_user("Ada Lindqvist", email="admin@example.com")
    with pytest.raises(ValueError, match=r"admin@example\.com belongs to a real person"):
        make_sample_people("another password")
    real.refresh_from_db()
    assert real.check_password(PASSWORD)
    assert not real.is_superuser
