"""The index of quotations on SQLite: a contentless FTS5 table, as that of stories (see `sqlite`).

What a row says comes from three tables: the words from the quotation, the name from its speaker,
and from its story whether it is out. A row is therefore taken away and added again whenever one of
the three changes, and once only however many of them go: the other two must still be there.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from articles.search.keys import QUOTE_BITS
from articles.search.terms import FIELDS, Terms, Window

_TABLES = {"quote": "articles_quote", "story": "articles_story", "speaker": "articles_speaker"}
_WATCHED = {
    "quote": ("id", "story_id", "speaker_id", "text", "role", "said_on", "certain"),
    "story": ("id", "status", "day"),
    "speaker": ("id", "name", "role"),
}
_EVENTS = ("insert", "update", "delete")
TRIGGERS = tuple(f"articles_said_{table}_{event}" for table in _TABLES for event in _EVENTS)
PARTS = ("articles_said", *TRIGGERS)
COUNT_PARTS = f"SELECT count(*) FROM sqlite_master WHERE name IN {PARTS}"  # noqa: S608 # nosec B608


def _rows(changed: str = "", row: str = "") -> str:
    """SQL for the rows of the index, or for those that hang on the changed row of a table."""
    named = {table: row if table == changed else table for table in _TABLES}
    sources = [f"{name} AS {table}" for table, name in _TABLES.items() if table != changed]
    quote, story, speaker = named["quote"], named["story"], named["speaker"]
    key = f"CAST(julianday(coalesce({quote}.said_on, {story}.day)) - 2440587.5 AS INTEGER)"
    return (
        f"{key} * {1 << QUOTE_BITS} + {quote}.id, {quote}.text, {speaker}.name, "  # nosec B608
        f"CASE {quote}.role WHEN '' THEN {speaker}.role ELSE {quote}.role END, '{FIELDS[-1]}' "
        f"FROM {', '.join(sources)} WHERE {story}.id = {quote}.story_id "
        f"AND {speaker}.id = {quote}.speaker_id AND {quote}.certain "
        f"AND {story}.status = 'published'"
    )


def _add(changed: str = "", row: str = "") -> str:
    columns = f"rowid, {', '.join(FIELDS)}"
    return f"INSERT INTO articles_said ({columns}) SELECT {_rows(changed, row)};"  # nosec B608


def _drop(changed: str) -> str:
    columns = f"articles_said, rowid, {', '.join(FIELDS)}"
    return f"INSERT INTO articles_said ({columns}) SELECT 'delete', {_rows(changed, 'OLD')};"  # nosec B608


def _triggers() -> Iterator[str]:
    for table, name in _TABLES.items():
        old, new = (
            ", ".join(f"{row}.{column}" for column in _WATCHED[table]) for row in ("OLD", "NEW")
        )
        head = f"CREATE TRIGGER articles_said_{table}_"
        yield f"{head}insert AFTER INSERT ON {name} BEGIN {_add(table, 'NEW')} END"
        yield (
            f"{head}update AFTER UPDATE OF {', '.join(_WATCHED[table])} ON {name} "
            f"WHEN ({old}) IS NOT ({new}) BEGIN {_drop(table)} {_add(table, 'NEW')} END"
        )
        yield f"{head}delete AFTER DELETE ON {name} BEGIN {_drop(table)} END"


CREATE = (
    f"CREATE VIRTUAL TABLE articles_said USING fts5({', '.join(FIELDS)}, "
    "content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2')",
    *_triggers(),
)
FILL = (_add(),)
UNHOOK = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS)
REMOVE = (*UNHOOK, "DROP TABLE IF EXISTS articles_said")
# What is scheduled stands in the index already. CROSS JOIN: the index is read first.
_HITS = (
    "FROM articles_said CROSS JOIN articles_quote AS quote "
    f"ON quote.id = articles_said.rowid & {(1 << QUOTE_BITS) - 1} "
    "CROSS JOIN articles_story AS story ON story.id = quote.story_id "
    "WHERE articles_said MATCH %s AND articles_said.rowid < %s AND articles_said.rowid >= %s "
    "AND story.published_at <= %s"
)


def count(cursor: CursorWrapper, terms: Terms, window: Window, most: int) -> int:
    """How many hits there are in the window, counted up to `most`."""
    sql = f"SELECT count(*) FROM (SELECT 1 {_HITS} LIMIT %s)"  # noqa: S608 # nosec B608
    cursor.execute(sql, [*_asked(cursor.db, terms, window), most])
    found: int = cursor.fetchone()[0]
    return found


def latest(
    cursor: CursorWrapper, terms: Terms, window: Window, limit: int, *, common: bool
) -> list[int]:
    """Keys of the latest hits in the window. `common` matters on PostgreSQL only."""
    sql = f"SELECT articles_said.rowid {_HITS} ORDER BY articles_said.rowid DESC LIMIT %s"  # nosec B608
    cursor.execute(sql, [*_asked(cursor.db, terms, window), limit])
    return [key for (key,) in cursor.fetchall()]


def _asked(db: BaseDatabaseWrapper, terms: Terms, window: Window) -> list[Any]:
    now = db.ops.adapt_datetimefield_value(window.now)
    return [_query(terms), window.before, window.since, now]


def _query(terms: Mapping[str, list[str]]) -> str:
    """All of the words, each in its field. In quotation marks nothing is an operator."""
    return " AND ".join(f'{field} : "{word}"' for field in terms for word in terms[field])
