"""A prepared query gives the rows of the query that it was made of, for any values."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import CharField, DateTimeField, Exists, IntegerField, OuterRef
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Story
from comments.models import Respect
from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot
from tests.factories import make_comment, make_section, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_values_change_from_call_to_call(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stories = [make_story(section=make_section(name)) for name in ("Politics", "Sports")]
    by_section = Prepared(
        lambda: Story.objects.filter(section__slug=Slot("slug", CharField())).order_by("pk")
    )
    for _ in range(2):
        with django_assert_num_queries(2):
            assert by_section(slug="politics") == stories[:1]
            assert by_section(slug="sports") == stories[1:]
    assert by_section(slug="' OR 1=1 --") == []


def test_rows_come_with_their_relations_annotations_and_deferred_fields(
    dolores: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    comment = make_comment(make_story(), dolores)
    Respect.objects.create(comment=comment, reader=dolores)
    respects = Respect.objects.filter(comment=OuterRef("pk"), reader=Slot("who", IntegerField()))
    prepared = Prepared(
        lambda: (
            type(comment)
            .objects.select_related("author", "parent")
            .defer("body")
            .annotate(is_respected=Exists(respects))
        )
    )
    with django_assert_num_queries(1):
        (row,) = prepared(who=dolores.pk)
        assert row.author == dolores
        assert row.parent is None
        assert bool(row.is_respected)
    assert row.get_deferred_fields() == {"body"}
    assert not prepared(who=0)[0].is_respected


def test_times_are_written_as_the_database_writes_them() -> None:
    now = timezone.now()
    make_story(published_at=now + timedelta(hours=1))
    past = make_story(published_at=now - timedelta(hours=1))
    until = Prepared(lambda: Story.objects.filter(published_at__lte=Slot("now", DateTimeField())))
    assert until(now=now) == [past]
    assert len(until(now=now + timedelta(hours=2))) == 2


def test_a_slot_without_a_value_is_an_error() -> None:
    prepared = Prepared(lambda: Story.objects.filter(pk=Slot("pk", IntegerField())))
    with pytest.raises(KeyError, match="pk"):
        prepared(id=1)


def test_what_is_read_can_be_written(dolores: User) -> None:
    prepared = Prepared(lambda: User.objects.filter(pk=Slot("pk", IntegerField())))
    (found,) = prepared(pk=dolores.pk)
    assert found._state.db == connection.alias
    found.town = "Elsewhere"
    found.save()
    assert prepared(pk=dolores.pk)[0].town == "Elsewhere"
