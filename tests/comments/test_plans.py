"""A page is read by its index, whether or not the database has learned what is in the table.

SQLite, once ANALYZE has run, takes "no parent" for as rare as any one parent: an index of parents
that holds roots too would then be read from end to end. Where it has not run, it takes every story
for as quiet as any other, and open cases for few.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from comments import queue, threads
from newsroom.management import bulk
from tests.plans import plans

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's planner"),
]


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
    roots, replies = plans(lambda: threads.first_or_next(story, AnonymousUser(), sort))
    assert f"USING INDEX {index} (story_id=?" in roots
    assert "TEMP B-TREE" not in roots
    assert "(root_id=? AND reply_no<?)" in replies


@pytest.mark.parametrize("learned", [False, True])
def test_what_the_newsroom_said_is_found_by_its_people_and_not_in_the_whole_thread(
    learned: bool,
) -> None:
    story = bulk.fill([*[1] * 50, 3000], 1, hot=True)
    if learned:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    page = threads.Sort.NEWSROOM
    (people,) = plans(lambda: threads.first_or_next(story, AnonymousUser(), page))
    assert "person_by_badge (badge=?)" in people
    assert "comment_by_author_in_story (author_id=? AND story_id=?)" in people


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (queue.Wanted(), "case_urgent"),
        (queue.Wanted(tab=queue.Tab.REPORTED), "case_urgent"),
        (queue.Wanted(section=1), "case_of_section"),
        (queue.Wanted(section=1, tab=queue.Tab.HELD), "case_of_section"),
    ],
)
def test_the_most_urgent_cases_are_read_first_and_none_is_put_in_order(
    wanted: queue.Wanted, index: str
) -> None:
    (cases,) = plans(lambda: queue.cases(wanted))
    assert f"INDEX {index}" in cases
    assert "TEMP B-TREE" not in cases
