"""A small world that changes, for the model of `newsroom.pagecache`: see `test_model`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from newsroom.changes.log import Place
from newsroom.changes.sight import LOOK_EVERY, LOOK_LIMIT, Ground, Sight
from newsroom.pagecache.serving import POSITION, STORIES

SITE, CLOCK = 0, -1
# Paths, and what each page prints: the site, with these stories (None: with all).
ONE = "/politics/2019/06/24/one/"
PAGES: dict[str, tuple[int, ...] | None] = {
    "/": None,
    ONE: (1, 2),
    "/politics/2019/06/24/two/": (2,),
    "/search/": None,
}
ALL = (1, 2)
NEVER = 1_000_000.0
Step = Callable[[], None]


class World:
    """What was committed when, on the one clock of all; and what is due to change by itself."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.log: list[int] = []
        self.times: dict[int, list[float]] = {subject: [] for subject in (CLOCK, SITE, *ALL)}
        self.between_reads: list[Step] = []

    def clock(self) -> float:
        return self.now

    def commit(self, subject: int) -> None:
        self.log.append(subject)
        self.times[subject].append(self.now)

    def schedule(self, seconds: float) -> None:
        self.times[CLOCK] = sorted([*self.times[CLOCK], self.now + seconds])
        self.commit(SITE)

    def due(self) -> float:
        return next((at for at in self.times[CLOCK] if at > self.now), NEVER)

    def version(self, subject: int, at: float) -> int:
        return bisect_right(self.times[subject], at)

    def render(self, code: int, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        """The page of that path; how often each thing on it had changed when it was read. From a
        replica, that is as far as it has to be and no further."""
        path, position = environ["PATH_INFO"], environ.get(POSITION)
        stories = PAGES[path]
        printed = {}
        for subject in (CLOCK, SITE, *(ALL if stories is None else stories)):
            printed[subject] = self.version(subject, self.now)
            if position and subject != CLOCK:
                printed[subject] = self.log[: position - 1].count(subject)
            if self.between_reads:
                self.between_reads.pop()()
        if stories is not None:
            environ[STORIES] = stories
        asked = (environ["HTTP_HOST"], path, environ["QUERY_STRING"])
        start_response("200 OK", [("Content-Type", "text/html")])
        return [repr((asked, environ.get("HTTP_COOKIE", ""), printed, code)).encode()]


class Looking:
    """What one process knows of the world: as `changes.sight.Watcher`, without a database."""

    def __init__(self, world: World, has_replica: bool) -> None:
        self.world = world
        self.has_replica = has_replica
        self.works = True
        self.is_busy = False
        self.last: Sight | None = None
        self.looked_at = -10.0
        self.turn = 0
        self.place = 0
        self.due = NEVER

    def sight(self, now: float) -> Sight | None:
        # While another thread looks, its last sight has to do.
        if now - self.looked_at >= (LOOK_LIMIT if self.is_busy else LOOK_EVERY):
            self.looked_at = self.world.now
            self.last = self.look() if self.works else None
        return self.last

    def look(self) -> Sight:
        changed = {SITE} if self.last is None else set(self.world.log[self.place :])
        self.place = len(self.world.log)
        if self.world.now >= self.due:
            changed.add(SITE)
        if SITE in changed:
            self.due = self.world.due()
        self.turn += bool(changed)
        ground = Ground(Place(self.place, 0), moment(self.due))
        position = self.place + 1 if self.has_replica else 0
        if self.last is None or SITE in changed:
            return Sight(self.looked_at, self.turn, self.turn, {}, position, ground)
        stories = {**self.last.stories, **dict.fromkeys(changed, self.turn)}
        return Sight(self.looked_at, self.turn, self.last.whole, stories, position, ground)

    def still_holds(self, ground: Ground, stories: Iterable[int] | None) -> bool:
        changed = set(self.world.log[ground.place.last :])
        relevant = changed if stories is None else changed & {SITE, *stories}
        return self.works and moment(self.world.now) < ground.due and not relevant


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
