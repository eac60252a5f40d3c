"""`manage.py move_to DATABASE_URL`: every row arrives on PostgreSQL as it was, or none."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from secrets import token_hex
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from comments.models import Comment, Decision, Notice, Topic
from newsroom.environment import ROOT
from newsroom.management.relocating import MADE_ANEW, in_order
from tests import services
from tests.factories import make_comment, make_photo, make_quote, make_story, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif(bool(services.no_postgres()), reason=services.no_postgres() or "unused"),
]
SERVER = services.POSTGRES_URL.rpartition("/")[0]


@contextmanager
def database(like: str = "template1") -> Iterator[str]:
    """The address of a database made after another one, for as long as it is needed."""
    name = f"newsroom_move_{token_hex(6)}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as ground:
        ground.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
        try:
            yield f"{SERVER}/{name}"
        finally:
            ground.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(scope="module")
def migrated() -> Iterator[str]:
    """The name of a database with tables and what migrations write, made once."""
    with database() as address:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, check=True,
        )  # fmt: skip
        yield address.rpartition("/")[2]


@pytest.fixture
def target(migrated: str) -> Iterator[str]:
    """The address of a database without a site in it."""
    with database(like=migrated) as address:
        yield address


def move(target: str) -> str:
    said = StringIO()
    call_command("move_to", target, stdout=said)
    return said.getvalue()


def there(target: str, query: str) -> list[tuple[Any, ...]]:
    """What the other database answers."""
    with psycopg.connect(target) as other:
        return other.execute(query.encode()).fetchall()


def a_site() -> Comment:
    """A little of everything: text of all kinds, bytes, JSON, moments, a thread, a decision."""
    story = make_story("The river rises", brief=["First — “quoted”.", "Second: déjà vu 🌊"])
    make_photo(story)
    make_quote(story)
    author = make_user("Zoë O’Hara")
    root = make_comment(story, author, "Tab\there, new\nline, back\\slash, \\N, snow ☃ and 🌊.")
    reply = make_comment(story, None, "", parent=root)
    Decision.objects.create(
        comment=reply, act="hold", status_after="held", screening={"b": [1, 2.5], "a": None}
    )
    Notice.objects.create(person=author, topic=Topic.REPLY, comment=reply)
    return reply


def test_every_row_arrives_as_it_was(target: str) -> None:
    reply = a_site()
    said = move(target)
    assert "Every table is equal in both" in said
    bodies = Comment.objects.order_by("pk").values_list("body")
    assert there(target, "SELECT body FROM comments_comment ORDER BY id") == list(bodies)
    replies = "SELECT id, path, reply_no FROM comments_comment WHERE reply_no > 0"
    ((number, path, reply_no),) = there(target, replies)
    assert (number, bytes(path), reply_no) == (reply.pk, bytes(reply.path), 1)
    found = there(target, "SELECT screening FROM comments_decision")
    assert found == [({"b": [1, 2.5], "a": None},)]


def test_the_site_goes_on_there(target: str) -> None:
    """New rows get new numbers, search finds what was moved, decisions stay, changes are noted."""
    reply = a_site()
    move(target)
    with psycopg.connect(target) as other:
        ((noted,),) = other.execute("SELECT count(*) FROM newsroom_change").fetchall()
        ((following,),) = other.execute(
            "SELECT nextval(pg_get_serial_sequence('comments_comment', 'id'))"
        ).fetchall()
        assert following == reply.pk + 1
        found = other.execute(
            "SELECT articles_search_count('river', 9223372036854775807, 10)"
        ).fetchall()
        assert found == [(1,)]
        other.execute("UPDATE comments_comment SET body = 'Changed' WHERE in_place")
        ((noted_now,),) = other.execute("SELECT count(*) FROM newsroom_change").fetchall()
        assert noted_now > noted
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            other.execute("DELETE FROM comments_decision")


def test_a_database_with_a_site_in_it_is_left_alone(target: str) -> None:
    a_site()
    move(target)
    make_comment(Comment.objects.earliest("pk").story, None, "Later.")
    with pytest.raises(CommandError, match="a site in that database already"):
        move(target)
    assert there(target, "SELECT count(*) FROM comments_comment") == [(2,)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL never held such a row")
def test_a_row_that_postgresql_cannot_hold_moves_nothing_at_all(target: str) -> None:
    a_site()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE comments_comment SET body = char(0) WHERE reply_no = 1")
    with pytest.raises(CommandError, match="Nothing was moved"):
        move(target)
    assert there(target, "SELECT count(*) FROM comments_comment") == [(0,)]
    assert there(target, "SELECT count(*) FROM accounts_user") == [(0,)]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("sqlite:///elsewhere.sqlite3", "moves to PostgreSQL"),
        ("not an address", "no address of a database"),
        ("postgres://127.0.0.1:1/nowhere", "refused"),
    ],
)
def test_what_is_no_postgresql_is_refused(address: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        move(address)


def test_tables_come_after_those_that_they_refer_to() -> None:
    order = in_order()
    assert not {model._meta.label for model in order} & MADE_ANEW
    for place, model in enumerate(order):
        for field in model._meta.local_fields:
            if field.remote_field and field.related_model is not model:
                assert order.index(field.related_model) < place  # type: ignore[arg-type]
