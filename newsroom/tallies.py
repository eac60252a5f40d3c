"""Numbers that all processes of a machine add to, and any of them can read.

Each thread writes to a small file of its own and keeps it locked while it lives; one that starts
later takes over a file that nobody holds, and counts on from there. So nothing waits for a lock,
nothing is lost when a thread or a process ends, and the sum over all files never goes down.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import socket
import struct
from contextlib import suppress
from pathlib import Path
from threading import local
from time import time

from django.conf import settings

COUNTS = (
    "requests_1xx", "requests_2xx", "requests_3xx", "requests_4xx", "requests_5xx",
    "request_seconds", "pages_made", "screening_allow", "screening_nudge", "screening_hold",
    "screening_reject", "jobs_done", "jobs_failed",
)  # fmt: skip
# Moments, in seconds since 1970; of several the latest counts.
MOMENTS = ("worker_seen",)
NAMES = (*COUNTS, *MOMENTS)
_PLACE = {name: index for index, name in enumerate(NAMES)}
_SIZE = 8 * len(NAMES)
_NUMBERS = struct.Struct(f"{len(NAMES)}d")
MOST_THREADS = 2048


def folder() -> Path:
    """Of this machine. Other names in it would be other numbers: a new set has a new folder."""
    return Path(settings.VAR_DIR) / "tallies" / f"{socket.gethostname()}-{len(NAMES)}"


class Tallies:
    """This process's numbers."""

    def __init__(self) -> None:
        self._own = local()

    def add(self, name: str, amount: float = 1.0) -> None:
        """Counts on."""
        self._numbers()[_PLACE[name]] += amount

    def mark(self, name: str) -> None:
        """Now is the moment."""
        self._numbers()[_PLACE[name]] = time()

    def forget_the_files(self) -> None:
        """In a forked child: they stay the parent's."""
        self._own = local()

    def _numbers(self) -> memoryview[float]:
        """This thread's. Without a place to write, they are kept in memory alone."""
        try:
            numbers: memoryview[float] = self._own.numbers
        except AttributeError:
            numbers = self._own.numbers = memoryview(_taken() or mmap.mmap(-1, _SIZE)).cast("d")
        return numbers


def _taken() -> mmap.mmap | None:
    """The first file that no living thread holds, and nobody else while the map is there."""
    with suppress(OSError):
        folder().mkdir(parents=True, exist_ok=True)
        for number in range(MOST_THREADS):
            handle = os.open(folder() / f"{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # Bytes are really taken on the disk: writing to a hole on a full disk kills.
                os.posix_fallocate(handle, 0, _SIZE)
                return mmap.mmap(handle, _SIZE)
            except BlockingIOError:
                continue
            finally:
                os.close(handle)  # the map has a copy, which keeps the file locked
    return None


def read() -> dict[str, float]:
    """The sums over all processes of this machine, and of the moments the latest."""
    found = dict.fromkeys(NAMES, 0.0)
    with suppress(OSError):
        for path in folder().iterdir():
            content = path.read_bytes()
            if len(content) < _SIZE:
                continue
            for name, number in zip(NAMES, _NUMBERS.unpack_from(content), strict=True):
                found[name] = max(found[name], number) if name in MOMENTS else found[name] + number
    return found


tallies = Tallies()
os.register_at_fork(after_in_child=tallies.forget_the_files)
