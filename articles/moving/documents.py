"""JSON from outside, an object at a time: lines of objects, a list of them, or lists by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from articles.moving.records import LONGEST_ITEM, MovingError

_CHUNK = 1 << 16
_SPACE = " \t\r\n\ufeff"
_NAMED_LIST = re.compile(r'\{\s*"\w{1,40}"\s*:\s*\[\s*[{\]]')
_DECODER = json.JSONDecoder()


def documents(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of the file in order; memory holds one of them.

    Read are `{…} {…}` with or without line breaks, `[{…}, {…}]`, and `{"name": [{…}], …}`.
    Raises MovingError, with the line, for what is none of these.
    """
    with file.open(encoding="utf-8", newline="") as source:
        window = _Window(source)
        try:
            while window.peek():
                yield from _documents(window)
        except UnicodeDecodeError as error:
            raise MovingError("The file is not UTF-8.") from error
        except RecursionError as error:
            raise window.error("values stand too deep in each other for an export") from error
        except ValueError as error:
            if isinstance(error, MovingError):
                raise
            raise window.error(f"this is not JSON: {error}") from error


def _documents(window: _Window) -> Iterator[dict[str, Any]]:
    if window.peek() == "[":
        yield from _list(window)
    elif window.holds_lists():
        window.take("{")
        while window.peek() != "}":
            window.value()
            window.take(":")
            yield from _list(window) if window.peek() == "[" else _one(window)
            window.skip(",")
        window.take("}")
    else:
        yield from _one(window)
        window.skip(",")


def _list(window: _Window) -> Iterator[dict[str, Any]]:
    window.take("[")
    while window.peek() != "]":
        yield from _one(window)
        window.skip(",")
    window.take("]")


def _one(window: _Window) -> Iterator[dict[str, Any]]:
    value = window.value()
    if isinstance(value, dict):
        yield value


class _Window:
    """The part of a file that is being read."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._text = ""
        self._at = 0
        self._line = 1

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, sign: str) -> None:
        if self.peek() != sign:
            raise self.error(f"“{sign}” is missing here, or the file breaks off")
        self._at += 1

    def skip(self, sign: str) -> None:
        if self.peek() == sign:
            self._at += 1

    def value(self) -> Any:
        """The next value, read on until it is whole."""
        if not self.peek():
            raise self.error("the file breaks off")
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._text, self._at)
                return value
            except json.JSONDecodeError:
                # What is wrong may only be that the rest has not been read.
                if len(self._text) - self._at > LONGEST_ITEM or not self._more(twice=True):
                    raise

    def holds_lists(self) -> bool:
        """Whether the object that begins here has a list of objects under its first name."""
        self.peek()
        if len(self._text) - self._at < _CHUNK:
            self._more()
        return bool(_NAMED_LIST.match(self._text, self._at))

    def error(self, why: str) -> MovingError:
        line = self._line + self._text.count("\n", 0, self._at)
        return MovingError(f"Line {line}: {why}.")

    def _more(self, twice: bool = False) -> bool:
        """Reads on, and forgets what has been read; False at the end of the file."""
        size = max(_CHUNK, len(self._text) - self._at) if twice else _CHUNK
        read = self._source.read(size)
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :] + read, 0
        return bool(read)
