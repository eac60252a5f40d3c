"""XML from outside, an element at a time, with nothing in it that could reach out or blow up.

A document type is refused before anything it declares is read: entities that expand without end
and entities that name files need one (OWASP, "XML External Entity Prevention").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from articles.moving.records import LONGEST_ITEM, MovingError

_CHUNK = 1 << 16
_DEEPEST = 200
# What an element weighs that holds nothing, in characters.
_EMPTY = 100
# Characters that XML does not allow and that old databases are full of.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
# The names that these formats' own documents use, whatever an export calls its namespaces.
_PREFIXES = (
    ("wordpress.org/export/", "wp:"),
    ("purl.org/rss/1.0/modules/content", "content:"),
    ("purl.org/dc/", "dc:"),
    ("disqus.com/disqus-internals", "dsq:"),
)


@dataclass(eq=False)
class Element:
    """An element with the text and the elements in it.

    `is_apart` when it is handed out by itself; then `owner` is the nearest such one around it, and
    `size` is what it holds, in characters.
    """

    name: str
    attributes: dict[str, str]
    is_apart: bool = False
    owner: Element | None = None
    children: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    size: int = 0

    @property
    def text(self) -> str:
        """Its own text, without what its children say."""
        return "".join(self.texts).strip()

    def all(self, name: str) -> list[Element]:
        """Its children of this name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        return next((child for child in self.children if child.name == name), None)

    def text_of(self, name: str) -> str:
        """The text of its first child of this name; "" where there is none."""
        found = self.first(name)
        return found.text if found else ""


def elements(
    file: Path, wanted: frozenset[str], inner: frozenset[str] = frozenset()
) -> Iterator[Element]:
    """The elements with one of the `wanted` names, each when it ends; memory holds one of them.

    Those with `inner` names are handed out apart, before the one that they stand in. Names are
    written with the usual prefixes: `wp:post_id`, `content:encoded`, `dsq:id`. Raises MovingError,
    with the line.
    """
    with file.open("rb") as source:
        yield from _Reader(wanted, inner).read(source)


class _Reader:
    """What is open while the parser runs, and what has ended since it was asked last."""

    def __init__(self, wanted: frozenset[str], inner: frozenset[str]) -> None:
        self._wanted = wanted
        self._inner = inner
        self._open: list[Element] = []
        # Of the open ones, those that will be handed out. Only these know their owner: were their
        # children to know it, they would hold each other in memory.
        self._apart: list[Element] = []
        self._outside = 0
        self._ended: list[Element] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse

    def read(self, source: BinaryIO) -> Iterator[Element]:
        head = source.read(_CHUNK)
        dropped = b"" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else _CONTROLS
        chunk = head
        try:
            while chunk:
                self._parser.Parse(chunk.translate(None, dropped), False)
                yield from self._ended
                self._ended.clear()
                chunk = source.read(_CHUNK)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            raise MovingError(f"Line {error.lineno} is not XML: {said}.") from error
        except (LookupError, ValueError) as error:
            if isinstance(error, MovingError):
                raise
            raise MovingError(f"The file is in an unknown encoding: {error}.") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _short(name)
        if len(self._open) + self._outside >= _DEEPEST:
            raise self._error("elements stand too deep in each other for an export")
        if not self._open and name not in self._wanted:
            self._outside += 1
            return
        element = Element(name, {_short(key): value for key, value in attributes.items()})
        if not self._open or name in self._inner:
            element.is_apart = True
            element.owner = self._apart[-1] if self._apart else None
            self._apart.append(element)
        self._open.append(element)
        self._weigh(_EMPTY + sum(map(len, attributes.values())))

    def _end(self, name: str) -> None:
        if not self._open:
            self._outside -= 1
            return
        element = self._open.pop()
        if element.is_apart:
            self._ended.append(self._apart.pop())
        else:
            self._open[-1].children.append(element)

    def _text(self, text: str) -> None:
        if self._open:
            self._weigh(len(text))
            self._open[-1].texts.append(text)

    def _weigh(self, size: int) -> None:
        """Counts what the element that will be handed out holds in memory."""
        holder = self._apart[-1]
        holder.size += size
        if holder.size > LONGEST_ITEM:
            raise self._error("one item is too long for a story")

    def _refuse(self, *_: object) -> None:
        raise self._error("a document type is declared, which no export needs. It is refused")

    def _error(self, why: str) -> MovingError:
        return MovingError(f"Line {self._parser.CurrentLineNumber}: {why}.")


def _short(name: str) -> str:
    """The name with the prefix that the format's documents use for its namespace."""
    space, _, local = name.rpartition(" ")
    if space.rstrip("/").endswith("/excerpt"):
        return f"excerpt:{local}"
    return next((prefix for part, prefix in _PREFIXES if part in space), "") + local
