"""Writers on SQLite stand in line: nobody is overtaken, and whoever dies holds up nobody."""

from __future__ import annotations

import fcntl
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from sqlite3 import SQLITE_BUSY
from threading import Thread
from time import monotonic, sleep

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction
from django.utils.connection import ConnectionDoesNotExist

from newsroom.sqlite.base import DatabaseWrapper
from newsroom.sqlite.turns import turns_at

pytestmark = pytest.mark.django_db
PATIENCE = 30.0
SHORT = 0.05
ALIAS = "turns"
spawn = get_context("spawn")


@contextmanager
def opened(path: Path, timeout: float = PATIENCE) -> Iterator[DatabaseWrapper]:
    """This thread's connection to the database there, as the site's settings open one."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": timeout,
        "init_command": "PRAGMA journal_mode=WAL",
    }
    told = connections["default"].settings_dict
    settings = {**told, "NAME": str(path), "OPTIONS": options}
    with closing(DatabaseWrapper(settings, ALIAS)) as wrapper, lent(wrapper):
        yield wrapper


@contextmanager
def lent(wrapper: DatabaseWrapper) -> Iterator[None]:
    """In this thread ALIAS is that connection, until the block ends."""
    try:
        before = connections[ALIAS]
    except ConnectionDoesNotExist:
        before = None
    connections[ALIAS] = wrapper
    try:
        yield
    finally:
        if before is None:
            del connections[ALIAS]
        else:
            connections[ALIAS] = before


def atomic() -> transaction.Atomic:
    return transaction.atomic(using=ALIAS)


def say(word: str) -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("INSERT INTO said (word) VALUES (%s)", [word])


def said() -> list[str]:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT word FROM said ORDER BY rowid")
        return [word for (word,) in cursor.fetchall()]


def until(happened: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not happened():
        assert monotonic() < end
        sleep(0.001)


def a_process_waits(path: Path) -> bool:
    """One that waits for its turn holds the file by which others know."""
    file = os.open(f"{path}-next", os.O_RDONLY)
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def say_in_a_process(path: Path, word: str, begun: Event | None, go: Event | None) -> None:
    with opened(path), atomic():
        say(word)
        if begun and go:
            begun.set()
            go.wait(PATIENCE)


@contextmanager
def another_process(
    path: Path, word: str, begun: Event | None = None, go: Event | None = None
) -> Iterator[SpawnProcess]:
    process = spawn.Process(target=say_in_a_process, args=(path, word, begun, go))
    process.start()
    try:
        yield process
        process.join(PATIENCE)
    finally:
        process.kill()
        process.join()


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A database in which this thread is connected, and a word can be said once."""
    path = tmp_path / "said.sqlite3"
    with opened(path) as wrapper, wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE said (word text UNIQUE)")
        cursor.execute(
            "CREATE TABLE echo (word text REFERENCES said (word) DEFERRABLE INITIALLY DEFERRED)"
        )
        yield path


def can_write(path: Path, word: str = "after") -> bool:
    """Whether another connection need not wait."""
    with opened(path, SHORT):
        try:
            with atomic():
                say(word)
        except OperationalError:
            return False
    return True


def test_threads_write_in_the_order_in_which_they_asked(path: Path) -> None:
    def write(word: str) -> None:
        with opened(path), atomic():
            say(word)

    words = [f"{number}" for number in range(12)]
    threads = [Thread(target=write, args=(word,)) for word in words]
    line = turns_at(str(path))._line
    with atomic():
        say("first")
        for number, thread in enumerate(threads):
            thread.start()
            until(lambda: len(line) == number + 1)  # noqa: B023 - it is asked here
    for thread in threads:
        thread.join()
    assert said() == ["first", *words]


def test_whoever_had_a_turn_lets_another_process_go_first(path: Path) -> None:
    with another_process(path, "the other"):
        with atomic():
            say("first")
            until(lambda: a_process_waits(path))
        with atomic():
            say("second")
    assert said() == ["first", "the other", "second"]


