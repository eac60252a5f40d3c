"""Every change that a reader could see is noted with the transaction that makes it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from articles.models import Correction, OldAddress, Section, Story
from comments.models import Comment, HouseRule, SiteSwitch, Visit
from comments.models import Status as CommentStatus
from newsroom.accounts.models import User
from newsroom.changes import triggers
from newsroom.changes.sight import LOOK_LIMIT, Watcher
from newsroom.changes.watched import UNSEEN, watches
from tests.factories import make_comment, make_photo, make_quote, make_section, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Clock:
    """Passes a second with every glance, so that a watcher always looks anew."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


class Looker:
    """A process that looks at the log."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.watcher = Watcher(self.clock)
        self.look()

    def look(self) -> None:
        found = self.watcher.sight(self.clock())
        assert found is not None
        self.sight = found

    def sees_change_of(self, *stories: int) -> bool:
        """Whether a page of these stories has to be made anew since the last question."""
        turn = self.sight.turn
        self.look()
        return not self.sight.unchanged(turn, stories)


@pytest.fixture
def looker(db: None) -> Looker:
    triggers.install(connection)
    make_section()
    return Looker()


def test_every_table_is_watched_or_named_as_one_that_no_page_prints() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert labels >= UNSEEN
    watched = {watch.table for watch in watches()}
    for table in ("articles_story", "articles_story_tags", "comments_comment", "accounts_user"):
        assert table in watched
    assert watched.isdisjoint(apps.get_model(label)._meta.db_table for label in UNSEEN)


def test_nothing_is_seen_where_nothing_happened(looker: Looker) -> None:
    assert not looker.sees_change_of()
    assert not looker.sees_change_of(1)


IN_THE_THREAD: dict[str, Callable[[Comment], object]] = {
    "a reply": lambda one: make_comment(one.story, parent=one),
    "another comment": lambda one: make_comment(one.story),
    "a new wording": lambda one: Comment.objects.filter(pk=one.pk).update(body="Other words."),
    "a removal": lambda one: Comment.objects.filter(pk=one.pk).update(status="removed"),
    "respect": lambda one: Comment.objects.filter(pk=one.pk).update(respect_count=1),
    "a pick": lambda one: Comment.objects.filter(pk=one.pk).update(picked_at=timezone.now()),
    "a deletion": lambda one: one.delete(),
    "a recount": lambda one: Story.objects.filter(pk=one.story_id).update(comment_count=9),
}


@pytest.mark.parametrize("what", IN_THE_THREAD)
def test_what_happens_in_a_thread_concerns_its_story_alone(looker: Looker, what: str) -> None:
    story, other = make_story(), make_story()
    comment = make_comment(story)
    looker.look()
    IN_THE_THREAD[what](comment)
    turn = looker.sight.turn
    looker.look()
    assert not looker.sight.unchanged(turn, [story.pk])
    assert not looker.sight.unchanged(turn, [other.pk, story.pk])
    assert not looker.sight.unchanged(turn, None)
    assert looker.sight.unchanged(turn, [other.pk])


OF_THE_SITE: dict[str, Callable[[Story], object]] = {
    "a headline": lambda story: Story.objects.filter(pk=story.pk).update(headline="Other"),
    "a withdrawal": lambda story: Story.objects.filter(pk=story.pk).update(status="withdrawn"),
    "another story": lambda story: make_story(),
    "a story less": lambda story: story.delete(),
    "a tag": lambda story: story.tags.create(name="Roads", slug="roads"),
    "a byline": lambda story: story.authors.create(name="Rosa Lind", slug="rosa-lind"),
    "a quote": lambda story: make_quote(story),
    "a picture": lambda story: make_photo(story),
    "a correction": lambda story: Correction.objects.create(story=story, was="wrong"),
    "an old address": lambda story: OldAddress.objects.create(story=story, path="/x/"),
    "a section's name": lambda story: Section.objects.update(name="City"),
    "a rule's wording": lambda story: HouseRule.objects.filter(code="clean").update(text="Anew."),
    "the switch": lambda story: SiteSwitch(pk=1, state="closed").save(),
    "a commenter's name": lambda story: User.objects.update(name="Somebody else"),
    "a commenter's town": lambda story: User.objects.update(town="Elsewhere"),
    "plain SQL": lambda story: _run("UPDATE articles_section SET description = 'News'"),
}


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("what", OF_THE_SITE)
def test_what_the_newsroom_changes_concerns_every_page(
    looker: Looker, dolores: User, what: str
) -> None:
    story = make_story()
    looker.look()
    OF_THE_SITE[what](story)
    assert looker.sees_change_of()


NOBODY_SEES: dict[str, Callable[[Comment], object]] = {
    "a held comment": lambda one: make_comment(one.story, status=CommentStatus.HELD),
    "a log-in": lambda one: User.objects.update(last_login=timezone.now()),
    "an account saved as it was": lambda one: one.author.save() if one.author else None,
    "a visit": lambda one: Visit.objects.create(reader=one.author, story=one.story, seen=1),
    "a new account": lambda one: User.objects.create_user(name="Late", email="l@example.com"),
}


@pytest.mark.parametrize("what", NOBODY_SEES)
def test_what_no_page_prints_leaves_every_page_alone(
    looker: Looker, dolores: User, what: str
) -> None:
    comment = make_comment(make_story(), dolores)
    looker.look()
    NOBODY_SEES[what](comment)
    assert looker.sight.unchanged(looker.sight.turn, [comment.story_id])
    assert not looker.sees_change_of(comment.story_id)


def test_what_is_rolled_back_was_no_change(looker: Looker) -> None:
    story = make_story()
    looker.look()
    with transaction.atomic():
        make_comment(story)
        transaction.set_rollback(True)
    assert not looker.sees_change_of(story.pk)


def test_a_story_whose_time_comes_is_a_change_without_a_write(
    looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = timezone.now() + timedelta(minutes=5)
    make_story(published_at=due)
    looker.look()
    assert not looker.sees_change_of()
    monkeypatch.setattr(timezone, "now", lambda: due - timedelta(seconds=1))
    assert not looker.sees_change_of()
    monkeypatch.setattr(timezone, "now", lambda: due)
    assert looker.sees_change_of()
    assert not looker.sees_change_of()


def test_midnight_is_a_change_without_a_write(
    looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = timezone.localtime() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert looker.sees_change_of()
    assert not looker.sees_change_of()


def test_a_trigger_that_a_migration_dropped_is_missed_and_made_again(looker: Looker) -> None:
    there = triggers._there(connection)
    name = next(name for name, table in there.items() if table == "articles_section")
    on = " ON articles_section" if connection.vendor == "postgresql" else ""
    _run(f"DROP TRIGGER {name}{on}")
    assert not triggers.are_in_place(connection)
    assert Watcher().sight(LOOK_LIMIT) is None
    triggers.install(connection)
    assert triggers.are_in_place(connection)
    assert looker.sees_change_of()


def test_while_migrations_run_a_watched_column_can_be_altered_and_no_page_is_kept(
    looker: Looker,
) -> None:
    triggers.before_migrate("default", plan=[])
    assert triggers.are_in_place(connection)
    triggers.before_migrate("default", plan=["a migration"])
    if connection.vendor == "postgresql":
        _run("ALTER TABLE articles_section ALTER COLUMN name TYPE varchar(400)")
    assert looker.watcher.sight(looker.clock()) is None
    triggers.after_migrate("default")
    assert looker.watcher.sight(looker.clock()) is not None
