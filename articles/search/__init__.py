"""Search in stories and in quotations: answered alike on SQLite and PostgreSQL.

The database keeps the indexes itself, by triggers on the tables, so that they hold whoever writes:
the admin, an import, a bulk insert, an UPDATE over many. See `sqlite` and `postgres` for stories,
`quotes_sqlite` and `quotes_postgres` for quotations.
"""

from articles.search.finding import Hit, Results, find
from articles.search.quotations import QuoteHit, QuoteResults, Wanted, find_quotes
from articles.search.suggestion import spelling

__all__ = [
    "Hit",
    "QuoteHit",
    "QuoteResults",
    "Results",
    "Wanted",
    "find",
    "find_quotes",
    "spelling",
]
