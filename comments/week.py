"""This week in the comments: what the front page tells of the last seven days.

Counted in the background and kept in one row, so that no reader waits for it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db.models import Sum
from django.utils import timezone

from comments import ledger
from comments.models import LedgerWeek, TalkHour
from comments.placing import hour_of
from newsroom.memo import for_a_second

DAYS = timedelta(days=7)
# Where nothing counts any more (no worker runs), an old week is not told as this one.
LASTS = timedelta(days=1)


@dataclass(frozen=True)
class Week:
    """Seven days: comments that readers see, removals, appeals decided and how many of them put a
    comment back, and minutes until half of the cases were decided (None where too few were)."""

    posted: int
    removed: int
    appeals: int
    restored: int
    median: int | None


def count(now: datetime | None = None) -> Week:
    """Counts the week anew, by indexes on times, and keeps it. At most nine queries."""
    now = now or timezone.now()
    since = now - DAYS
    talk = TalkHour.objects.filter(hour__gte=hour_of(since), hour__lte=now)
    figures = ledger.between(since, now)
    week = Week(
        posted=talk.aggregate(all=Sum("comments"))["all"] or 0,
        removed=sum(figures.removed.values()),
        appeals=figures.appeals,
        restored=figures.appeals - figures.upheld,
        median=figures.median,
    )
    LedgerWeek._default_manager.update_or_create(
        pk=1, defaults={"figures": asdict(week), "counted_at": now}
    )
    return week


@for_a_second
def this_week() -> Week | None:
    """The week as it was counted last; None where nothing happened in it, or nothing counts. At
    most one query a second."""
    row = LedgerWeek._default_manager.filter(counted_at__gt=timezone.now() - LASTS).first()
    week = Week(**row.figures) if row else None
    return week if week and (week.posted or week.removed or week.appeals) else None
