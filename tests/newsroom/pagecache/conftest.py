"""Clocks that stand still, and a cache in front of a small world."""

from collections.abc import Callable
from typing import Any

import pytest

from newsroom.changes.sight import Sight
from newsroom.pagecache.serving import PageCache

ROOM = 2_000_000


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Quiet:
    """A site on which nothing changes."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def sight(self, now: float) -> Sight:
        return Sight(self.clock.now, 1, 1, {})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache_of(clock: Clock) -> Callable[..., PageCache]:
    """Puts a cache in front of an application of a quiet site."""

    def make(application: Any, room: int = ROOM) -> PageCache:
        return PageCache(application, Quiet(clock), room, clock)

    return make
