"""Each change is read once by every process, whoever commits when; what was missed is known."""

from dataclasses import replace
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from articles.models import Section, Story
from newsroom import memo
from newsroom.changes import log, sight, triggers
from newsroom.models import Change
from tests.factories import make_section, make_story
from tests.newsroom.changes.test_what_is_noted import Looker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _log_with_an_end(transactional_db: None) -> None:
    triggers.install(connection)
    make_section()


def in_another_connection(work: Any) -> None:
    """Runs it in a thread, which has a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    thread.join()


def test_two_processes_both_see_one_change() -> None:
    story = make_story()
    one, other = Looker(), Looker()
    in_another_connection(lambda: Story.objects.filter(pk=story.pk).update(comment_count=1))
    assert one.sees_change_of(story.pk)
    assert other.sees_change_of(story.pk)
    assert not one.sees_change_of(story.pk)
    assert not other.sees_change_of(story.pk)


def test_a_change_is_seen_when_it_is_committed_and_not_before() -> None:
    story = make_story()
    looker = Looker()
    with transaction.atomic():
        Story.objects.filter(pk=story.pk).update(comment_count=1)
        seen: list[bool] = []
        in_another_connection(lambda: seen.append(looker.sees_change_of(story.pk)))
        assert seen == [False]
    assert looker.sees_change_of(story.pk)


@pytest.mark.postgres
def test_a_transaction_that_began_first_and_ends_last_is_not_missed() -> None:
    slow, quick = make_story(), make_story()
    looker = Looker()
    has_written, may_commit = Event(), Event()

    def write_slowly() -> None:
        try:
            with transaction.atomic():
                Story.objects.filter(pk=slow.pk).update(comment_count=1)
                has_written.set()
                assert may_commit.wait(10)
        finally:
            connections.close_all()

    thread = Thread(target=write_slowly)
    thread.start()
    assert has_written.wait(10)
    Story.objects.filter(pk=quick.pk).update(comment_count=1)
    assert looker.sees_change_of(quick.pk)
    assert not looker.sees_change_of(slow.pk, quick.pk)
    may_commit.set()
    thread.join()
    assert looker.sees_change_of(slow.pk)
    assert not looker.sees_change_of(slow.pk, quick.pk)


def test_what_was_committed_when_the_log_was_read_is_swept_but_for_the_last_row() -> None:
    looker = Looker()
    for number in range(3):
        Section.objects.update(position=number)
    assert looker.sees_change_of()
    place = log.end(connection)
    assert place is not None
    # Other databases of the server have transactions too; here they are taken to have ended.
    log.sweep(connection, replace(place, oldest=2**62))
    assert list(Change.objects.values_list("pk", flat=True)) == [place.last]
    assert not looker.sees_change_of()


def test_a_process_that_slept_through_a_sweep_takes_everything_as_changed() -> None:
    sleeper = Looker()
    story = make_story()
    place = log.end(connection)
    assert place is not None
    log.sweep(connection, place)
    assert sleeper.sees_change_of(story.pk)
    assert not sleeper.sees_change_of(story.pk)


def test_a_restored_backup_takes_everything_as_changed() -> None:
    looker = Looker()
    Change.objects.all().delete()
    Change.objects.bulk_create([Change(id=1, story=7, xid=-1)])
    assert looker.sees_change_of()


def test_an_empty_log_is_no_ground_to_keep_a_page() -> None:
    Change.objects.all().delete()
    looker = sight.Watcher()
    assert looker.sight(0.0) is None


def test_what_a_process_remembers_is_forgotten_with_a_change_of_the_site() -> None:
    asked: list[int] = []

    @memo.for_a_second
    def sections() -> int:
        asked.append(1)
        return Section.objects.count()

    looker = Looker()
    sections()
    make_story()
    looker.look()
    sections()
    assert len(asked) == 2


def test_an_answer_asked_for_before_a_change_is_not_kept_after_it() -> None:
    def slow_answer() -> str:
        if not answers:
            answers.append("old")
            kept.forget()
        return answers[-1]

    answers: list[str] = []
    kept = memo.Memo(slow_answer)
    assert kept() == "old"
    answers.append("new")
    assert kept() == "new"


def test_many_changed_stories_become_a_change_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "STORIES", 2)
    looker = Looker()
    stories = [make_story() for _ in range(4)]
    looker.look()
    for story in stories:
        Story.objects.filter(pk=story.pk).update(comment_count=1)
        looker.look()
    assert len(looker.sight.stories) <= 3
    Story.objects.filter(pk=stories[0].pk).update(comment_count=2)
    assert looker.sees_change_of(stories[0].pk)
