"""What processes of one server make for each other: files of pages, and whose claim it is."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.synchronize import Event as Signal
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from newsroom.changes.sight import LOOK_EVERY
from newsroom.pagecache.asking import Asked
from newsroom.pagecache.neighbors import PLACES, Neighbors
from newsroom.pagecache.serving import PageCache
from tests.newsroom.pagecache import asking, world
from tests.newsroom.pagecache.asking import STORY, ask

ROOM = 4_000_000
KEY = Asked("localhost", STORY, "", "http", "", False)
ProcessOf = Callable[..., PageCache]


@pytest.fixture
def changes() -> world.World:
    return world.World()


@pytest.fixture
def process_of(tmp_path: Path, changes: world.World) -> ProcessOf:
    """A process of a server whose pages come from an application."""

    def start(application: Any, generation: str = "one", room: int = ROOM) -> PageCache:
        neighbors = Neighbors(tmp_path / "pages", generation, room)
        looking = world.Looking(changes, has_replica=False)
        return PageCache(application, looking, ROOM, changes.clock, neighbors)

    return start


@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_a_page_is_made_by_one_process_for_all(process_of: ProcessOf, encoding: str) -> None:
    site = asking.World()
    got = [ask(process_of(site), STORY, HTTP_ACCEPT_ENCODING=encoding) for _ in range(3)]
    assert got[0] == got[1] == got[2]
    assert len(site.seen) == 1


def test_a_change_is_made_once_for_all_and_lasts(
    process_of: ProcessOf, changes: world.World
) -> None:
    site = asking.World()
    processes = [process_of(site) for _ in range(4)]
    for made in (1, 2, 3):
        changes.commit(world.SITE)
        for _ in range(6):
            changes.now += LOOK_EVERY / 2
            for process in processes:
                ask(process, STORY)
                changes.now += 0.01
        assert len(site.seen) == made


def test_a_process_that_has_looked_later_than_the_page_was_made_still_takes_it(
    process_of: ProcessOf, changes: world.World
) -> None:
    site = asking.World()
    one, other = process_of(site), process_of(site)
    ask(other, "/")
    changes.now += LOOK_EVERY / 2
    changes.commit(world.SITE)
    ask(one, STORY)
    # The other knows nothing of the change, then finds it: the page shows it already.
    ask(other, STORY)
    changes.now += 2 * LOOK_EVERY
    ask(other, STORY)
    assert [seen["PATH_INFO"] for seen in site.seen] == ["/", STORY]


def test_another_generation_makes_its_own_page(process_of: ProcessOf) -> None:
    site = asking.World()
    ask(process_of(site), STORY)
    ask(process_of(site, generation="two"), STORY)
    assert len(site.seen) == 2


def test_a_process_gives_its_old_page_while_a_neighbor_makes_the_new_one(
    process_of: ProcessOf, changes: world.World
) -> None:
    given = []

    class Site(asking.World):
        def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
            if self.seen:
                given.append(ask(other, STORY))
            return super().__call__(environ, start_response)

    site = Site()
    one, other = process_of(site), process_of(site)
    old = [ask(one, STORY), ask(other, STORY)]
    changes.now += 2 * LOOK_EVERY
    changes.commit(world.SITE)
    new = ask(one, STORY)
    assert given == [old[0]] == [old[1]]
    assert ask(other, STORY) == new != old[0]
    assert len(site.seen) == 2


def test_who_has_no_page_waits_for_the_neighbor_s(process_of: ProcessOf) -> None:
    started, goes_on = Event(), Event()
    site = asking.World()

    def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        started.set()
        assert goes_on.wait(10)
        return site(environ, start_response)

    got: list[asking.Got] = []
    threads = [Thread(target=lambda: got.append(ask(process_of(slow), STORY))) for _ in range(4)]
    threads[0].start()
    assert started.wait(10)
    for thread in threads[1:]:
        thread.start()
    goes_on.set()
    for thread in threads:
        thread.join()
    assert len(site.seen) == 1
    assert got == got[:1] * 4


def test_what_is_not_kept_is_left_to_nobody(process_of: ProcessOf, tmp_path: Path) -> None:
    for site in (
        asking.World("404 Not Found"),
        asking.World(Set_Cookie="csrftoken=new"),
        asking.World(Cache_Control="private"),
    ):
        ask(process_of(site), STORY)
        ask(process_of(site), STORY)
        assert len(site.seen) >= 2
    assert not any(b"page" in path.read_bytes() for path in (tmp_path / "pages").iterdir())


def test_files_are_for_the_site_alone_and_together_no_larger_than_their_room(
    process_of: ProcessOf, tmp_path: Path
) -> None:
    process = process_of(asking.World())
    for number in range(2 * PLACES):
        ask(process, STORY, f"after={number}")
    files = list((tmp_path / "pages").iterdir())
    assert PLACES / 2 < len(files) <= PLACES
    assert sum(path.stat().st_size for path in files) <= ROOM
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_page_too_large_for_its_place_is_made_by_everybody(process_of: ProcessOf) -> None:
    site = asking.World()
    for _ in range(2):
        assert ask(process_of(site, room=PLACES * 1000), STORY).status == 200
    assert len(site.seen) == 2


def claim_and_hang(folder: Path, claimed: Signal) -> None:
    """What a process does that is killed while it makes a page."""
    with Neighbors(folder, "one", ROOM).claim(KEY, 0) as claim:
        claim.begin()
        claimed.set()
        Event().wait()


def test_the_claim_of_a_process_that_is_killed_is_free(tmp_path: Path) -> None:
    spawned = multiprocessing.get_context("spawn")
    claimed = spawned.Event()
    process = spawned.Process(target=claim_and_hang, args=(tmp_path, claimed))
    process.start()
    assert claimed.wait(60)
    neighbors = Neighbors(tmp_path, "one", ROOM)
    with neighbors.claim(KEY, 0) as claim:
        assert claim.is_anothers
    process.kill()
    process.join()
    with neighbors.claim(KEY, 0) as claim:
        assert not claim.is_anothers
        assert claim.left() is None


def test_who_waited_in_vain_does_not_wait_again(tmp_path: Path) -> None:
    stopped, neighbors = Neighbors(tmp_path, "one", ROOM), Neighbors(tmp_path, "one", ROOM)
    with stopped.claim(KEY, 0) as held:
        held.begin()
        with neighbors.claim(KEY, 0.01) as claim:
            assert claim.is_anothers
        with neighbors.claim(KEY, 1_000_000) as claim:
            assert claim.is_anothers
