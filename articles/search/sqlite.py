"""The index on SQLite: a contentless FTS5 table whose rowid is the key.

FTS5 walks its hits backward from a rowid (https://sqlite.org/fts5.html), so the newest hits of a
common word are read without the rest. The body's markup is taken off in SQL, in one pass: the
text is cut at each "<" by way of a JSON array, and each piece begins after its ">".
"""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper

from articles.search.keys import STORY_BITS

PARTS = (
    "articles_search",
    "articles_search_insert",
    "articles_search_update",
    "articles_search_delete",
)
# Constants alone are put in.
COUNT_PARTS = f"SELECT count(*) FROM sqlite_master WHERE name IN {PARTS}"  # noqa: S608 # nosec B608
_WATCHED = ("id", "status", "published_at", "headline", "kicker", "standfirst", "place", "body")
_ENTITIES = ("&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#x27;", "&#39;")


def _key(row: str) -> str:
    """SQL for the key of a row of stories."""
    return f"CAST(strftime('%s', {row}.published_at) AS INTEGER) * {1 << STORY_BITS} + {row}.id"


def _text(row: str) -> str:
    """SQL for the words of a row of stories."""
    body = f"{row}.body"
    for entity in _ENTITIES:
        body = f"replace({body}, '{entity}', ' ')"
    pieces = f"""'[' || replace(json_quote({body}), '<', '","') || ']'"""
    plain = "SELECT group_concat(substr(value, instr(value, '>') + 1), ' ')"
    heads = (f"{row}.{name}" for name in ("headline", "kicker", "standfirst", "place"))
    return " || ' ' || ".join((*heads, f"({plain} FROM json_each({pieces}))"))


def _add(row: str, source: str = "") -> str:
    values = f"SELECT {_key(row)}, {_text(row)} {source} WHERE {row}.status = 'published';"
    return f"INSERT INTO articles_search (rowid, words) {values}"


def _drop(row: str) -> str:
    values = f"SELECT 'delete', {_key(row)}, {_text(row)} WHERE {row}.status = 'published';"
    return f"INSERT INTO articles_search (articles_search, rowid, words) {values}"


def _watched(row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in _WATCHED)


CREATE = (
    "CREATE VIRTUAL TABLE articles_search USING fts5("
    "words, content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER articles_search_insert AFTER INSERT ON articles_story BEGIN {_add('NEW')} END",
    f"CREATE TRIGGER articles_search_update AFTER UPDATE OF {', '.join(_WATCHED)} "
    f"ON articles_story WHEN ({_watched('OLD')}) IS NOT ({_watched('NEW')}) "
    f"BEGIN {_drop('OLD')} {_add('NEW')} END",
    "CREATE TRIGGER articles_search_delete AFTER DELETE ON articles_story "
    f"BEGIN {_drop('OLD')} END",
)
FILL = (_add("story", "FROM articles_story AS story"),)
REMOVE = (
    *(f"DROP TRIGGER IF EXISTS {name}" for name in PARTS[1:]),
    "DROP TABLE IF EXISTS articles_search",
)
WIDEN = (*REMOVE, *CREATE, *FILL)


def count(cursor: CursorWrapper, words: Sequence[str], before: int, most: int) -> int:
    """How many hits there are under this key, counted up to `most`."""
    cursor.execute(
        "SELECT count(*) FROM (SELECT 1 FROM articles_search "
        "WHERE articles_search MATCH %s AND rowid < %s LIMIT %s)",
        [_query(words), before, most],
    )
    found: int = cursor.fetchone()[0]
    return found


def newest(
    cursor: CursorWrapper, words: Sequence[str], before: int, limit: int, *, common: bool
) -> list[int]:
    """Keys of the newest hits under this key. `common` matters on PostgreSQL only."""
    cursor.execute(
        "SELECT rowid FROM articles_search WHERE articles_search MATCH %s AND rowid < %s "
        "ORDER BY rowid DESC LIMIT %s",
        [_query(words), before, limit],
    )
    return [key for (key,) in cursor.fetchall()]


def _query(words: Sequence[str]) -> str:
    """All of the words. In quotation marks nothing is an operator, and no word holds such marks."""
    return " ".join(f'"{word}"' for word in words)
