"""The index of quotations on PostgreSQL: keys and tsvectors with a GIN index (see `postgres`).

The words of a speaker's name and role stand in the same tsvector as the quotation's own, told
apart by a sign before them: so one index answers for all of them together.
"""

from collections.abc import Iterator
from typing import Any

from django.db.backends.utils import CursorWrapper

from articles.search.keys import QUOTE_BITS
from articles.search.postgres import BY_GIN, WINDOW
from articles.search.terms import FIELDS, Terms, Window

# Before each word of a field. No word that is looked up holds such a sign.
SIGNS = dict(zip(FIELDS, ("", "@", "%", "#"), strict=True))
_WATCHED = {
    "quote": ("id", "story_id", "speaker_id", "text", "role", "said_on", "certain"),
    "story": ("id", "status", "day", "published_at"),
    "speaker": ("id", "name", "role"),
}
_EVENTS = ("insert", "update", "delete", "truncate")
_TRIGGERS = {
    f"articles_said_{table}_{event}": f"articles_{table}" for table in _WATCHED for event in _EVENTS
}
PARTS = tuple(_TRIGGERS)
COUNT_PARTS = f"SELECT count(*) FROM pg_trigger WHERE tgname IN {PARTS}"  # noqa: S608 # nosec B608
# A plan that was made while the tables were small would read all of them for every row: by indexes
# alone, in the order in which the tables are named, not by the index of published stories (which
# is what the "||" in _ROWS is for).
_ROW_BY_ROW = (
    "SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off "
    "SET join_collapse_limit = 1"
)
_ROWS = f"""
    SELECT quote.id,
        (coalesce(quote.said_on, story.day) - DATE '1970-01-01')::bigint * {1 << QUOTE_BITS}
            + quote.id,
        story.published_at,
        articles_said_words(quote.text, '') || articles_said_words(speaker.name, '@')
        || articles_said_words(coalesce(nullif(quote.role, ''), speaker.role), '%')
        || articles_said_words('{FIELDS[-1]}', '#')
    FROM articles_quote AS quote
    JOIN articles_story AS story ON story.id = quote.story_id
    JOIN articles_speaker AS speaker ON speaker.id = quote.speaker_id
    WHERE quote.certain AND story.status || '' = 'published'
"""  # noqa: S608 - constants # nosec B608


def _keeper(table: str) -> str:
    """A function that sets right whatever hangs on a changed row of the table."""
    hangs = "id" if table == "quote" else f"{table}_id"
    changed = "OLD.id, NEW.id"
    quotes = f"ARRAY[{changed}]"
    if table != "quote":
        quotes = f"ARRAY(SELECT id FROM articles_quote WHERE {hangs} IN ({changed}))"  # noqa: S608 # nosec B608
    return f"""
    CREATE FUNCTION articles_said_keep_{table}() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT {_ROW_BY_ROW} AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE articles_said;
            RETURN NULL;
        END IF;
        DELETE FROM articles_said WHERE quote = ANY ({quotes});
        INSERT INTO articles_said {_ROWS} AND quote.{hangs} IN ({changed});
        RETURN NULL;
    END
    $$
    """  # noqa: S608 - constants # nosec B608


def _triggers() -> Iterator[str]:
    for table, columns in _WATCHED.items():
        old, new = (", ".join(f"{row}.{one}" for one in columns) for row in ("OLD", "NEW"))
        when = {"update": f"WHEN (({old}) IS DISTINCT FROM ({new}))"}
        for event in _EVENTS:
            rows = "STATEMENT" if event == "truncate" else "ROW"
            yield (
                f"CREATE TRIGGER articles_said_{table}_{event} AFTER {event} ON articles_{table} "
                f"FOR EACH {rows} {when.get(event, '')} "
                f"EXECUTE FUNCTION articles_said_keep_{table}()"
            )


