"""Text to numbered lines, with the strange characters of copied copy put right."""

import re
from typing import NamedTuple

from articles.wire.decoding import MAX_BYTES
from articles.wire.errors import WireError

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
# Soft hyphen, zero-width space and word joiner, byte order mark, marks of writing direction.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Joiners mean something in Arabic, Indic and emoji sequences, and nothing between Latin letters.
_LATIN_JOINER = re.compile("(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])")
_SPACES = re.compile(r"\s+")
_BINARY = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
# C1 controls, the replacement character, half surrogates, and UTF-8 that was read as Windows-1252:
# each is the mark of a file decoded in the wrong way before it reached us.
_GARBLED = re.compile(
    "[\x80-\x84\x86-\x9f\ufffd\ud800-\udfff]"
    "|\u00e2\u20ac[\u0153\u009d\u2122\u02dc\u201c\u201d\u00a6]|\u00c3[\u00a9\u00a8\u00b1\u00a1\u00b3]"
)


class Line(NamedTuple):
    """A line that says something: its number from 1, and its tidied text."""

    number: int
    text: str


def readable_lines(text: str) -> list[Line]:
    """Return the lines that are not blank, tidied, with the numbers an editor's window shows.

    Raises WireError for text that is too big, is not text, or was decoded wrongly.
    """
    if len(text) > MAX_BYTES:
        raise WireError(
            f"The story is too big: {len(text):,} characters, where {MAX_BYTES:,} is the most."
        )
    lines = []
    for number, raw in enumerate(_LINE_END.split(text.rstrip("\x1a")), start=1):
        if _BINARY.search(raw):
            raise WireError("this is not text: it holds control characters.", number)
        if _GARBLED.search(raw):
            raise WireError(
                "the characters are garbled: the file was read in a wrong encoding. "
                "Save the story as UTF-8 and try again.",
                number,
            )
        if tidy := tidied(raw):
            lines.append(Line(number, tidy))
    return lines


def tidied(text: str) -> str:
    """Return `text` without invisible characters, its spaces plain and single."""
    visible = _LATIN_JOINER.sub("", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", visible).strip()
