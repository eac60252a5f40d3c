"""The ground that other tests stand on holds."""

import socket

import pytest
from django.db import connection

from articles.models import Story
from comments.models import Comment, HouseRule
from newsroom.accounts.models import User
from tests.factories import make_comment, make_photo, make_quote, make_story

pytestmark = pytest.mark.django_db


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(PermissionError), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_commits_finds_the_rows_that_migrations_wrote(turn: str) -> None:
    assert HouseRule.objects.count() == 7


def test_the_suite_runs_on_a_database_file_with_foreign_keys_checked() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_made_story_is_public_with_its_quote_and_photo() -> None:
    story = make_story()
    make_quote(story)
    photo = make_photo(story)
    assert Story.objects.published().get() == story
    assert story.quotes.get().certain
    assert (photo.width, photo.height) == (96, 64)


def test_a_made_reply_follows_its_parent_and_is_counted(dolores: User, teo: User) -> None:
    story = make_story()
    parent = make_comment(story, dolores)
    reply = make_comment(story, teo, parent=parent)
    answer = make_comment(story, dolores, parent=reply)
    assert [(c.depth, c.reply_no) for c in (parent, reply, answer)] == [(0, 0), (1, 1), (2, 2)]
    assert bytes(answer.path) == b"\0\0\1\0\0\2"
    root = Comment.objects.get(pk=parent.pk)
    assert (root.replies, root.visible_replies) == (2, 2)
    assert Story.objects.get(pk=story.pk).comment_count == 3


def test_the_cast_has_the_roles_it_is_named_for(
    sam: User, ines: User, marisol: User, admin: User, anselm: User
) -> None:
    assert [p.groups.get().name for p in (sam, ines, marisol)] == ["Moderator"] * 2 + ["Editor"]
    assert admin.is_superuser
    assert not anselm.is_staff
