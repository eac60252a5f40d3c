"""The words of a question marked in a text, as plain parts: the template escapes and marks them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from unicodedata import normalize

from articles.search.words import stem
from newsroom.recent import lately

BEFORE, LENGTH = 90, 240  # letters of an excerpt before its first mark, and in all
# In each process, for the texts of the stories that were found last.
ROOM = 2 * 1024 * 1024
_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")
# Letters without their accents, one for one, so that places in a text stay the same.
_BARE = {code: normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)}


class Part(NamedTuple):
    """A piece of text; `hit` when it is one of the words that were looked up."""

    text: str
    hit: bool


@lately(ROOM)
def plain(html: str) -> str:
    """The text of a story's body, in one line."""
    return _SPACES.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def marked(text: str, words: Sequence[str]) -> list[Part]:
    """The whole text in parts. Joined together they are the text again."""
    parts = []
    done = 0
    for start, end in _places(text, words):
        parts += [Part(text[done:start], False), Part(text[start:end], True)]
        done = end
    return [part for part in (*parts, Part(text[done:], False)) if part.text]


def excerpt(text: str, words: Sequence[str]) -> list[Part]:
    """The part of a long text around the first word that was looked up; [] without one."""
    first = next(_places(text, words), None)
    if first is None:
        return []
    start = _word_start(text, first[0] - BEFORE)
    end = len(text)
    if end - start > LENGTH:
        end = max(first[1], text.rfind(" ", start, start + LENGTH))
    before = [Part("… ", False)] if start else []
    after = [Part(" …", False)] if end < len(text) else []
    return [*before, *marked(text[start:end], words), *after]


def _word_start(text: str, place: int) -> int:
    """The start of the first whole word at or after a place."""
    return 0 if place <= 0 else text.find(" ", place) + 1


def _places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words of these stems stand in the text."""
    stems, pattern = _looked_up(tuple(words))
    if not stems:
        return
    for found in pattern.finditer(_bare(text)):
        if stem(found[0]) in stems:
            yield found.span()


@lru_cache(maxsize=256)
def _looked_up(words: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """Their stems, and what finds words that begin with one."""
    stems = frozenset(stem(_bare(word)) for word in words)
    starts = "|".join(re.escape(one) for one in sorted(stems, key=len, reverse=True))
    return stems, re.compile(rf"(?<![^\W_])(?:{starts})[^\W_]*")


@lately(ROOM)
def _bare(text: str) -> str:
    """Lower case without accents, letter for letter."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low if low.isascii() else low.translate(_BARE)
