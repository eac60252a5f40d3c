"""Sixteen people write into one thread at once: no gap, no double, no wrong counter, no error."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from articles.models import Story
from comments import respect, submission
from comments.counting import differences
from comments.models import Comment, Respect, Status
from comments.submission import Entry
from newsroom.accounts.models import User
from tests.comments.talking import establish, open_story
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
WRITERS = 16
EACH = 3


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Does all of it at the same time, each in a thread with a connection of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        results = list(threads.map(run, acts))
    connections.close_all()
    return results


def people() -> list[User]:
    made = [make_user() for _ in range(WRITERS)]
    establish(*made)
    return made


def wrong_counters() -> list[str]:
    return [str(difference) for difference in differences()]


def test_sixteen_writers_in_one_thread_leave_it_whole() -> None:
    story, writers = open_story(), people()
    root = make_comment(story)

    def write(number: int) -> None:
        parent = root
        for turn in range(EACH):
            body = f"Point {turn} of writer {number}."
            entry = Entry(story, writers[number], body, parent, token=f"{number}-{turn}")
            outcome = submission.submit(entry)
            assert outcome.comment is not None
            # Half go on below their own words, so that the thread grows deep and wide at once.
            parent = outcome.comment if number % 2 else root

    at_once([lambda number=number: write(number) for number in range(WRITERS)])  # type: ignore[misc]
    replies = Comment.objects.filter(root=root).order_by("reply_no")
    assert [reply.reply_no for reply in replies] == list(range(1, WRITERS * EACH + 1))
    assert len({bytes(reply.path) for reply in replies}) == WRITERS * EACH
    for reply in replies.select_related("parent"):
        assert reply.parent is not None
        assert bytes(reply.path) == bytes(reply.parent.path) + reply.reply_no.to_bytes(3, "big")
        assert reply.depth == reply.parent.depth + 1
    assert wrong_counters() == []
    assert Story.objects.get(pk=story.pk).comment_count == WRITERS * EACH + 1


def test_writers_of_the_story_and_of_its_threads_do_not_lose_each_others_count() -> None:
    story, writers = open_story(), people()
    root = make_comment(story)
    mine = [make_comment(story, writer) for writer in writers[:4]]

    def post(number: int) -> None:
        body = f"Writer {number} was there."
        parent = root if number % 2 else None
        assert submission.submit(Entry(story, writers[number], body, parent, token="t")).comment

    def hide(comment: Comment) -> None:
        with transaction.atomic():
            locked = Comment.objects.select_for_update().get(pk=comment.pk)
            submission.change_status(locked, Status.HELD)

    acts: list[Callable[[], object]] = [lambda n=n: post(n) for n in range(4, WRITERS)]  # type: ignore[misc]
    acts += [lambda: submission.withdraw(mine[0]), lambda: submission.withdraw(mine[1])]
    acts += [lambda: hide(mine[2]), lambda: hide(mine[3])]
    at_once(acts)
    assert wrong_counters() == []
    assert Story.objects.get(pk=story.pk).comment_count == 1 + (WRITERS - 4)


def test_respect_given_by_sixteen_at_once_is_counted_once_each() -> None:
    story, readers = open_story(), people()
    comment = make_comment(story)
    states = at_once([lambda r=r: respect.toggle(comment, r) for r in readers])  # type: ignore[misc]
    assert {state.mine for state in states} == {True}  # type: ignore[attr-defined]
    assert Respect.objects.filter(comment=comment).count() == WRITERS
    assert wrong_counters() == []


def test_one_reader_clicking_in_four_tabs_never_counts_twice() -> None:
    comment, (reader, *_) = make_comment(open_story()), people()
    at_once([lambda: respect.toggle(comment, reader)] * 4)
    assert not Respect.objects.filter(comment=comment).exists()
    assert wrong_counters() == []


def test_recounting_while_others_write_finds_nothing_wrong() -> None:
    story, writers = open_story(), people()
    root = make_comment(story)

    def write(number: int) -> list[str]:
        for turn in range(EACH):
            body = f"Point {turn} of writer {number}."
            submission.submit(Entry(story, writers[number], body, root, token=f"{turn}"))
        return []

    def recount() -> list[str]:
        return [line for _ in range(10) for line in wrong_counters()]

    acts: list[Callable[[], object]] = [lambda n=n: write(n) for n in range(6)]  # type: ignore[misc]
    assert at_once([*acts, recount]) == [[]] * 7
