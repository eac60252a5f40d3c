"""People who post under one story, and read it, and send again what was not taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count
from threading import Event, Thread
from time import monotonic
from urllib.parse import urlencode

from newsroom.management import prose
from tests.faults.ledger import MARK, Ledger
from tests.nodes import Data

CSRF = "f" * 32
PATIENCE = 90.0
# Somebody waits for as long as Retry-After says; a row has less time, and asks more often.
RETRY_SECONDS = 0.5
PAUSE_SECONDS = 0.05
_PLACE = re.compile(r"#comment-\d+$|^/comments/\d+/$")


@dataclass(frozen=True)
class Opened(Data):
    """What `opening` prints; beside the story and the log-ins what is answered, who has mail."""

    question: int
    askers: list[int]


class Readers:
    """Threads, each of which posts as one person after the other, until they are told to stop.

    What each posts is sent again with the same token until it is taken, as by a person who reloads
    the page that says so.
    """

    def __init__(self, port: int, opened: Opened, ledger: Ledger, writers: int = 3) -> None:
        self._port, self._opened, self._ledger = port, opened, ledger
        self._numbers = count(1)
        self._stop = Event()
        self._threads = [Thread(target=self._write, args=(n, writers)) for n in range(writers)]
        self._threads.append(Thread(target=self._read))

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Returns when all that was begun is taken, or its reader has lost patience."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _write(self, first: int, step: int) -> None:
        sessions = self._opened.sessions[first::step]
        while not self._stop.wait(PAUSE_SECONDS):
            number = next(self._numbers)
            words = " ".join(prose.sentences(number, 2))
            self._post(f"{words} {MARK} {number}.", sessions[number % len(sessions)], number)

    def _post(self, body: str, session: str, number: int) -> None:
        begun = monotonic()
        form = {"body": body, "token": f"form {number}", "csrfmiddlewaretoken": CSRF}
        if number % 4 == 0:
            form["parent"] = str(self._opened.question)
        address = f"/stories/{self._opened.story}/comments/"
        patience = begun + PATIENCE
        while True:
            answer = ask(self._port, "POST", address, session, urlencode(form))
            if answer and answer.status == 303 and _PLACE.search(answer.place):
                return self._ledger.acknowledge(body, begun)
            self._judge(answer, "POST")
            if self._stop.is_set() and monotonic() > patience:
                self._ledger.wrong["never taken"] += 1
                return None
            self._stop.wait(RETRY_SECONDS)

    def _read(self) -> None:
        """By turns as anybody and as somebody."""
        while not self._stop.wait(PAUSE_SECONDS * 4):
            for session in ("", self._opened.sessions[0]):
                answer = ask(self._port, "GET", self._opened.path, session)
                if not answer or answer.status != 200:
                    self._judge(answer, "GET")

    def _judge(self, answer: Answer | None, method: str) -> None:
        if answer is None:
            self._ledger.excuse("no answer")
        elif answer.status == 503 and answer.is_kind:
            self._ledger.excuse(f"{method} 503")
        else:
            self._ledger.wrong[f"{method} {answer.status}"] += 1


@dataclass(frozen=True)
class Answer:
    """As much of an answer as readers go by."""

    status: int
    place: str
    is_kind: bool


def ask(port: int, method: str, path: str, session: str = "", body: str = "") -> Answer | None:
    """One request on a connection of its own; None where no whole answer came."""
    cookies = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        page = answer.read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    is_kind = bool(answer.headers.get("Retry-After")) and b"Back in a moment" in page
    return Answer(answer.status, answer.headers.get("Location", ""), is_kind)
