"""Counts again what columns keep: the proof, on live data, that no writer has miscounted.

Each batch compares the kept number with the counted one in a single statement, and so in a single
moment: comments that arrive meanwhile are in both or in neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from articles.models import Story
from comments import hour_counting
from comments.hour_counting import HourDifference
from comments.models import Comment, Embed, Respect
from comments.threads import RESPECT_BITS

BATCH = 5000


@dataclass(frozen=True)
class Counter:
    """A kept number: the rows that have it, its field, and the expression that counts it."""

    rows: QuerySet[Any]
    field: str
    counted: Any


@dataclass(frozen=True)
class Difference:
    """A row whose kept number is not what is counted."""

    counter: Counter
    pk: int
    kept: int
    counted: int

    def __str__(self) -> str:
        model = self.counter.rows.model._meta.verbose_name
        return f"{model} {self.pk}: {self.counter.field} is {self.kept}, counted {self.counted}"

    @transaction.atomic
    def correct(self) -> None:
        """Writes what is counted now. Whoever counts up the same row waits, and then adds to it."""
        counter = self.counter
        counter.rows.model._default_manager.select_for_update().get(pk=self.pk)
        counter.rows.filter(pk=self.pk).update(**{counter.field: counter.counted})


def differences() -> Iterator[Difference | HourDifference]:
    """Every counter that is wrong now, read as it is asked for: memory holds one batch."""
    for counter in counters():
        yield from _differences(counter)
    yield from hour_counting.differences()


def counters() -> tuple[Counter, ...]:
    """All that is kept. Ranks come after the respect that they are made of."""
    roots = Comment.objects.filter(parent=None)
    published = Comment.objects.published().filter(story=OuterRef("pk"))
    embeds = Embed.objects.filter(story=OuterRef("pk"))
    replies = Comment.objects.filter(root=OuterRef("pk"))
    standing = Comment.objects.replies_in_place().filter(root=OuterRef("pk"))
    respects = Respect.objects.filter(comment=OuterRef("pk"))
    rank = Cast(F("respect_count"), models.BigIntegerField()) * 2**RESPECT_BITS + F("pk")
    return (
        Counter(Story.objects.all(), "comment_count", _of(published, "story", Count("pk"))),
        Counter(Story.objects.all(), "embedded", _of(embeds, "story", Count("pk"))),
        Counter(roots, "replies", _of(replies, "root", Max("reply_no"))),
        Counter(roots, "visible_replies", _of(standing, "root", Count("pk"))),
        Counter(Comment.objects.all(), "respect_count", _of(respects, "comment", Count("pk"))),
        Counter(roots, "rank", rank),
    )


def _of(rows: QuerySet[Any], group: str, aggregate: Any) -> Coalesce:
    """The aggregate over the rows that belong to the outer one; 0 where there are none."""
    grouped = rows.order_by().values(group).annotate(number=aggregate).values("number")
    return Coalesce(Subquery(grouped), 0)


def _differences(counter: Counter) -> Iterator[Difference]:
    after = 0
    while keys := _next_keys(counter, after):
        batch = counter.rows.filter(pk__gt=after, pk__lte=keys[-1]).annotate(
            counted_now=counter.counted
        )
        wrong = batch.exclude(**{counter.field: F("counted_now")}).order_by("pk")
        for pk, kept, counted in wrong.values_list("pk", counter.field, "counted_now"):
            yield Difference(counter, pk, kept, counted)
        after = keys[-1]


def _next_keys(counter: Counter, after: int) -> list[int]:
    keys = counter.rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    return list(keys[:BATCH])
