"""What a load balancer hears."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from newsroom import health


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    """Applied migrations are remembered for a process's life; these tests share one."""
    health._no_migration_waits.cache_clear()
    yield
    health._no_migration_waits.cache_clear()


def test_the_process_is_alive_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_site_is_ready_when_its_parts_answer(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.content == b"database: ok\nmigrations: ok\ncache: ok\n"
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_site_is_not_ready_while_a_migration_waits_and_is_once_it_ran(client: Client) -> None:
    ran = MigrationRecorder(connection).migration_qs.filter(app="comments").order_by("-id")
    last = ran[0]
    ran.filter(pk=last.pk).delete()
    answer = client.get("/readyz")
    assert (answer.status_code, b"migrations: failing" in answer.content) == (503, True)
    last.save(force_insert=True)
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_redis_that_is_away_is_told_and_takes_nobody_out_of_service(
    client: Client, settings: Any
) -> None:
    nobody = "redis://127.0.0.1:1/0"
    settings.CACHES = {"default": {"BACKEND": "newsroom.rediscache.RedisCache", "LOCATION": nobody}}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.splitlines()[-1]) == (200, b"cache: failing")


@pytest.mark.redis
@pytest.mark.django_db
def test_the_site_is_ready_with_redis_for_its_cache(client: Client, redis_cache: Any) -> None:
    assert client.get("/readyz").content.splitlines()[-1] == b"cache: ok"


@pytest.mark.django_db
def test_health_is_told_over_http_where_readers_are_sent_to_https(
    client: Client, settings: Any
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answers = [client.get(path).status_code for path in ("/healthz", "/readyz", "/said/")]
    assert answers == [200, 200, 301]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_takes_no_posts(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
