"""The public ledger: what was reported, held, removed and appealed, and how long it took.

A month that is over is counted once and kept; the running month is counted by indexes and kept for
five minutes. No figure needs to read the comments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from comments import agreement
from comments.models import Act, Case, Decision, LedgerMonth, Report

MONTHS = 24
# Second readings are few: a year of them together.
MONTHS_OF_AGREEMENT = 12
# Fewer than this could point at a person (a usual threshold for cells in public statistics).
SMALL = 5
_MEMO_SECONDS = 300
# An undo may still come for a decision of the month's last minutes.
_SETTLES = timedelta(hours=1)
_VERDICTS = (Act.HOLD, Act.PUBLISH, Act.REMOVE, Act.LOWER, Act.PICK)


@dataclass(frozen=True)
class Figures:
    """One month's counts; times in minutes, None where nothing was decided."""

    reports: int = 0
    held: int = 0
    removed: dict[str, int] = field(default_factory=dict)
    decided: int = 0
    by_machine: int = 0
    median: int | None = None
    ninetieth: int | None = None
    appeals: int = 0
    upheld: int = 0
    read_again: agreement.Counts = field(default_factory=dict)

    @property
    def machine_share(self) -> int | None:
        """Percent of all decisions, holds among them, that the machine took."""
        return round(100 * self.by_machine / self.decided) if self.decided >= SMALL else None

    @property
    def upheld_share(self) -> int | None:
        """Percent of the decided appeals in which the removal stood."""
        return round(100 * self.upheld / self.appeals) if self.appeals >= SMALL else None


@dataclass(frozen=True)
class Month:
    first_day: date
    figures: Figures
    is_running: bool


def months(now: datetime | None = None) -> list[Month]:
    """The running month and those before it, newest first, since the first decision or report."""
    today = timezone.localtime(now).date().replace(day=1)
    days = [_months_before(today, number) for number in range(MONTHS)]
    kept = {row.first_day: Figures(**row.figures) for row in LedgerMonth.objects.all()}
    begun = _first_month()
    found = [Month(today, _running(today), is_running=True)]
    for day in days[1:]:
        if begun is None or day < begun:
            break
        found.append(Month(day, kept.get(day) or _count_and_keep(day), is_running=False))
    return found


def agreements(shown: list[Month], rules: Iterable[str]) -> list[agreement.Agreement]:
    """How far second moderators agree over the newest of these months: by the rule that the first
    one removed under, in this order, and on what they kept. Empty where nothing was read again.
    """
    counted = [month.figures.read_again for month in shown[:MONTHS_OF_AGREEMENT]]
    return agreement.together(counted, [*rules, agreement.KEPT]) if any(counted) else []


def shown(count: int) -> str:
    """A count as the public sees it: small ones are not told."""
    return "fewer than 5" if 0 < count < SMALL else f"{count:,}"


def count(first_day: date) -> Figures:
    """Counts a month anew, as `between` does."""
    return between(_midnight(first_day), _midnight(_months_before(first_day, -1)))


def between(since: datetime, until: datetime) -> Figures:
    """Counts what happened from one moment to before another. Seven queries, each by an index on
    a time."""
    taken = Decision.objects.filter(decided_at__gte=since, decided_at__lt=until)
    standing = taken.filter(undone_by=None).order_by()
    removed = standing.filter(act=Act.REMOVE).values_list("rule").annotate(n=Count("pk"))
    waits = _waits(since, until)
    totals = standing.aggregate(
        held=Count("pk", filter=Q(act=Act.HOLD)),
        decided=Count("pk", filter=Q(act__in=_VERDICTS)),
        by_machine=Count("pk", filter=Q(act__in=_VERDICTS, moderator=None)),
        appeals=Count("pk", filter=Q(act__in=(Act.RESTORE, Act.UPHOLD))),
        upheld=Count("pk", filter=Q(act=Act.UPHOLD)),
    )
    return Figures(
        reports=Report.objects.filter(made_at__gte=since, made_at__lt=until).count(),
        removed=dict(removed),
        median=_percentile(waits, 50),
        ninetieth=_percentile(waits, 90),
        read_again=agreement.count(since, until),
        **totals,
    )


def _running(first_day: date) -> Figures:
    found: Figures | None = cache.get("ledger")
    if found is None:
        found = count(first_day)
        cache.set("ledger", found, _MEMO_SECONDS)
    return found


def _count_and_keep(first_day: date) -> Figures:
    figures = count(first_day)
    if timezone.now() > _midnight(_months_before(first_day, -1)) + _SETTLES:
        row = {"figures": asdict(figures)}
        LedgerMonth.objects.get_or_create(first_day=first_day, defaults=row)
    return figures


def _waits(since: datetime, until: datetime) -> list[int]:
    """Minutes from opening to closing of the cases that a moderator closed, shortest first."""
    closed: QuerySet[Case] = Case.objects.filter(closed_at__gte=since, closed_at__lt=until)
    times = closed.filter(closed_by__isnull=False).values_list("opened_at", "closed_at")
    return sorted(int((done - opened).total_seconds() // 60) for opened, done in times if done)


def _percentile(ordered: list[int], percent: int) -> int | None:
    """The smallest value that this share does not exceed (nearest rank)."""
    if len(ordered) < SMALL:
        return None
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def _first_month() -> date | None:
    """When anything was first decided or reported. Two queries."""
    decided = Decision.objects.order_by("decided_at").values_list("decided_at", flat=True).first()
    made = Report.objects.order_by("made_at").values_list("made_at", flat=True).first()
    first = min((moment for moment in (decided, made) if moment), default=None)
    return timezone.localtime(first).date().replace(day=1) if first else None


def _months_before(first_day: date, number: int) -> date:
    index = first_day.year * 12 + first_day.month - 1 - number
    return date(index // 12, index % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
