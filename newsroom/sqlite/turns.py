"""Whose turn it is to write to a database file: first come, first served, woken and not asking.

Threads of one process stand in a line. For the first of them the process waits at two locked files
beside the database, which the system frees when a process dies: whoever has `-next` is the one that
waits for `-turn`, so a process that has just had its turn cannot take the next one as well.
"""

from __future__ import annotations

import fcntl
import os
from collections import deque
from contextlib import suppress
from threading import Lock, RLock, Semaphore, Thread


class Turns:
    """This process's door to the turns at one file. Safe in threads; any thread may end a turn.

    Only a promise among those who use it: SQLite's own lock keeps writers apart. So where the files
    cannot be made, threads stand in line all the same, and processes do not.
    """

    def __init__(self, database: str) -> None:
        self._database = database
        self.start_anew()

    def start_anew(self) -> None:
        """Nobody waits and nobody's turn it is: at first, and in a forked child."""
        # Re-entrant: a connection that is cleared away gives up its turn wherever its thread is.
        self._guard = RLock()
        self._line = deque[Lock]()
        # Whether it is some thread's turn here, or the porter is out to get one.
        self._is_taken = False
        self._files: tuple[int | None, int | None] | None = None
        self._asked = Semaphore(0)
        self._porter: Thread | None = None

    def take(self, seconds: float) -> bool:
        """Waits for a turn, at most so long. Out: whether it is ours, to be given up."""
        with self._guard:
            if not self._is_taken and self._enter():
                self._is_taken = True
                return True
            self._hire_porter()
            place = Lock()
            place.acquire()
            self._line.append(place)
            if not self._is_taken:
                self._is_taken = True
                self._asked.release()
        try:
            if place.acquire(timeout=seconds):
                return True
        except BaseException:  # the command was interrupted
            if not self._step_out(place):
                self.give_up()
            raise
        return not self._step_out(place)

    def give_up(self) -> None:
        """Ends the turn: another process's is next if one waits, else the next thread's here."""
        with self._guard:
            self._leave()
            if self._line and self._enter():
                self._line.popleft().release()
            elif self._line:
                self._asked.release()
            else:
                self._is_taken = False

    def close(self) -> None:
        """Lets go of the files, and so of everything."""
        for file in self._files or ():
            if file is not None:
                os.close(file)
        self._files = None

    def _step_out(self, place: Lock) -> bool:
        """Leaves the line; False where the turn came at the last moment."""
        with self._guard:
            if place not in self._line:
                return False
            self._line.remove(place)
            return True

    def _enter(self) -> bool:
        """Gets the process's turn if no other process has it or waits for it."""
        first, turn = self._open()
        if not _lock(first, fcntl.LOCK_NB):
            return False
        try:
            return _lock(turn, fcntl.LOCK_NB)
        finally:
            _unlock(first)

    def _leave(self) -> None:
        _unlock(self._open()[1])

    def _hire_porter(self) -> None:
        if self._porter is None:
            porter = Thread(target=self._carry, name="waits to write", daemon=True)
            porter.start()
            self._porter = porter

    def _carry(self) -> None:
        """Waits among the processes, which has no limit of time, for threads that have one."""
        while True:
            self._asked.acquire()
            first, turn = self._open()
            _lock(first)
            _lock(turn)
            _unlock(first)
            with self._guard:
                if self._line:
                    self._line.popleft().release()
                else:  # all of them gave it up
                    self._leave()
                    self._is_taken = False

    def _open(self) -> tuple[int | None, int | None]:
        if self._files is None:
            self._files = self._file("next"), self._file("turn")
        return self._files

    def _file(self, name: str) -> int | None:
        """Read-only: whoever may read the database may stand in line, whoever made the file."""
        flags = os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC
        with suppress(OSError):
            return os.open(f"{self._database}-{name}", flags, 0o644)
        return None


def _lock(file: int | None, how: int = 0) -> bool:
    """Whether it is locked now; where files cannot be locked at all, nobody has to wait."""
    with suppress(OSError):
        if file is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | how)
            except BlockingIOError:
                return False
    return True


def _unlock(file: int | None) -> None:
    with suppress(OSError):
        if file is not None:
            fcntl.flock(file, fcntl.LOCK_UN)


_known: dict[str, Turns] = {}
_knowing = Lock()


def turns_at(database: str) -> Turns:
    """This process's door for the database file at that path."""
    path = os.path.realpath(database)
    with _knowing:
        if path not in _known:
            _known[path] = Turns(path)
        return _known[path]


def _forget() -> None:
    """In a forked child: a turn stays the parent's, and must not live on in the child's files."""
    global _knowing
    _knowing = Lock()
    for turns in _known.values():
        turns.close()
        turns.start_anew()


os.register_at_fork(after_in_child=_forget)
