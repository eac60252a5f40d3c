"""Plain tables (CSV, UTF-8, first row the names of the columns): stories, and comments.

A table with a column `headline` holds stories:

    id            the story's id on the old site (required)
    headline      (required)
    body          plain text, an empty line between paragraphs; or
    body_html     HTML
    published_at  2019-06-24 16:00 on the newsroom's clock, or 2019-06-24T20:00:00Z
    status        published (also when empty), review or draft
    address       where readers found it: /2019/06/24/slug/, or the whole address
    section, standfirst, slug
    authors, tags more than one with | between them
    comments      open (also when empty) or closed

Any other table holds comments:

    id            the comment's id on the old site (required)
    story         the story's id, or its address (required)
    body          plain text (required)
    parent        the id of the comment that it answers
    name, posted_at
    status        published (also when empty); with any other word the comment is not taken

Columns may stand in any order; those with other names are ignored.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from articles.moving.moments import moment
from articles.moving.records import (
    LONGEST_ITEM,
    MovingError,
    Post,
    Record,
    Records,
    Remark,
    Skipped,
    Thread,
)
from articles.moving.words import one_line
from articles.nesting import tame

Row = dict[str, str]


def read(files: Sequence[Path]) -> Records:
    """The stories and comments of the tables, stories first. Raises MovingError with the line."""
    stories = [file for file in files if "headline" in _columns(file)]
    for file in stories:
        for row in _rows(file, {"id", "headline"}):
            yield _post(row)
    for file in files:
        if file not in stories:
            for row in _rows(file, {"id", "story", "body"}):
                yield Thread(row["story"], (row["story"],))
                yield _remark(row)


def _columns(file: Path) -> set[str]:
    with file.open(encoding="utf-8-sig", newline="", errors="replace") as source:
        head = source.readline(10_000)
    return {name.strip() for name in next(csv.reader([head]), [])}


def _rows(file: Path, required: set[str]) -> Iterator[Row]:
    if missing := sorted(required - _columns(file)):
        raise MovingError(f"Line 1: there is no column “{missing[0]}”.")
    csv.field_size_limit(LONGEST_ITEM)
    with file.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source, skipinitialspace=True, restval="")
        try:
            for row in reader:
                yield {
                    (key or "").strip(): (value or "").strip()
                    for key, value in row.items()
                    if isinstance(key, str)
                }
        except csv.Error as error:
            raise MovingError(f"Line {reader.line_num} is not CSV: {error}.") from error
        except UnicodeDecodeError as error:
            raise MovingError(f"After line {reader.line_num} the text is not UTF-8.") from error


def _post(row: Row) -> Record:
    status = row.get("status") or "published"
    if not row["id"]:
        return Skipped("story", "", "it has no id")
    if status not in ("published", "review", "draft"):
        return Skipped("story", row["id"], f"its status is “{status}”")
    return Post(
        key=row["id"],
        headline=one_line(escape(row["headline"]), 200),
        body=tame(row.get("body_html", "")) or _paragraphs(row.get("body", "")),
        published_at=moment(row.get("published_at", "")),
        status=status,
        standfirst=one_line(escape(row.get("standfirst", "")), 300),
        slug=row.get("slug", ""),
        addresses=_listed(row.get("address", "")),
        authors=_listed(row.get("authors", "")),
        categories=_listed(row.get("section", "")),
        tags=_listed(row.get("tags", "")),
        takes_comments=row.get("comments") != "closed",
    )


def _remark(row: Row) -> Record:
    if not row["id"]:
        return Skipped("comment", "", "it has no id")
    return Remark(
        key=row["id"],
        thread=row["story"],
        body=row["body"],
        posted_at=moment(row.get("posted_at", "")),
        parent=row.get("parent", ""),
        name=escape(row.get("name", "")),
        is_shown=(row.get("status") or "published") == "published",
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _paragraphs(text: str) -> str:
    parts = text.replace("\r\n", "\n").split("\n\n")
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part.strip())
