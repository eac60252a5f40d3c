"""Where pages are kept: so many bytes, the longest unused leave first."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock

from newsroom.pagecache.page import Page

# One page takes at most this part of the room.
LARGEST = 8


class Shelf:
    """Pages by key. Reading takes no lock; a page that was used gets a second chance to stay."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._pages: dict[Hashable, Page] = {}
        self._weights: dict[Hashable, int] = {}
        self.weight = 0
        self.get = self._pages.get

    def __len__(self) -> int:
        return len(self._pages)

    def put(self, key: Hashable, page: Page) -> None:
        """Keeps the page in place of the one before it, if it finds room."""
        with self._lock:
            self._drop(key)
            weight = page.weight()
            if weight * LARGEST > self._room:
                return
            self._pages[key] = page
            self._weights[key] = weight
            self.weight += weight
            self._make_room()

    def weigh(self, key: Hashable, page: Page) -> None:
        """Counts what has been added to the page since it was put here."""
        with self._lock:
            if self._pages.get(key) is page:
                self.weight += page.weight() - self._weights[key]
                self._weights[key] = page.weight()
                self._make_room()

    def _make_room(self) -> None:
        while self.weight > self._room:
            key, page = next(iter(self._pages.items()))
            weight = self._drop(key)
            if page.is_used:
                page.is_used = False
                self._pages[key], self._weights[key] = page, weight
                self.weight += weight

    def _drop(self, key: Hashable) -> int:
        if self._pages.pop(key, None) is None:
            return 0
        weight = self._weights.pop(key)
        self.weight -= weight
        return weight
