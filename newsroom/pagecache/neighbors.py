"""Pages that the processes of a server make for each other: each once, not once in each process.

A page is left in a file, in one of a fixed number of places, and the place is locked while a page
for it is made. So only pages that are kept for everybody (invariant 1) are ever on the disk.

Processes share pages only within a generation: children of one `manage.py serve` since its start or
its last reload (`newsroom.server`). They are on one machine, so they have one clock, and they have
one database, one set of settings and one version of the code.

Whatever fails here, a full disk or a file that somebody broke, only makes a process make its pages
itself. The lock of a process that is killed is gone with it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep

from newsroom.pagecache.asking import Asked
from newsroom.pagecache.leaving import Left, from_bytes, to_bytes

# Pages that fall on one place drive each other out, which costs no more than to make them.
PLACES = 256
# How often to look whether a neighbor is ready, in seconds. A page takes about ten milliseconds.
LOOK_EVERY = 0.001
# How long to wait where a neighbor makes another page that falls on the same place.
STRANGERS = 0.25
# Who waited for a neighbor in vain waits for none for so many seconds: it may have been stopped.
OFFENDED = 60.0
_NAME, _LENGTH = 16, 4
_BEING_MADE = bytes(_LENGTH)


class Place:
    """A file that is open: the name of its page, a length, and a page of that length.

    The length is 0 while the page is made and is written last, so that nobody reads half a page.
    """

    def __init__(self, handle: int, name: bytes, room: int) -> None:
        self._handle = handle
        self._name = name
        self._room = room

    def lock(self) -> bool:
        """Whether nobody else has it."""
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def unlock(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_UN)

    def is_of_this_page(self) -> bool:
        return self._read(0, _NAME) == self._name

    def read(self) -> Left | None:
        """The page, if it is this one and whole."""
        content = self._read(0, self._room)
        begin = _NAME + _LENGTH
        length = int.from_bytes(content[_NAME:begin])
        if content[:_NAME] != self._name or not length:
            return None
        return from_bytes(content[begin : begin + length])

    def begin(self) -> None:
        """Says which page is made."""
        with suppress(OSError):
            os.pwrite(self._handle, self._name + _BEING_MADE, 0)

    def write(self, left: Left) -> None:
        """Leaves the page, if there is room for it."""
        content = to_bytes(left)
        begin = _NAME + _LENGTH
        if begin + len(content) > self._room or not self.is_of_this_page():
            return
        with suppress(OSError):
            if os.pwrite(self._handle, content, begin) == len(content):
                os.pwrite(self._handle, len(content).to_bytes(_LENGTH), _NAME)

    def _read(self, begin: int, length: int) -> bytes:
        try:
            return os.pread(self._handle, length, begin)
        except OSError:
            return b""


class Claim:
    """A process's claim to make a page. Without a place, it makes the page for itself alone."""

    def __init__(self, place: Place | None = None, *, is_anothers: bool = False) -> None:
        self._place = place
        self.is_anothers = is_anothers
        self.has_waited = False

    def left(self) -> Left | None:
        """What a neighbor has made before.

        Who has waited for nothing waited for an answer that is not kept, or for somebody who was
        killed, and gives the claim up: the others who wait each need such an answer themselves.
        """
        place = self._place
        if place is None:
            return None
        found = place.read()
        if found is None and self.has_waited and place.is_of_this_page():
            place.unlock()
            self._place = None
        return found

    def begin(self) -> None:
        """Neighbors who ask for this page wait for it from now on."""
        if self._place:
            self._place.begin()

    def leave(self, left: Left) -> None:
        """What was made, for them."""
        if self._place:
            self._place.write(left)


class Neighbors:
    """The other processes of this generation. All files together take at most `room` bytes."""

    def __init__(self, folder: Path, generation: str, room: int) -> None:
        self._folder = folder
        self._generation = generation
        self._room = room // PLACES
        self._offended_until = 0.0

    @contextmanager
    def claim(self, key: Asked, patience: float) -> Iterator[Claim]:
        """The claim to make this page, until the block ends. It waits for a neighbor who makes it,
        so many seconds at most; `is_anothers` says that this was not enough."""
        name = blake2b(ascii((self._generation, *key)).encode(), digest_size=_NAME).digest()
        handle = _opened(self._folder / name[:1].hex())
        if handle is None:
            yield Claim()
            return
        try:
            yield self._wait(Place(handle, name, self._room), patience)
        finally:
            os.close(handle)  # which unlocks it

    def _wait(self, place: Place, patience: float) -> Claim:
        claim, begun = Claim(place), monotonic()
        while not place.lock():
            now = monotonic()
            if now - begun >= STRANGERS and not place.is_of_this_page():
                return Claim()
            if now - begun >= patience or now < self._offended_until:
                if claim.has_waited:
                    self._offended_until = now + OFFENDED
                return Claim(is_anothers=True)
            sleep(LOOK_EVERY)
            claim.has_waited = True
        return claim


def _opened(path: Path) -> int | None:
    """A handle of the file, which is made where it is missing; None where that fails."""
    with suppress(OSError):
        for _ in range(2):
            try:
                return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except FileNotFoundError:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return None
