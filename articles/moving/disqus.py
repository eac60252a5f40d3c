"""Disqus's export (XML): threads by their address, and the comments under them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from articles.moving.elements import Element, elements
from articles.moving.moments import moment
from articles.moving.records import Record, Records, Remark, Skipped, Thread
from articles.moving.words import spelled_out

_WANTED = frozenset({"thread", "post"})


def read(files: Sequence[Path]) -> Records:
    """The threads and comments of the files. Raises MovingError for what is no XML."""
    for file in files:
        for element in elements(file, _WANTED):
            yield _thread(element) if element.name == "thread" else _remark(element)


def _thread(thread: Element) -> Thread:
    # The identifier that a page gave: its address, or "123 https://example.com/?p=123".
    named = thread.text_of("id").split()
    return Thread(_id(thread), tuple(filter(None, (thread.text_of("link"), *named))))


def _remark(post: Element) -> Record:
    key, author = _id(post), post.first("author")
    if not key:
        return Skipped("comment", "", "it has no number")
    hidden = any(post.text_of(mark) == "true" for mark in ("isDeleted", "isSpam"))
    return Remark(
        key=key,
        thread=_id(post.first("thread")),
        body=spelled_out(post.text_of("message")),
        posted_at=moment(post.text_of("createdAt"), UTC),
        parent=_id(post.first("parent")),
        name=author.text_of("name") if author else "",
        is_shown=not hidden and post.text_of("isApproved") != "false",
    )


def _id(element: Element | None) -> str:
    return element.attributes.get("dsq:id", "") if element else ""
