"""The invariants of `newsroom.pagecache`, against a model: two processes, one world that changes.

The world is a table of what was committed when. Its application reads from the table one thing
after another; between two reads time passes, others write, and others ask for the same page. A page
says for whom and from what it was made.
"""

from __future__ import annotations

from ast import literal_eval
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from newsroom.changes.sight import LOOK_EVERY, LOOK_LIMIT, Sight
from newsroom.pagecache.serving import STORIES, PageCache
from tests.newsroom.pagecache.asking import ask

SITE = 0
# Paths, and what each page prints: the site, with these stories (None: with all).
ONE = "/politics/2019/06/24/one/"
PAGES: dict[str, tuple[int, ...] | None] = {
    "/": None,
    ONE: (1, 2),
    "/politics/2019/06/24/two/": (2,),
    "/search/": None,
}
ALL = (1, 2)
SECONDS = [0.02, 0.2, 0.35, 0.7, 1.0, 1.1, 1.3]
Step = Callable[[], None]


class World:
    """What was committed when, on the one clock of all."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.commits: dict[int, list[float]] = defaultdict(list)
        self.between_reads: list[Step] = []

    def clock(self) -> float:
        return self.now

    def commit(self, subject: int) -> None:
        self.commits[subject].append(self.now)

    def version(self, subject: int, at: float) -> int:
        return bisect_right(self.commits[subject], at)

    def render(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        """The page of that path; how often each thing on it had changed when it was read."""
        path = environ["PATH_INFO"]
        stories = PAGES[path]
        printed = {}
        for subject in (SITE, *(ALL if stories is None else stories)):
            printed[subject] = self.version(subject, self.now)
            if self.between_reads:
                self.between_reads.pop()()
        if stories is not None:
            environ[STORIES] = stories
        asked = (environ["HTTP_HOST"], path, environ["QUERY_STRING"])
        start_response("200 OK", [("Content-Type", "text/html")])
        return [repr((asked, environ.get("HTTP_COOKIE", ""), printed)).encode()]


class Looking:
    """What one process knows of the world: as `changes.sight.Watcher`, without a database."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.works = True
        self.is_busy = False
        self.last: Sight | None = None
        self.looked_at = -10.0
        self.turn = 0
        self.known: dict[int, int] = {}

    def sight(self, now: float) -> Sight | None:
        # While another thread looks, its last sight has to do.
        if now - self.looked_at >= (LOOK_LIMIT if self.is_busy else LOOK_EVERY):
            self.looked_at = self.world.now
            self.last = self.look() if self.works else None
        return self.last

    def look(self) -> Sight:
        counts = {subject: len(times) for subject, times in self.world.commits.items()}
        changed = {subject for subject in counts if counts[subject] > self.known.get(subject, 0)}
        self.known = counts
        self.turn += bool(changed) or self.last is None
        if self.last is None or SITE in changed:
            return Sight(self.looked_at, self.turn, self.turn, {})
        stories = {**self.last.stories, **dict.fromkeys(changed, self.turn)}
        return Sight(self.looked_at, self.turn, self.last.whole, stories)


class Readers(RuleBasedStateMachine):
    """Readers and writers in any order."""

    @initialize()
    def begin(self) -> None:
        self.world = World()
        self.lookings = [Looking(self.world) for _ in range(2)]
        self.caches = [
            PageCache(self.world.render, looking, 40_000, self.world.clock)
            for looking in self.lookings
        ]
        for cache in self.caches:
            # Here everybody is one thread: who would wait for a page makes one.
            cache.patience = 0

    @rule(seconds=st.sampled_from(SECONDS))
    def time_passes(self, seconds: float) -> None:
        self.world.now += seconds

    @rule(subject=st.sampled_from([SITE, *ALL]))
    def somebody_writes(self, subject: int) -> None:
        self.world.commit(subject)

    @rule(works=st.booleans())
    def the_log_fails_or_comes_back(self, works: bool) -> None:
        self.lookings[0].works = works

    @rule(is_busy=st.booleans())
    def looking_takes_long(self, is_busy: bool) -> None:
        self.lookings[1].is_busy = is_busy

    @rule(process=st.integers(0, 1), steps=st.lists(st.sampled_from(["ask", *SECONDS, *ALL])))
    def somebody_reads_the_story(self, process: int, steps: list[Any]) -> None:
        """Steps: others who ask for it too, seconds that pass, and stories that change."""

        def step(what: Any) -> Step:
            if what == "ask":
                return lambda: self._ask(process, ONE, "", "")
            if isinstance(what, float):
                return lambda: self.time_passes(what)
            return lambda: self.somebody_writes(what)

        self.world.between_reads = [step(what) for what in steps]
        self._ask(process, ONE, "", "")
        self.world.between_reads = []

    @rule(
        process=st.integers(0, 1),
        seconds=st.tuples(st.sampled_from(SECONDS), st.sampled_from(SECONDS)),
        subject=st.sampled_from([SITE, *ALL]),
    )
    def somebody_writes_between_two_reads(
        self, process: int, seconds: tuple[float, float], subject: int
    ) -> None:
        self._ask(process, ONE, "", "")
        self.time_passes(seconds[0])
        self.somebody_writes(subject)
        self.time_passes(seconds[1])
        self._ask(process, ONE, "", "")

    @rule(
        path=st.sampled_from(sorted(PAGES)),
        query=st.sampled_from(["", "sort=oldest", "utm_source=x"]),
        cookie=st.sampled_from(["", "theme=dark", "sessionid=me", "messages=hello", "csrftoken=x"]),
    )
    def somebody_reads(self, path: str, query: str, cookie: str) -> None:
        self._ask(1, path, query, cookie)

    def _ask(self, process: int, path: str, query: str, cookie: str) -> None:
        arrived = self.world.now
        more = {"HTTP_COOKIE": cookie} if cookie else {}
        got = ask(self.caches[process], path, query, **more)
        asked, whose, printed = literal_eval(got.body.decode())
        assert asked[:2] == ("localhost", path)
        if cookie.startswith(("sessionid", "messages")):
            assert (asked[2], whose) == (query, cookie)
        elif path != "/search/":
            assert whose == (cookie if cookie.startswith("theme") else "")
            is_story = path.startswith("/politics")
            assert asked[2] == (query if is_story and query.startswith("sort") else "")
        for subject, version in printed.items():
            assert version >= self.world.version(subject, arrived - 1.0)


TestReaders = Readers.TestCase
TestReaders.settings = settings(max_examples=150, stateful_step_count=20, deadline=None)


def test_a_second_holds_the_look_and_its_age() -> None:
    assert LOOK_EVERY < LOOK_LIMIT < 1.0
