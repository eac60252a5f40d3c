"""Things made lately, kept for the next time while there is room."""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")
# What an entry takes beside what is kept.
ENTRY = 200


class Recent(Generic[Value]):
    """At most `room` bytes, by what callers say a thing weighs; the longest unused go first.

    Two halves: what is asked for moves to the young one, and when that is full the old one is
    dropped as a whole. So a look-up takes no lock and keeps no list.
    """

    def __init__(self, room: int) -> None:
        self._half = room // 2
        self._lock = Lock()
        self._young: dict[Hashable, tuple[Value, int]] = {}
        self._old: dict[Hashable, tuple[Value, int]] = {}
        self._weight = 0

    def get(self, key: Hashable) -> Value | None:
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is None:
                return None
            self.put(key, *found)
        return found[0]

    def put(self, key: Hashable, value: Value, weight: int) -> None:
        """Keeps the value, if it is not larger than half the room."""
        with self._lock:
            if key in self._young or weight > self._half:
                return
            if self._weight + weight > self._half:
                self._old, self._young, self._weight = self._young, {}, 0
            self._young[key] = value, weight
            self._weight += weight

    def clear(self) -> None:
        with self._lock:
            self._young, self._old, self._weight = {}, {}, 0


def lately(room: int) -> Callable[[Callable[[str], str]], Callable[[str], str]]:
    """Decorates what makes a text of a text: the last ones are kept, in `room` bytes."""

    def decorate(make: Callable[[str], str]) -> Callable[[str], str]:
        kept: Recent[str] = Recent(room)

        @wraps(make)
        def made(text: str) -> str:
            found = kept.get(text)
            if found is None:
                found = make(text)
                kept.put(text, found, sys.getsizeof(text) + sys.getsizeof(found) + ENTRY)
            return found

        return made

    return decorate
