"""Rows of another table in one column of a story."""

import pytest
from django.db import connection
from django.db.models import OuterRef
from django.test.utils import CaptureQueriesContext

from articles.gathering import gathered
from articles.models import Quote, Story
from tests.factories import make_quote, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_stories_and_what_is_gathered_with_them_are_one_query_and_no_write() -> None:
    quote = make_quote(make_story())
    # As in a process that has just started.
    vars(connection.features).pop("supports_json_field", None)
    stories = Story.objects.annotate(
        said=gathered(Quote.objects.filter(story=OuterRef("pk")), "id", words="text")
    )
    with CaptureQueriesContext(connection) as asked:
        assert stories.get().said == [{"id": quote.pk, "words": quote.text}]
    assert len(asked) == 1
