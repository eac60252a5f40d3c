"""A made page as bytes that another process understands: JSON, and behind it the page itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from newsroom.changes.log import Place
from newsroom.changes.sight import Ground
from newsroom.pagecache.page import Answer

_LENGTH = 4


@dataclass(frozen=True)
class Left:
    """An answer that is kept, with all that tells how long it is right (see `page.Page`), and its
    body by the encodings that it was packed in."""

    answer: Answer
    made_at: float
    stories: tuple[int, ...] | None
    ground: Ground
    packed: Mapping[str, bytes]


def to_bytes(left: Left) -> bytes:
    place = left.ground.place
    told = {
        "status": left.answer.status,
        "headers": left.answer.headers,
        "made_at": left.made_at,
        "stories": left.stories,
        "place": [place.last, place.oldest, [*place.seen]],
        "due": left.ground.due.timestamp(),
        "body": len(left.answer.body),
        "packed": {encoding: len(body) for encoding, body in left.packed.items()},
    }
    head = json.dumps(told).encode()
    length = len(head).to_bytes(_LENGTH)
    return b"".join([length, head, left.answer.body, *left.packed.values()])


def from_bytes(content: bytes) -> Left | None:
    """What `to_bytes` was given; None for anything else."""
    end = _LENGTH + int.from_bytes(content[:_LENGTH])
    try:
        told = json.loads(content[_LENGTH:end])
        last, oldest, seen = told["place"]
        ground = Ground(
            Place(last, oldest, frozenset(seen)), datetime.fromtimestamp(told["due"], UTC)
        )
        body, *rest = _cut(content[end:], [told["body"], *told["packed"].values()])
        answer = Answer(told["status"], [(name, value) for name, value in told["headers"]], body)
        stories = None if told["stories"] is None else tuple(told["stories"])
        packed = dict(zip(told["packed"], rest, strict=True))
        return Left(answer, told["made_at"], stories, ground, packed)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _cut(content: bytes, lengths: list[int]) -> list[bytes]:
    """Pieces of these lengths. Raises ValueError where that is not what there is."""
    if len(content) != sum(lengths):
        raise ValueError("It is cut short.")
    pieces = []
    for length in lengths:
        pieces.append(content[:length])
        content = content[length:]
    return pieces
