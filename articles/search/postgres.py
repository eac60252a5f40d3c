"""The index on PostgreSQL: a narrow table of key and tsvector with a GIN index.

GIN knows no order, so the newest of a common word's hits are looked for among the newest stories
first; only what is not there is gathered and sorted (keys alone: the vectors stand aside).
The text search configuration has no stop words and drops accents, as the SQLite index does.
"""

from collections.abc import Sequence

from django.db.backends.utils import CursorWrapper

from articles.search.keys import STORY_BITS

# The triggers: without one of them the index is not whole.
PARTS = (
    "articles_search_insert",
    "articles_search_update",
    "articles_search_delete",
    "articles_search_truncate",
)
COUNT_PARTS = (
    f"SELECT count(*) FROM pg_trigger WHERE tgname IN {PARTS} "  # noqa: S608 - constants # nosec B608
    "AND tgrelid = 'articles_story'::regclass"
)
# How many of the newest stories are read one by one for a common word.
WINDOW = 2000
_TEXTS = ("headline", "kicker", "standfirst", "place", "body")
_WATCHED = ("id", "status", "published_at", *_TEXTS)

# A GIN index answers through bitmaps alone.
BY_GIN = "SET search_path FROM CURRENT SET enable_seqscan = off SET enable_indexscan = off"


def _columns(row: str, names: Sequence[str]) -> str:
    return ", ".join(f"{row}.{name}" for name in names)


