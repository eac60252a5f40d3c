"""What this process knows of changes, and since when: the ground on which a kept page is served.

A `Sight` taken at `at` accounts for everything that was committed before `at`. A page that was
read from the database after a sight of turn `t` was taken is still right at a later sight if that
one says that nothing it shows has changed since `t`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from newsroom import memo
from newsroom.changes import log, triggers

# How often a process looks at most, in seconds, and how old a sight may be to be acted upon. A
# page is right to within the second of them and the time it takes to look: under one second.
LOOK_EVERY = 0.3
LOOK_LIMIT = 0.8
SWEEP_EVERY = 60.0
# So many changed stories are remembered singly; after that the whole site counts as changed.
STORIES = 10_000
_clocks: list[Callable[[], datetime | None]] = []


@dataclass(frozen=True, slots=True)
class Ground:
    """What a look went by, so that another process can go on from there: how far the log was read,
    and the moment at which pages change though nobody writes anything."""

    place: log.Place
    due: datetime


@dataclass(frozen=True, slots=True)
class Sight:
    """`turn` grows with every look that found something; `whole` is the turn when the whole site
    may last have changed, `stories` when each one's discussion did. `position` is how far a
    replica must have replayed the primary's log to know as much; 0 where there is no replica.
    Turns are this process's own; `ground` is what others can compare."""

    at: float
    turn: int
    whole: int
    stories: Mapping[int, int]
    position: int = 0
    ground: Ground | None = None

    def unchanged(self, turn: int, stories: Iterable[int] | None) -> bool:
        """Whether nothing of these stories has changed since that turn; None: nothing at all."""
        if stories is None:
            return turn >= self.turn
        return turn >= self.whole and all(self.stories.get(one, 0) <= turn for one in stories)

    def stamp(self, stories: Iterable[int] = ()) -> tuple[int, ...]:
        """The same as long as nothing has changed but discussions, and those of these stories
        neither: a key by which to keep what is read from the database after this sight."""
        return (self.whole, *(self.stories.get(one, 0) for one in stories))


def by_the_clock(ask: Callable[[], datetime | None]) -> None:
    """Registers a question: when will pages next change though nobody writes anything?"""
    _clocks.append(ask)


class Watcher:
    """Looks at the log for all threads of a process: one at a time, and only when a page is asked
    for. All times but those of stories are the clock's, in seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._sight: Sight | None = None
        self._looked_at = -LOOK_LIMIT
        self._turn = 0
        self._place: log.Place | None = None
        self._due: datetime | None = None
        self._swept = (clock(), log.Place(0, 0))

    def sight(self, now: float) -> Sight | None:
        """What is known at `now`, at most LOOK_LIMIT old; None while nothing can be known."""
        if now - self._looked_at < LOOK_EVERY:
            return self._sight
        found = self._sight
        is_usable = found is not None and now - found.at < LOOK_LIMIT
        # While another thread looks, its last sight does, unless that is too old.
        if not self._lock.acquire(blocking=not is_usable):
            return found
        try:
            if now - self._looked_at >= LOOK_EVERY:
                self._look_at(self._clock(), in_request=False)
            return self._sight
        finally:
            self._lock.release()

    def look(self) -> Sight | None:
        """What is known at this moment: a look of its own, for a page that is made now. One query;
        None while nothing can be known."""
        with self._lock:
            self._look_at(self._clock(), in_request=True)
            return self._sight

    def forget(self) -> None:
        """Begins anew, as for another database."""
        with self._lock:
            self._place, self._looked_at = None, -LOOK_LIMIT

    def still_holds(self, ground: Ground, stories: Iterable[int] | None) -> bool:
        """Whether nothing of these stories has changed since a look that went by `ground`, be it
        another process's; None: nothing at all. One query."""
        try:
            _renew_connection()
            found = log.since(connection, ground.place)
        except Error:
            return False
        if found is None or timezone.now() >= ground.due:
            return False
        _place, changed = found
        return not changed if stories is None else changed.isdisjoint({0, *stories})

    def _look_at(self, at: float, in_request: bool) -> None:
        self._sight = self._look(at, in_request)
        self._looked_at = at

    def _look(self, at: float, in_request: bool) -> Sight | None:
        """One look at the log, and at the clock. Sweeps the log now and then."""
        changed, position = set[int](), 0
        try:
            if not in_request:
                _renew_connection()
            changed = self._news()
            # After the news: all that they tell of stands before this position.
            position = log.position(connection) if settings.REPLICAS else 0
            if 0 in changed:
                memo.forget_everything()
            if 0 in changed or self._is_due():
                self._due, changed = _next_due(), {0}
            self._sweep(at)
        except Error:
            self._place = None
        if self._place is None or self._due is None:
            return None
        if changed or self._sight is None:
            self._turn += 1
        moved, ground = _moved(self._sight, self._turn, changed), Ground(self._place, self._due)
        return replace(moved, at=at, position=position, ground=ground)

    def _news(self) -> set[int]:
        """The stories changed since the last look; the whole site where that cannot be said."""
        found = log.since(connection, self._place) if self._place else None
        if found is not None:
            self._place, changed = found
            return changed
        self._place = log.end(connection) if triggers.are_in_place(connection) else None
        return {0}

    def _is_due(self) -> bool:
        return self._due is not None and timezone.now() >= self._due

    def _sweep(self, at: float) -> None:
        """Now and then, drops what was already read at the sweep before."""
        swept_at, place = self._swept
        if self._place is not None and at - swept_at >= SWEEP_EVERY:
            self._swept = (at, self._place)
            log.sweep(connection, place)


def _renew_connection() -> None:
    """As Django does before a request: one that is broken or too old is not used."""
    if not connection.in_atomic_block:
        close_old_connections()


def _moved(before: Sight | None, turn: int, changed: set[int]) -> Sight:
    """The sight after a look that found these changes, but for when that was."""
    if before is not None and not changed:
        return before
    if before is None or 0 in changed or len(before.stories) > STORIES:
        return Sight(0, turn, turn, {})
    stories = {**before.stories, **dict.fromkeys(changed, turn)}
    return replace(before, turn=turn, stories=stories)


def _next_due() -> datetime:
    """The next moment at which pages change by themselves: at midnight if not before."""
    now = timezone.localtime()
    midnight = timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), time.min))
    return min([midnight, *(due for ask in _clocks if (due := ask()) is not None)])


watcher = Watcher()
