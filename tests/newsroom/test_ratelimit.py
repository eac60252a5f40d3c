"""The limiter: atomic between threads, honest about waiting, blind to forged addresses."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection, connections
from django.test import RequestFactory

from newsroom import counters
from newsroom.models import RateCount
from newsroom.ratelimit import (
    Limit,
    RateLimited,
    address_key,
    client_address,
    demand,
    first_time,
    forget,
    give_back,
    take,
)

THREE = Limit(3, 600)
KEY = ("report", 7)


def request(address: str = "192.0.2.1", **meta: str) -> Any:
    return RequestFactory().get("/", REMOTE_ADDR=address, **meta)


@pytest.mark.django_db
def test_the_limit_is_reached_after_its_count_and_says_how_long_to_wait() -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        assert [take(KEY, THREE).ok for _ in range(3)] == [True, True, True]
        clock.shift(100)
        refused = take(KEY, THREE)
    assert not refused.ok
    assert refused.retry_after_seconds == 500


@pytest.mark.django_db
def test_a_new_window_opens_when_the_old_one_has_closed() -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        for _ in range(4):
            take(KEY, THREE)
        clock.shift(600)
        assert [take(KEY, THREE).ok for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_waiting_is_not_prolonged_by_trying() -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        for _ in range(50):
            take(KEY, THREE)
        clock.shift(599)
        assert take(KEY, THREE).retry_after_seconds == 1


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_clock_that_was_a_day_ahead_locks_nobody_out_once_it_is_right() -> None:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as clock:
        for _ in range(4):
            take(KEY, THREE)
        clock.shift(-86_400)
        assert [take(KEY, THREE).ok for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_nodes_whose_clocks_differ_a_little_count_together() -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        for _ in range(3):
            take(KEY, THREE)
        clock.shift(-30)
        assert not take(KEY, THREE).ok


@pytest.mark.django_db
def test_keys_are_counted_apart() -> None:
    for _ in range(3):
        take(KEY, THREE)
    assert take(("report", 8), THREE).ok
    assert take(("report7",), THREE).ok


@pytest.mark.django_db
def test_what_is_given_back_can_be_taken_again() -> None:
    for _ in range(3):
        take(KEY, THREE)
    give_back(KEY)
    assert take(KEY, THREE).ok
    assert not take(KEY, THREE).ok


@pytest.mark.django_db
def test_giving_back_what_was_never_taken_earns_nothing() -> None:
    give_back(KEY)
    assert [take(KEY, THREE).ok for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_a_forgotten_key_starts_anew() -> None:
    for _ in range(4):
        take(KEY, THREE)
    forget(KEY)
    assert take(KEY, THREE).ok


@pytest.mark.django_db
def test_to_demand_too_much_raises_with_the_wait() -> None:
    demand(KEY, Limit(1, 60))
    with pytest.raises(RateLimited) as refused:
        demand(KEY, Limit(1, 60))
    assert 0 < refused.value.retry_after_seconds <= 60


@pytest.mark.django_db
def test_the_factor_multiplies_every_limit_but_not_what_may_happen_once(settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 2.0
    assert [take(KEY, THREE).ok for _ in range(7)] == [True] * 6 + [False]
    assert [first_time(("code", 1), 60), first_time(("code", 1), 60)] == [True, False]
    settings.RATE_LIMIT_FACTOR = 0.0001
    assert [take(("rare",), THREE).ok, take(("rare",), THREE).ok] == [True, False]
    settings.RATE_LIMIT_FACTOR = float("inf")
    assert all(take(("load test",), THREE).ok for _ in range(5))


@pytest.mark.django_db
def test_what_is_refused_writes_nothing(django_assert_num_queries: Any) -> None:
    for _ in range(3):
        take(KEY, THREE)
    before = RateCount.objects.get()
    with django_assert_num_queries(2):
        take(KEY, THREE)
    assert RateCount.objects.values().get() == {
        "key": before.key,
        "hits": 3,
        "ends_at": before.ends_at,
    }


@pytest.mark.django_db
def test_one_use_is_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        take(KEY, THREE)


@pytest.mark.django_db
def test_the_table_tells_nobodys_address_or_email() -> None:
    take(("password", "dolores@example.com", "192.0.2.1"), THREE)
    assert RateCount.objects.get().key.isalnum()
    assert "dolores" not in RateCount.objects.get().key


@pytest.mark.django_db
def test_closed_windows_are_cleared_and_open_ones_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    store = counters.DatabaseCounters()
    RateCount.objects.create(key="closed", hits=9, ends_at=1)
    store.add("open", 3, 600)
    monkeypatch.setattr(counters, "PURGE_EVERY", 0.0)
    store.add("other", 3, 600)
    assert set(RateCount.objects.values_list("key", flat=True)) == {"open", "other"}


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_no_count_is_lost_between_threads() -> None:
    def try_often(_worker: int) -> int:
        try:
            return sum(take(KEY, Limit(60, 600)).ok for _ in range(25))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        allowed = sum(threads.map(try_often, range(6)))
    connections.close_all()
    assert allowed == 60
    assert RateCount.objects.get().hits == 60


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is told in the statement")
def test_the_count_alone_does_not_wait_for_the_disk() -> None:
    def synchronous() -> Any:
        return connection.connection.execute("PRAGMA synchronous").fetchone()[0]

    def look(execute: Any, *statement: Any) -> Any:
        during.append(synchronous())
        return execute(*statement)

    during: list[Any] = []
    connection.ensure_connection()
    connection.connection.execute("PRAGMA synchronous=FULL")
    with connection.execute_wrapper(look):
        assert take(KEY, THREE).ok
    after = synchronous()
    connection.close()
    normal, full = 1, 2
    assert (during, after) == ([normal], full)


@pytest.mark.redis
def test_redis_counts_alike_and_its_keys_expire(redis_cache: Any) -> None:
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: take(KEY, THREE), range(20)))
    assert sum(result.ok for result in results) == 3
    assert all(0 < r.retry_after_seconds <= 600 for r in results if not r.ok)
    give_back(KEY)
    assert take(KEY, THREE).ok
    assert not take(KEY, THREE).ok
    forget(KEY)
    give_back(KEY)
    assert [take(KEY, THREE).ok for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_limits_hold_when_redis_is_away(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "newsroom.rediscache.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert [take(KEY, THREE).ok for _ in range(4)] == [True, True, True, False]


def test_a_forged_header_changes_no_address() -> None:
    forged = request(HTTP_X_FORWARDED_FOR="198.51.100.9")
    assert client_address(forged) == "192.0.2.1"
    assert address_key(forged) == address_key(request())


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.5, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.5, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),  # fewer entries than proxies: the header is not theirs
        (1, "", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_appended_is_believed(
    settings: Any, proxies: int, header: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address(request(HTTP_X_FORWARDED_FOR=header)) == address


def test_an_address_is_hashed_with_a_key_of_the_day() -> None:
    with time_machine.travel("2026-11-23T12:00:00Z"):
        today, other = address_key(request()), address_key(request("192.0.2.2"))
    with time_machine.travel("2026-11-24T12:00:00Z"):
        tomorrow = address_key(request())
    assert len({today, other, tomorrow}) == 3
    assert "192" not in today


def test_an_ipv6_network_is_one_client() -> None:
    one, same = request("2001:db8:1:2::1"), request("2001:db8:1:2:ffff::9")
    assert address_key(one) == address_key(same)
    assert address_key(one) != address_key(request("2001:db8:1:3::1"))