def test_threads_of_two_processes_take_turns(path: Path) -> None:
    def write() -> None:
        with opened(path), atomic():
            say("a thread")

    line = turns_at(str(path))._line
    with another_process(path, "the other"):
        with atomic():
            say("first")
            until(lambda: a_process_waits(path))
            thread = Thread(target=write)
            thread.start()
            until(lambda: len(line) == 1)
        thread.join()
    assert said() == ["first", "the other", "a thread"]


def test_a_process_that_is_killed_holds_up_nobody(path: Path) -> None:
    begun, go = spawn.Event(), spawn.Event()
    with another_process(path, "lost", begun, go) as process:
        assert begun.wait(PATIENCE)
        assert not can_write(path)
        process.kill()
        process.join()
        assert can_write(path)
    assert said() == ["after"]


def test_who_waits_too_long_is_told_so_by_a_passing_error(path: Path) -> None:
    with atomic():
        say("first")
        with opened(path, SHORT), pytest.raises(OperationalError) as caught, atomic():
            say("second")
        with opened(path, SHORT), pytest.raises(OperationalError):
            say("third")
    # By this code the reader's page is a 503 (see `newsroom.errors`).
    assert getattr(caught.value.__cause__, "sqlite_errorcode", None) == SQLITE_BUSY
    assert said() == ["first"]
    assert can_write(path)


def test_a_turn_that_comes_when_all_have_gone_is_passed_on(path: Path) -> None:
    begun, go = spawn.Event(), spawn.Event()
    with another_process(path, "first", begun, go):
        assert begun.wait(PATIENCE)
        assert not can_write(path, "given up")
        with another_process(path, "second"):
            go.set()
    assert said() == ["first", "second"]
    assert can_write(path)


def test_blocks_within_blocks_are_one_turn(path: Path) -> None:
    with atomic():
        say("outer")
        with atomic():
            say("inner")
        with pytest.raises(IntegrityError), atomic():
            say("inner")
        assert not can_write(path)
    assert can_write(path)
    assert said() == ["outer", "inner", "after"]


def test_a_block_that_fails_ends_its_turn(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), atomic():
        say(f"{1 / 0}")
    assert can_write(path)


def test_a_transaction_that_cannot_be_committed_ends_its_turn(path: Path) -> None:
    with pytest.raises(IntegrityError), atomic():
        connections[ALIAS].cursor().execute("INSERT INTO echo VALUES ('never said')")
    assert can_write(path)


def test_a_statement_by_itself_is_a_turn(path: Path) -> None:
    say("once")
    assert can_write(path)
    with pytest.raises(IntegrityError):
        say("once")
    assert can_write(path, "again")


def test_a_closed_connection_ends_its_turn(path: Path) -> None:
    with opened(path) as wrapper:
        wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        say("lost")
        assert not can_write(path)
    assert can_write(path)
    assert said() == ["after"]


def test_a_thread_that_ends_in_the_middle_ends_its_turn(path: Path) -> None:
    settings = connections[ALIAS].settings_dict

    def die() -> None:
        wrapper = connections[ALIAS] = DatabaseWrapper(settings, ALIAS)
        wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        say("lost")

    thread = Thread(target=die)
    thread.start()
    thread.join()
    gc.collect()
    assert can_write(path)
    assert said() == ["after"]


def test_readers_never_wait(path: Path) -> None:
    with atomic():
        say("unfinished")
        with opened(path, timeout=0):
            assert said() == []


def test_a_second_connection_of_one_thread_waits_no_longer_than_any(path: Path) -> None:
    with atomic():
        say("first")
        assert not can_write(path, "second")
        say("third")
    assert said() == ["first", "third"]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_child_neither_has_nor_ends_its_parents_turn(path: Path) -> None:
    with another_process(path, "the other"), atomic():
        say("the parent's")
        if (child := os.fork()) == 0:
            turns_at(str(path)).give_up()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        until(lambda: a_process_waits(path))
        say("still the parent's")
    assert said() == ["the parent's", "still the parent's", "the other"]
