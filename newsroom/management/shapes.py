"""The shape of a made-up discussion: which comment answers which, as readers do it."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from comments.threads import DEEPEST

ROOTS = 0.45
TO_LATEST = 0.75
RECENT = 50


@dataclass(slots=True)
class Place:
    """Where a comment stands, by numbers from 0; see `comments.models.Comment` for the rest."""

    number: int
    root: int | None = None
    parent: int | None = None
    reply_no: int = 0
    depth: int = 0
    path: bytes = b""


@dataclass(slots=True)
class _Thread:
    root: Place
    latest: Place
    replies: int = 0


def places(size: int, seed: int, hot: bool = False) -> Iterator[Place]:
    """`size` places in the order of posting, the same for a seed, however often it is asked.

    Somewhat less than half are roots; the others answer one of the latest roots, or what was last
    said under it. In a hot discussion every tenth goes into the very first thread.
    """
    random = Random(seed)  # noqa: S311 - sample shapes
    recent: deque[_Thread] = deque(maxlen=RECENT)
    first: _Thread | None = None
    for number in range(size):
        if first is not None and hot and number % 10 == 0:
            place = _answer(number, first, random)
        elif not recent or random.random() < ROOTS:
            place = Place(number)
            recent.append(_Thread(place, place))
            first = first or recent[0]
        else:
            place = _answer(number, random.choice(recent), random)
        yield place


def _answer(number: int, thread: _Thread, random: Random) -> Place:
    parent = thread.latest if random.random() < TO_LATEST else thread.root
    thread.replies += 1
    path = parent.path[: 3 * (DEEPEST - 1)] + thread.replies.to_bytes(3, "big")
    depth = min(parent.depth + 1, DEEPEST)
    thread.latest = Place(number, thread.root.number, parent.number, thread.replies, depth, path)
    return thread.latest
