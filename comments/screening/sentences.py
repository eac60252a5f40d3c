"""Sentences as patterns read them: plain words, groups and names marked, each tied to its place.

In `Sentence.text` a group of people is `GROUP`, one member `MEMBER`, "the Russians" and the like,
who may be a government, `NATION`, people without papers `ILLEGALS`, a creed `CREED` and a
capitalised name `NAME`; everything else is lower case.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from comments.screening import lexicon
from comments.screening.findings import Span
from comments.screening.spelling import plain, unglue

_OUTER = '"()[]{}.,;:?!~<>*_#'
_STOPS = re.compile(r"[.!?;]+[\"')\]]*$")
_ABBREVIATIONS = lexicon.words("spelling.txt", "abbreviations")
_SPELLED = re.compile(r"(?:[a-z][.*_-]){2,}[a-z]?")
_PIECES = re.compile(r"[-/,.&:;=_]+")
_NOT_NAMES = lexicon.words("spelling.txt", "capitalised")
# "These women", said of some women in the news, are not women as such.
_POINTED = lexicon.words("spelling.txt", "pointing")
_EVERYDAY = lexicon.words("spelling.txt", "everyday")
# What was found in a longer stretch is not kept: it is no word that comes again.
LONGEST_KEPT = 24


class Word(NamedTuple):
    """One plain word with its span in the original; `name` when it is written like a name."""

    text: str
    start: int
    end: int
    name: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` holds the words between `^` and `$`, with a space on either side of each."""

    words: tuple[Word, ...]
    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Sentence":
        """The sentence of these words, in order."""
        marked = tuple(_mark(words))
        offsets: list[int] = []
        at = len(" ^ ")
        for word in marked:
            offsets.append(at)
            at += len(word.text) + 1
        text = " ".join(("", "^", *(word.text for word in marked), "$", ""))
        return cls(marked, text, tuple(offsets))

    def span(self, start: int, end: int) -> Span:
        """Where the characters start..end-1 of `text` stand in the original."""
        if not self.words:
            return 0, 0
        first = max(bisect_right(self.offsets, start) - 1, 0)
        last = max(bisect_right(self.offsets, max(end - 2, start)) - 1, first)
        return self.words[first].start, self.words[last].end


class Chunk(NamedTuple):
    """A stretch of folded text between spaces, and where it stands there."""

    raw: str
    start: int
    end: int


def sentences(
    chunks: Sequence[Chunk], folded: str, original: str, origin: Sequence[int]
) -> Iterator[Sentence]:
    """The sentences of a text in order."""
    shouting = sum(map(str.isupper, original)) * 2 > sum(map(str.isalpha, original))
    words: list[Word] = []
    before = 0
    for chunk in _joined(chunks):
        if words and "\n" in folded[before : chunk.start]:
            yield Sentence.of(words)
            words = []
        before = chunk.end
        words.extend(_words(chunk, original, origin, first=not words or shouting))
        if words and _STOPS.search(chunk.raw) and chunk.raw not in _ABBREVIATIONS:
            yield Sentence.of(words)
            words = []
    if words:
        yield Sentence.of(words)


