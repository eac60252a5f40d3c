"""A row that is inserted by a prepared statement is the row that Django would have saved."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from comments.models import Comment, Report
from newsroom.accounts.models import User
from newsroom.insertion import insert
from tests.factories import make_comment, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def comment_like(author: User) -> Comment:
    return Comment(
        story=make_story(),
        author=author,
        name="Dolores “Lola” O’Brien",
        body="100 % 'quoted'; DROP TABLE?",
        path=b"\x00\x01\xff",
        depth=1,
        picked_at=timezone.now(),
        answered_by_reporter=True,
    )


def stored(comment: Comment) -> dict[str, Any]:
    """What stands in the table, but for the row's number."""
    found = Comment.objects.filter(pk=comment.pk).values().get()
    return {**found, "id": None, "path": bytes(found["path"])}


def test_it_reads_back_as_what_was_saved_does(
    dolores: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = comment_like(dolores)
    with django_assert_num_queries(1):
        insert(row)
    saved = comment_like(dolores)
    saved.story, saved.picked_at, saved.posted_at = row.story, row.picked_at, row.posted_at
    saved.save(force_insert=True)
    assert stored(row) == stored(saved)


def test_it_can_be_changed_afterwards_and_named_by_other_rows(dolores: User, teo: User) -> None:
    comment = comment_like(dolores)
    insert(comment)
    comment.body = "Changed."
    comment.save(update_fields=["body"])
    insert(Report(comment=comment, reporter=teo, rule="nice"))
    assert Report.objects.get().comment.body == "Changed."


def test_what_the_database_forbids_is_an_error(dolores: User) -> None:
    comment = make_comment(make_story(), dolores)
    comment.token = "once"
    insert(comment)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(comment)