_KEY = f"""
    CREATE OR REPLACE FUNCTION articles_search_key(moment timestamptz, id bigint) RETURNS bigint
    LANGUAGE sql IMMUTABLE AS $$
        SELECT floor(extract(epoch FROM moment))::bigint * {1 << STORY_BITS} + id
    $$
"""  # noqa: S608 - constants # nosec B608
CREATE = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH DICTIONARY articles_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION articles_search (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION articles_search ALTER MAPPING FOR asciiword, word, numword "
    "WITH unaccent, articles_stem",
    # Marks become spaces, so that the parser sees words only: it would take "state/local" for a
    # file and "example.com" for a host. The length keeps within a tsvector's limit of 1 MB.
    """
    CREATE FUNCTION articles_search_vector(VARIADIC texts text[]) RETURNS tsvector
    LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
        SELECT to_tsvector('articles_search', left(regexp_replace(
            regexp_replace(array_to_string(texts, ' '), '<[^>]*>|&[a-z0-9#]+;', ' ', 'g'),
            '[!-/:-@[-`{-~‘’“”–—…]+', ' ', 'g'), 200000))
    $$
    """,
    _KEY,
    "CREATE TABLE articles_search (key bigint PRIMARY KEY, words tsvector NOT NULL)",
    # Vectors out of line, where a walk over the keys does not pass them.
    "ALTER TABLE articles_search SET (toast_tuple_target = 128)",
    "CREATE INDEX articles_search_words ON articles_search USING gin (words) "
    "WITH (fastupdate = off)",
    f"""
    CREATE FUNCTION articles_search_keep() RETURNS trigger
    LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            TRUNCATE articles_search;
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' AND OLD.status = 'published' THEN
            DELETE FROM articles_search
            WHERE key = articles_search_key(OLD.published_at, OLD.id);
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.status = 'published' THEN
            INSERT INTO articles_search VALUES (
                articles_search_key(NEW.published_at, NEW.id),
                articles_search_vector({_columns("NEW", _TEXTS)})
            );
        END IF;
        RETURN NULL;
    END
    $$
    """,  # noqa: S608 - constants # nosec B608
    "CREATE TRIGGER articles_search_insert AFTER INSERT ON articles_story "
    "FOR EACH ROW EXECUTE FUNCTION articles_search_keep()",
    "CREATE TRIGGER articles_search_update AFTER UPDATE ON articles_story FOR EACH ROW "
    f"WHEN (({_columns('OLD', _WATCHED)}) IS DISTINCT FROM ({_columns('NEW', _WATCHED)})) "
    "EXECUTE FUNCTION articles_search_keep()",
    "CREATE TRIGGER articles_search_delete AFTER DELETE ON articles_story "
    "FOR EACH ROW EXECUTE FUNCTION articles_search_keep()",
    "CREATE TRIGGER articles_search_truncate AFTER TRUNCATE ON articles_story "
    "FOR EACH STATEMENT EXECUTE FUNCTION articles_search_keep()",
    # The planner thinks words independent, and would read all stories for two that never meet.
    f"""
    CREATE FUNCTION articles_search_count(query text, before bigint, most integer) RETURNS bigint
    LANGUAGE sql STABLE {BY_GIN} AS $$
        SELECT count(*) FROM (
            SELECT 1 FROM articles_search
            WHERE words @@ plainto_tsquery('articles_search', query) AND key < before LIMIT most
        ) AS hits
    $$
    """,  # noqa: S608 - constants # nosec B608
    f"""
    CREATE FUNCTION articles_search_hits(query text, before bigint, most integer)
    RETURNS SETOF bigint LANGUAGE sql STABLE {BY_GIN} AS $$
        WITH hits AS MATERIALIZED (
            SELECT key FROM articles_search
            WHERE words @@ plainto_tsquery('articles_search', query)
        )
        SELECT key FROM hits WHERE key < before ORDER BY key DESC LIMIT most
    $$
    """,  # noqa: S608 - constants # nosec B608
)
FILL = (
    "INSERT INTO articles_search SELECT articles_search_key(published_at, id), "  # noqa: S608 # nosec B608
    f"articles_search_vector({', '.join(_TEXTS)}) FROM articles_story WHERE status = 'published'",
)
REMOVE = (
    *(f"DROP TRIGGER IF EXISTS {name} ON articles_story" for name in PARTS),
    "DROP FUNCTION IF EXISTS articles_search_count(text, bigint, integer)",
    "DROP FUNCTION IF EXISTS articles_search_hits(text, bigint, integer)",
    "DROP TABLE IF EXISTS articles_search",
    "DROP FUNCTION IF EXISTS articles_search_keep()",
    "DROP FUNCTION IF EXISTS articles_search_key(timestamptz, bigint)",
    "DROP FUNCTION IF EXISTS articles_search_vector(text[])",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS articles_search",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS articles_stem",
)
# A key of now holds no story's id in its last 32 bits, but in the seconds where it is its own.
WIDEN = (
    "LOCK TABLE articles_search IN SHARE ROW EXCLUSIVE MODE",
    _KEY,
    "UPDATE articles_search SET key = articles_search_key(story.published_at, story.id) "
    "FROM articles_story AS story WHERE story.id = key & 4294967295",
)
_AMONG_NEWEST = (
    "SELECT key FROM (SELECT key, words FROM articles_search WHERE key < %s "  # noqa: S608 # nosec B608
    f"ORDER BY key DESC LIMIT {WINDOW}) AS recent "
    "WHERE words @@ plainto_tsquery('articles_search', %s) ORDER BY key DESC LIMIT %s"
)


def count(cursor: CursorWrapper, words: Sequence[str], before: int, most: int) -> int:
    """How many hits there are under this key, counted up to `most`."""
    cursor.execute("SELECT articles_search_count(%s, %s, %s)", [" ".join(words), before, most])
    found: int = cursor.fetchone()[0]
    return found


def newest(
    cursor: CursorWrapper, words: Sequence[str], before: int, limit: int, *, common: bool
) -> list[int]:
    """Keys of the newest hits under this key. In: `common`, whether there are very many."""
    query = " ".join(words)
    if common:
        cursor.execute(_AMONG_NEWEST, [before, query, limit])
        found = [key for (key,) in cursor.fetchall()]
        if len(found) == limit:
            return found
    cursor.execute("SELECT articles_search_hits(%s, %s, %s)", [query, before, limit])
    return [key for (key,) in cursor.fetchall()]
