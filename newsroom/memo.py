"""What every page repeats (sections, rules, word list): asked of the database once a second.

Each process keeps its own copy for at most a second, so a change is seen everywhere within one.
"""

from collections.abc import Callable
from functools import wraps
from time import monotonic
from typing import Generic, TypeVar

from newsroom.routing import on_primary

Value = TypeVar("Value")
SECONDS = 1.0
_everything: list["Memo[object]"] = []


class Memo(Generic[Value]):
    """A question whose answer is kept for `SECONDS`."""

    def __init__(self, ask: Callable[[], Value]) -> None:
        self._ask = ask
        self._kept: tuple[float, Value] | None = None
        self._forgotten_at = 0.0

    def __call__(self) -> Value:
        now = monotonic()
        kept = self._kept
        if kept is None or now - kept[0] >= SECONDS or kept[0] <= self._forgotten_at:
            # Shared by pages that are read from different databases: a replica may lag.
            with on_primary():
                kept = self._kept = (now, self._ask())
        return kept[1]

    def forget(self) -> None:
        """An answer to a question that was asked before this moment is not kept either."""
        self._forgotten_at = monotonic()


def for_a_second(ask: Callable[[], Value]) -> Callable[[], Value]:
    """Decorates a question without arguments. Its answer must not be changed by who gets it."""
    memo = Memo(ask)
    _everything.append(memo)  # type: ignore[arg-type]
    return wraps(ask)(lambda: memo())


def forget_everything() -> None:
    """Asks anew next time: because something has changed, or in a test the whole database."""
    for memo in _everything:
        memo.forget()
