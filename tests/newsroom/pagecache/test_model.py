"""The invariants of `newsroom.pagecache`, against a model: two processes, one world that changes.

The world is a table of what was committed when. Its application reads from the table one thing
after another; between two reads time passes, others write, and others ask for the same page, of
this process or of its neighbor. A page says for whom, from what and by which code it was made.
"""

from __future__ import annotations

from ast import literal_eval
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from newsroom.changes.sight import LOOK_EVERY, LOOK_LIMIT
from newsroom.pagecache.neighbors import Neighbors
from newsroom.pagecache.serving import PageCache
from tests.newsroom.pagecache.asking import ask
from tests.newsroom.pagecache.world import ALL, ONE, PAGES, SITE, Looking, Step, World

SECONDS = [0.02, 0.2, 0.35, 0.7, 1.0, 1.1, 1.3]
ROOM = 2_000_000


class Readers(RuleBasedStateMachine):
    """Readers and writers in any order."""

    @initialize(have_replicas=st.booleans())
    def begin(self, have_replicas: bool) -> None:
        self.world = World()
        self.have_replicas = have_replicas
        self.newest = 0
        self.lookings: dict[int, Looking] = {}
        self.caches: dict[int, PageCache] = {}
        self.codes: dict[int, int] = {}
        for process in range(2):
            self.start(process)

    def start(self, process: int) -> None:
        """With the newest code."""
        code = self.codes[process] = self.newest
        self.lookings[process] = Looking(self.world, self.have_replicas)
        self.caches[process] = PageCache(
            lambda *asked: self.world.render(code, *asked),
            self.lookings[process],
            40_000,
            self.world.clock,
            self.neighbors(),
        )
        # Here everybody is one thread: who would wait for a page makes one.
        self.caches[process].patience = 0

    def neighbors(self) -> Neighbors | None:
        return None

    @rule(seconds=st.sampled_from(SECONDS))
    def time_passes(self, seconds: float) -> None:
        self.world.now += seconds

    @rule(subject=st.sampled_from([SITE, *ALL]))
    def somebody_writes(self, subject: int) -> None:
        self.world.commit(subject)

    @rule(seconds=st.sampled_from(SECONDS))
    def somebody_schedules(self, seconds: float) -> None:
        self.world.schedule(seconds)

    @rule(works=st.booleans())
    def the_log_fails_or_comes_back(self, works: bool) -> None:
        self.lookings[0].works = works

    @rule(is_busy=st.booleans())
    def looking_takes_long(self, is_busy: bool) -> None:
        self.lookings[1].is_busy = is_busy

    @rule(process=st.integers(0, 1), is_new=st.booleans())
    def a_process_is_started_anew(self, process: int, is_new: bool) -> None:
        self.newest += is_new
        self.start(process)

    @rule(
        process=st.integers(0, 1),
        steps=st.lists(st.sampled_from(["ask", "ask the other", *SECONDS, *ALL])),
    )
    def somebody_reads_the_story(self, process: int, steps: list[Any]) -> None:
        """Steps: others who ask for it too, seconds that pass, and stories that change."""

        def step(what: Any) -> Step:
            if what == "ask":
                return lambda: self._ask(process, ONE, "", "")
            if what == "ask the other":
                return lambda: self._ask(1 - process, ONE, "", "")
            if isinstance(what, float):
                return lambda: self.time_passes(what)
            return lambda: self.somebody_writes(what)

        self.world.between_reads = [step(what) for what in steps]
        self._ask(process, ONE, "", "")
        self.world.between_reads = []

    @rule(
        processes=st.tuples(st.integers(0, 1), st.integers(0, 1)),
        seconds=st.tuples(st.sampled_from(SECONDS), st.sampled_from(SECONDS)),
        subject=st.sampled_from([SITE, *ALL]),
    )
    def somebody_writes_between_two_reads(
        self, processes: tuple[int, int], seconds: tuple[float, float], subject: int
    ) -> None:
        self._ask(processes[0], ONE, "", "")
        self.time_passes(seconds[0])
        self.somebody_writes(subject)
        self.time_passes(seconds[1])
        self._ask(processes[1], ONE, "", "")

    @rule(seconds=st.tuples(st.sampled_from(SECONDS), st.sampled_from(SECONDS)))
    def something_is_due_between_two_reads(self, seconds: tuple[float, float]) -> None:
        self.world.schedule(seconds[0])
        self._ask(0, ONE, "", "")
        self.time_passes(seconds[1])
        self._ask(1, ONE, "", "")

    @rule(
        process=st.integers(0, 1),
        path=st.sampled_from(sorted(PAGES)),
        query=st.sampled_from(["", "sort=oldest", "utm_source=x"]),
        cookie=st.sampled_from(["", "theme=dark", "sessionid=me", "messages=hello", "csrftoken=x"]),
    )
    def somebody_reads(self, process: int, path: str, query: str, cookie: str) -> None:
        self._ask(process, path, query, cookie)

    def _ask(self, process: int, path: str, query: str, cookie: str) -> None:
        arrived = self.world.now
        more = {"HTTP_COOKIE": cookie} if cookie else {}
        got = ask(self.caches[process], path, query, **more)
        asked, whose, printed, code = literal_eval(got.body.decode())
        assert code == self.codes[process]
        assert asked[:2] == ("localhost", path)
        if cookie.startswith(("sessionid", "messages")):
            assert (asked[2], whose) == (query, cookie)
        elif path != "/search/":
            assert whose == (cookie if cookie.startswith("theme") else "")
            is_story = path.startswith("/politics")
            assert asked[2] == (query if is_story and query.startswith("sort") else "")
        for subject, version in printed.items():
            assert version >= self.world.version(subject, arrived - 1.0)


class Neighborhood(Readers):
    """The same, with processes that make pages for each other, on a disk that does not always
    work."""

    def __init__(self) -> None:
        super().__init__()
        self.scratch = TemporaryDirectory(prefix="newsroom-tests-")
        self.folder = Path(self.scratch.name) / "pages"

    def teardown(self) -> None:
        self.scratch.cleanup()

    def neighbors(self) -> Neighbors:
        return Neighbors(self.folder, f"code {self.newest}", ROOM)

    @rule()
    def somebody_sweeps_the_folder(self) -> None:
        self.the_disk_works()
        rmtree(self.folder, ignore_errors=True)

    @rule()
    def the_disk_fails(self) -> None:
        """No file can be made where there is no folder."""
        self.somebody_sweeps_the_folder()
        self.folder.write_text("no folder")

    @rule()
    def the_disk_works(self) -> None:
        if self.folder.is_file():
            self.folder.unlink()

    @rule(length=st.sampled_from([0, 10, 18, 30, 300, 500]))
    def files_are_cut_short(self, length: int) -> None:
        for path in self.folder.glob("*"):
            path.write_bytes(path.read_bytes()[:length])


TestReaders = Readers.TestCase
TestNeighborhood = Neighborhood.TestCase
for case in (TestReaders, TestNeighborhood):
    case.settings = settings(max_examples=150, stateful_step_count=20, deadline=None)


def test_a_second_holds_the_look_and_its_age() -> None:
    assert LOOK_EVERY < LOOK_LIMIT < 1.0
