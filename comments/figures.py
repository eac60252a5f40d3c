"""What stands around the queue: how much waits, who is at the desk, what one decided last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from comments import second_reads
from comments.models import Act, Decision
from newsroom.accounts.models import User

# Counting stops here: "99+" tells a moderator as much as 4,812 does, and costs the same always.
MOST = 99
_LAST = 5
_COUNTED = (
    "open",
    "reported",
    "held",
    "escalated",
    "appeals",
    "decided",
    "by_you",
    "removed_by_you",
    "read_again",
)
_OPEN = "closed_at IS NULL"
_MINE = "closed_at IS NULL AND NOT is_escalated"


@dataclass(frozen=True)
class Figures:
    """Counts, each at most `MOST` + 1; `oldest` is when the longest waiting case was opened."""

    open: int
    reported: int
    held: int
    escalated: int
    appeals: int
    decided: int
    by_you: int
    removed_by_you: int
    read_again: int
    oldest: datetime | None

    @property
    def minutes(self) -> int:
        """How long the oldest has waited."""
        return int((timezone.now() - self.oldest).total_seconds() // 60) if self.oldest else 0


def figures(moderator: User) -> Figures:
    """All the counts in one query, none of which reads more than a hundred rows of an index."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    cases, decided = "comments_case", "comments_decision"
    waiting = second_reads.waiting(moderator).order_by().values("pk")[: MOST + 1]
    to_read, those_to_read = waiting.query.sql_with_params()
    counts = [
        _count(cases, _MINE),
        _count(cases, f"{_MINE} AND reports > 0"),
        _count(cases, f"{_MINE} AND is_held"),
        _count(cases, f"{_OPEN} AND is_escalated"),
        _count("comments_appeal", "outcome_id IS NULL"),
        _count(decided, "decided_at >= %s AND moderator_id IS NOT NULL"),
        _count(decided, "moderator_id = %s AND decided_at >= %s"),
        _count(decided, f"moderator_id = %s AND decided_at >= %s AND act = '{Act.REMOVE}'"),
        f"(SELECT COUNT(*) FROM ({to_read}) AS few)",  # noqa: S608 - made by Django # nosec B608
        f"(SELECT MIN(opened_at) FROM {cases} WHERE {_MINE})",  # noqa: S608 - constants # nosec B608
    ]
    with connection.cursor() as cursor:
        given = [today, moderator.pk, today, moderator.pk, today, *those_to_read]
        cursor.execute(f"SELECT {', '.join(counts)}", given)
        *numbers, oldest = cursor.fetchone()
    return Figures(**dict(zip(_COUNTED, numbers, strict=True)), oldest=_moment(oldest))


def last_decisions(moderator: User) -> list[Decision]:
    """The moderator's last five that stand, newest first. One query."""
    undone = Exists(Decision.objects.filter(undoes=OuterRef("pk")))
    own = Decision.objects.filter(~undone, moderator=moderator).exclude(act=Act.UNDO)
    return list(own.select_related("comment__author").order_by("-decided_at")[:_LAST])


def _count(table: str, where: str) -> str:
    few = f"{table} WHERE {where} LIMIT {MOST + 1}"
    return f"(SELECT COUNT(*) FROM (SELECT 1 FROM {few}) AS few)"  # noqa: S608 # nosec B608


def _moment(stored: object) -> datetime | None:
    """SQLite hands a time out as text, in UTC."""
    if isinstance(stored, str):
        stored = parse_datetime(stored)
    if not isinstance(stored, datetime):
        return None
    return stored if stored.tzinfo else timezone.make_aware(stored, timezone.get_fixed_timezone(0))