CREATE = (
    """
    CREATE FUNCTION articles_said_words(text text, sign text) RETURNS tsvector
    LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
        SELECT array_to_tsvector(coalesce(array_agg(sign || word), '{}'))
        FROM unnest(tsvector_to_array(articles_search_vector(text))) AS word
    $$
    """,
    # All of the words: plainto_tsquery would take the signs off.
    """
    CREATE FUNCTION articles_said_query(words text, speaker text, role text, quotation text)
    RETURNS tsquery LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
        SELECT string_agg(quote_literal(word), ' & ')::tsquery FROM unnest(tsvector_to_array(
            articles_said_words(words, '') || articles_said_words(speaker, '@')
            || articles_said_words(role, '%') || articles_said_words(quotation, '#'))) AS word
    $$
    """,
    "CREATE TABLE articles_said (quote bigint PRIMARY KEY, key bigint NOT NULL, "
    "public_at timestamptz NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX articles_said_key ON articles_said (key)",
    "CREATE INDEX articles_said_words ON articles_said USING gin (words) WITH (fastupdate = off)",
    *(_keeper(table) for table in _WATCHED),
    *_triggers(),
    f"""
    CREATE FUNCTION articles_said_count(
        query tsquery, before bigint, since bigint, now timestamptz, most integer
    ) RETURNS bigint LANGUAGE sql STABLE {BY_GIN} AS $$
        SELECT count(*) FROM (
            SELECT 1 FROM articles_said WHERE words @@ query AND key < before AND key >= since
            AND public_at <= now LIMIT most
        ) AS hits
    $$
    """,  # noqa: S608 - constants # nosec B608
    f"""
    CREATE FUNCTION articles_said_hits(
        query tsquery, before bigint, since bigint, now timestamptz, most integer
    ) RETURNS SETOF bigint LANGUAGE sql STABLE {BY_GIN} AS $$
        WITH hits AS MATERIALIZED (
            SELECT key, public_at FROM articles_said WHERE words @@ query
        )
        SELECT key FROM hits WHERE key < before AND key >= since AND public_at <= now
        ORDER BY key DESC LIMIT most
    $$
    """,  # noqa: S608 - constants # nosec B608
)
_ARGUMENTS = "tsquery, bigint, bigint, timestamptz, integer"
FILL = (f"INSERT INTO articles_said {_ROWS}",)  # nosec B608
UNHOOK = tuple(f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in _TRIGGERS.items())
REMOVE = (
    *UNHOOK,
    f"DROP FUNCTION IF EXISTS articles_said_count({_ARGUMENTS})",
    f"DROP FUNCTION IF EXISTS articles_said_hits({_ARGUMENTS})",
    "DROP TABLE IF EXISTS articles_said",
    *(f"DROP FUNCTION IF EXISTS articles_said_keep_{table}()" for table in _WATCHED),
    "DROP FUNCTION IF EXISTS articles_said_query(text, text, text, text)",
    "DROP FUNCTION IF EXISTS articles_said_words(text, text)",
)
_QUERY = "articles_said_query(%s, %s, %s, %s)"
_AMONG_LATEST = (
    "SELECT key FROM (SELECT key, words FROM articles_said WHERE key < %s AND key >= %s "  # noqa: S608 # nosec B608
    f"AND public_at <= %s ORDER BY key DESC LIMIT {WINDOW}) AS recent "
    f"WHERE words @@ (SELECT {_QUERY}) ORDER BY key DESC LIMIT %s"
)


def count(cursor: CursorWrapper, terms: Terms, window: Window, most: int) -> int:
    """How many hits there are in the window, counted up to `most`."""
    asked: list[Any] = [*_query(terms), window.before, window.since, window.now, most]
    cursor.execute(f"SELECT articles_said_count({_QUERY}, %s, %s, %s, %s)", asked)
    found: int = cursor.fetchone()[0]
    return found


def latest(
    cursor: CursorWrapper, terms: Terms, window: Window, limit: int, *, common: bool
) -> list[int]:
    """Keys of the latest hits in the window. In: `common`, whether there are very many."""
    query: list[Any] = [*_query(terms)]
    ends: list[Any] = [window.before, window.since, window.now]
    if common:
        cursor.execute(_AMONG_LATEST, [*ends, *query, limit])
        found = [key for (key,) in cursor.fetchall()]
        if len(found) == limit:
            return found
    cursor.execute(f"SELECT articles_said_hits({_QUERY}, %s, %s, %s, %s)", [*query, *ends, limit])
    return [key for (key,) in cursor.fetchall()]


def _query(terms: Terms) -> list[str]:
    return [" ".join(terms.get(field, ())) for field in FIELDS]
