"""A page is read by its index also when the database has learned what is in the table.

SQLite, once ANALYZE has run, takes "no parent" for as rare as any one parent: an index of parents
that holds roots too would then be read from end to end.
"""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Story
from comments import threads
from newsroom.management import bulk

pytestmark = pytest.mark.django_db


def plans(story: Story, sort: threads.Sort) -> list[str]:
    """How the database reads the first page: a line for each table that each statement reads."""
    with CaptureQueriesContext(connection) as queries:
        threads.first_or_next(story, AnonymousUser(), sort)
    found = []
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql'].replace('%', '%%')}")
            rows: list[Any] = cursor.fetchall()
            found.append("\n".join(row[-1] for row in rows))
    return found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's planner")
@pytest.mark.parametrize(
    ("sort", "index"),
    [
        (threads.Sort.NEWEST, "root_by_time"),
        (threads.Sort.OLDEST, "root_by_time"),
        (threads.Sort.RESPECTED, "root_by_respect"),
    ],
)
def test_roots_are_read_in_the_order_of_their_index_and_replies_by_their_numbers(
    sort: threads.Sort, index: str
) -> None:
    story = bulk.fill([3000], 1, hot=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    roots, replies = plans(story, sort)
    assert f"USING INDEX {index} (story_id=?" in roots
    assert "TEMP B-TREE" not in roots
    assert "(root_id=? AND reply_no<?)" in replies
