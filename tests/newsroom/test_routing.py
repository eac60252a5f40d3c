"""Which database a query goes to, and which requests may be read from a replica."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import router, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve

from articles.models import Story
from comments.models import Comment
from newsroom.accounts.models import User
from newsroom.memo import for_a_second
from newsroom.models import RateCount
from newsroom.replicas import may_read_replica
from newsroom.routing import Router, database_to_read, go_back, on_primary, read_from
from tests.factories import make_story

pytestmark = pytest.mark.both_databases


@pytest.fixture
def _reading_elsewhere(settings: Any) -> Any:
    settings.DATABASE_ROUTERS = [Router()]
    token = read_from("replica1")
    yield
    go_back(token)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_reading_elsewhere")
def test_only_the_sites_own_tables_are_read_elsewhere_and_nothing_is_written_there() -> None:
    assert {router.db_for_read(model) for model in (Story, Comment, User)} == {"replica1"}
    assert {router.db_for_read(model) for model in (Session, RateCount)} == {"default"}
    assert {router.db_for_write(model) for model in (Story, Session)} == {"default"}
    assert router.allow_migrate("default", "articles")
    assert not router.allow_migrate("replica1", "articles")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_reading_elsewhere")
def test_a_transaction_reads_what_it_writes() -> None:
    with transaction.atomic():
        assert router.db_for_read(Story) == "default"
        story = make_story()
        assert Story.objects.get(pk=story.pk) == story
    assert router.db_for_read(Story) == "replica1"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_reading_elsewhere")
def test_what_pages_share_is_asked_of_the_primary() -> None:
    assert for_a_second(database_to_read)() == "default"
    with on_primary():
        assert router.db_for_read(Story) == "default"


def asked(path: str, method: str = "GET", user: User | None = None, **cookies: str) -> HttpRequest:
    request = RequestFactory().generic(method, path)
    request.resolver_match = resolve(path)
    if user is not None:
        request.user = user
        request.COOKIES |= {settings.SESSION_COOKIE_NAME: "theirs", **cookies}
    return request


@pytest.mark.parametrize("path", ["/", "/rules/", "/search/", "/politics/", "/comments/7/"])
def test_readers_pages_are_read_from_a_replica(path: str) -> None:
    assert may_read_replica(asked(path))
    assert may_read_replica(asked(path, "HEAD"))
    assert not may_read_replica(asked(path, "POST"))


@pytest.mark.parametrize(
    "path", ["/me/", "/accounts/login/", "/admin/", "/admin/desk/", "/readyz", "/media/x.webp"]
)
def test_every_other_page_is_not(path: str) -> None:
    assert not may_read_replica(asked(path))


@pytest.mark.django_db
def test_staff_and_whoever_wrote_just_now_read_from_the_primary(dolores: User, sam: User) -> None:
    assert may_read_replica(asked("/", user=dolores))
    assert not may_read_replica(asked("/", user=sam))
    forged = asked("/", user=dolores, **{settings.PIN_COOKIE_NAME: "1"})
    assert may_read_replica(forged)
