"""Search in stories: one question, answered alike on SQLite and PostgreSQL.

The database keeps the index itself, by triggers on the table of stories, so that it holds whoever
writes: the admin, an import, a bulk insert, an UPDATE over many. See `sqlite` and `postgres`.
"""

from articles.search.finding import Hit, Results, find
from articles.search.suggestion import spelling

__all__ = ["Hit", "Results", "find", "spelling"]
