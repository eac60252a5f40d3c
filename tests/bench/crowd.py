"""People who read and write at the same time until they are told to stop, and note what fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count, cycle
from threading import Event, Thread

from newsroom.management.prose import sentences
from tests.nodes import Data
from tests.visitor import Page, Visitor

FORM = "comment-form"
# No two comments are alike, whoever wrote them and when.
_numbers = count()


@dataclass
class Crowd:
    """What happened to them. A comment is `acknowledged` when its author was told of its place."""

    port: int
    data: Data
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    _over: Event = field(default_factory=Event)

    def read(self, session: str) -> None:
        """One reader, page after page."""
        visitor = self._visitor(session)
        for path in cycle(("/", self.data.path, "/search/?q=forty")):
            if self._over.is_set():
                return
            self._ask(lambda: visitor.get(path))  # noqa: B023 - called at once

    def write(self, session: str) -> None:
        """One author, comment after comment."""
        visitor, form = self._visitor(session), dict[str, str]()
        while not self._over.is_set():
            page = self._ask(lambda: visitor.get(self.data.path))
            form = page.hidden(FORM) if page else {}
            if form:
                self._send(visitor, form)

    def _send(self, visitor: Visitor, form: dict[str, str]) -> None:
        """The comment, again and again as it was until somebody says that it is there."""
        number = next(_numbers)
        body = f"{sentences(number, 1)[0]} That is point {number}."
        address = f"/stories/{self.data.story}/comments/"
        while not self._over.is_set():
            page = self._ask(lambda: visitor.post(address, {**form, "body": body}))
            if page and page.status == 303:
                self.acknowledged.append(body)
                return

    def _visitor(self, session: str) -> Visitor:
        return Visitor(self.port, {"sessionid": session} if session else {})

    def _ask(self, ask: Callable[[], Page]) -> Page | None:
        """The answer; None where there was none, or one that nobody should get."""
        try:
            page = ask()
        except (OSError, HTTPException) as error:
            self.failed.append(repr(error))
            return None
        if page.status not in (200, 303):
            self.failed.append(str(page.status))
            return None
        self.answered += 1
        return page


@contextmanager
def crowd(port: int, data: Data, readers: int, writers: int) -> Iterator[Crowd]:
    """So many of each, busy until the block ends. Half of the readers are logged in."""
    people, sessions = Crowd(port, data), iter(data.sessions)
    work = [Thread(target=people.write, args=(next(sessions),)) for _ in range(writers)]
    for number in range(readers):
        session = next(sessions) if number % 2 else ""
        work.append(Thread(target=people.read, args=(session,)))
    for thread in work:
        thread.start()
    try:
        yield people
    finally:
        people._over.set()
        for thread in work:
            thread.join()
