"""Coral's collections (JSON of `mongoexport`): stories by their address, comments, people.

Reads Coral 5 to 9 and the Talk 4 before it, whose names are written with underscores.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from articles.moving.documents import documents
from articles.moving.moments import moment, since_1970
from articles.moving.records import Name, Record, Records, Remark, Skipped, Thread
from articles.moving.words import spelled_out

# Published with or without a moderator's reading; the last is Talk's word.
_SHOWN = {"NONE", "APPROVED", "ACCEPTED"}


def read(files: Sequence[Path]) -> Records:
    """The stories, comments and people of the files, in any order and any number of files.

    Raises MovingError for what is no JSON.
    """
    for file in files:
        for document in documents(file):
            yield _record(document)


def _record(document: dict[str, Any]) -> Record:
    key = _text(document, "id")
    if not key:
        return Skipped("document", "", "it has no id")
    if _text(document, "storyID", "asset_id"):
        return _remark(key, document)
    if _text(document, "url"):
        return Thread(key, (_text(document, "url"),))
    if _text(document, "username"):
        return Name(key, _text(document, "username"))
    return Skipped("document", key, "it is no story, comment or person")


def _remark(key: str, document: dict[str, Any]) -> Remark:
    is_deleted = bool(document.get("deletedAt") or document.get("deleted_at"))
    return Remark(
        key=key,
        thread=_text(document, "storyID", "asset_id"),
        body=spelled_out(_body(document)),
        posted_at=_time(document.get("createdAt") or document.get("created_at")),
        parent=_text(document, "parentID", "parent_id"),
        author=_text(document, "authorID", "author_id"),
        is_shown=not is_deleted and _text(document, "status") in _SHOWN,
    )


def _body(document: dict[str, Any]) -> str:
    """The latest text of a comment, whose earlier ones are kept as revisions."""
    revisions = document.get("revisions")
    if isinstance(revisions, list) and revisions and isinstance(revisions[-1], dict):
        return _text(revisions[-1], "body")
    return _text(document, "body")


def _text(document: dict[str, Any], *names: str) -> str:
    """The first of these fields that holds text; "" where none does."""
    found = (document.get(name) for name in names)
    return next((value for value in found if isinstance(value, str)), "")


def _time(value: Any) -> datetime | None:
    """A time as text, or as MongoDB's `{"$date": …}` of text or of milliseconds."""
    if isinstance(value, dict):
        value = value.get("$date")
    if isinstance(value, dict):
        value = value.get("$numberLong")
    if isinstance(value, str) and not value.lstrip("-").isdecimal():
        return moment(value, UTC)
    return since_1970(int(value)) if isinstance(value, str | int) else None
