"""Counts comments by the hour again, for `counting`: one statement for many stories at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, IntegerField, QuerySet, Value
from django.db.models.functions import TruncHour

from articles.models import Story
from articles.reading import moment
from comments.models import Comment, TalkHour

STORIES = 500


@dataclass(frozen=True)
class HourDifference:
    """An hour of a story whose kept number is not what is counted."""

    story: int
    hour: datetime
    kept: int
    counted: int

    def __str__(self) -> str:
        hour = f"{self.hour:%Y-%m-%d %H:00} UTC"
        return f"story {self.story}: {hour} is {self.kept}, counted {self.counted}"

    @transaction.atomic
    def correct(self) -> None:
        """Writes what is counted now. Whoever counts for the same story waits for its row."""
        Story.objects.select_for_update().only("pk").get(pk=self.story)
        counted = _counted(Story.objects.filter(pk=self.story)).filter(hour=self.hour)
        number = sum(counted.values_list("number", flat=True))
        TalkHour.objects.update_or_create(
            story_id=self.story, hour=self.hour, defaults={"comments": number}
        )


def differences() -> Iterator[HourDifference]:
    """Every hour that is wrong now; memory holds the stories of one batch."""
    after = 0
    while stories := list(_next(after)):
        yield from _wrong(Story.objects.filter(pk__gt=after, pk__lte=stories[-1]))
        after = stories[-1]


def _next(after: int) -> QuerySet[Story, int]:
    keys = Story.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    return keys[:STORIES]


def _counted(stories: QuerySet[Story]) -> QuerySet[Any, Any]:
    """What readers see under these stories, by the hour in which it was posted."""
    shown = Comment.objects.published().filter(story__in=stories).order_by()
    hours = shown.values(of=F("story"), hour=TruncHour("posted_at", tzinfo=UTC))
    return hours.annotate(number=Count("pk"))


def _wrong(stories: QuerySet[Story]) -> Iterator[HourDifference]:
    """Kept and counted numbers side by side, of a single moment."""
    none = Value(0, IntegerField())
    kept = TalkHour.objects.filter(story__in=stories).values_list("story", "hour", "comments", none)
    counted = _counted(stories).values_list("of", "hour", none, "number")
    ((kept_sql, kept_values), (sql, values)) = (
        rows.query.sql_with_params() for rows in (kept, counted)
    )
    both = f"WITH both_of (story, hour, kept, counted) AS ({kept_sql} UNION ALL {sql})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{both} SELECT story, hour, SUM(kept), SUM(counted) FROM both_of"  # noqa: S608 # nosec B608 - Django's own
            " GROUP BY story, hour HAVING SUM(kept) <> SUM(counted) ORDER BY story, hour",
            [*kept_values, *values],
        )
        rows = cursor.fetchall()
    for story, hour, was, now in rows:
        yield HourDifference(story, hour if isinstance(hour, datetime) else moment(hour), was, now)