def _joined(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """The chunks, with spelled-out words (`w o m e n`) put together."""
    at = 0
    while at < len(chunks):
        end = at
        while end < len(chunks) and len(chunks[end].raw) == 1 and chunks[end].raw.isalnum():
            end += 1
        if end - at >= 3:
            raw = "".join(chunk.raw for chunk in chunks[at:end])
            yield Chunk(raw, chunks[at].start, chunks[end - 1].end)
            at = end
        else:
            yield chunks[at]
            at += 1


def _words(chunk: Chunk, original: str, origin: Sequence[int], *, first: bool) -> Iterator[Word]:
    start, end = origin[chunk.start], origin[chunk.end - 1] + 1
    inner = chunk.raw.strip(_OUTER).strip("'")
    if not inner:
        return
    letter = original[origin[chunk.start + chunk.raw.index(inner)]]
    name = letter.isupper() and not first and inner.isalpha() and inner not in _NOT_NAMES
    for token in (inner,) if inner.isalpha() else _tokens(inner):
        find = _parts_of_word if len(token) <= LONGEST_KEPT else _parts
        for part in find(token):
            yield Word(part, start, end, name)
    if chunk.raw.endswith((",", ":")):
        yield Word(",", start, end)


@lru_cache(maxsize=4096)
def _parts_of_word(token: str) -> tuple[str, ...]:
    """The same for a short one; kept, because people use the same words."""
    return _parts(token)


def _parts(token: str) -> tuple[str, ...]:
    """The plain words of a token."""
    return tuple(part for word in plain(token) for part in unglue(word))


def _tokens(inner: str) -> Iterable[str]:
    """The parts of a chunk that holds more than letters; an apostrophe stays in its word."""
    if _SPELLED.fullmatch(inner):
        return (re.sub(r"\W|_", "", inner),)
    if "'" in inner and inner.replace("'", "").isalpha():
        return (inner,)
    return [part.strip("'") for part in _PIECES.split(inner) if part.strip("'")]


def _mark(words: Sequence[Word]) -> Iterator[Word]:
    """The words with groups, members and names replaced by their marks."""
    at = 0
    while at < len(words):
        mark, length = _group_at(words, at)
        if mark:
            yield Word(mark, words[at].start, words[at + length - 1].end)
            at += length
        else:
            word = words[at]
            named = word.name and word.text not in _ordinary()
            yield Word("NAME", word.start, word.end) if named else word
            at += 1


def _group_at(words: Sequence[Word], at: int) -> tuple[str, int]:
    """The mark for a group that starts at `at`, and how many words it takes; ("", 0) for none."""
    text = words[at].text
    if text not in _beginnings():
        return "", 0
    for phrase, mark in _phrases().get(text, ()):
        if tuple(word.text for word in words[at : at + len(phrase)]) == phrase:
            return mark, len(phrase)
    end = at
    while end < len(words) and words[end].text in _classes()["adjective"]:
        end += 1
    if end > at and end < len(words):
        if words[end].text in _classes()["people"]:
            return "GROUP", end - at + 1
        if words[end].text in _classes()["person"]:
            return "MEMBER", end - at + 1
    last = max(end - 1, at)
    pointed = at > 0 and words[at - 1].text in _POINTED and text in _EVERYDAY
    nation = "NATION" if at and words[at - 1].text == "the" else "GROUP"
    for mark, title in (
        ("GROUP", "plural"),
        ("MEMBER", "singular"),
        (nation, "nations"),
        ("CREED", "creed"),
    ):
        if words[last].text in _classes()[title] and not pointed:
            return mark, last - at + 1
    return "", 0


@cache
def _classes() -> dict[str, frozenset[str]]:
    titles = ("plural", "singular", "nations", "adjective", "people", "person", "creed")
    return {title: lexicon.words("groups.txt", title) for title in titles}


@cache
def _beginnings() -> frozenset[str]:
    """Every word that a group begins with."""
    begin = ("plural", "singular", "nations", "adjective", "creed")
    return frozenset(_phrases()).union(*(_classes()[title] for title in begin))


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Groups of several words under their first word, longest first."""
    marks = {
        "phrases": "GROUP",
        "illegals": "ILLEGALS",
        "plural": "GROUP",
        "singular": "MEMBER",
        "nations": "GROUP",
    }
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for title, mark in marks.items():
        for entry in lexicon.words("groups.txt", title):
            words = tuple(entry.split())
            if len(words) > 1 or title == "illegals":
                found.setdefault(words[0], []).append((words, mark))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


@cache
def _ordinary() -> frozenset[str]:
    """Words that patterns look for even where someone capitalised them."""
    verbs = {form for title in ("hard", "soft") for line in lexicon.section("violence.txt", title)
             for form in line}  # fmt: skip
    ordinary = ("places", "ordinary")
    named = {word for title in ordinary for word in lexicon.words("groups.txt", title)}
    return lexicon.words("people.txt") | named | verbs
