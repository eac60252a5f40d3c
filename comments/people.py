"""What is known of a person: what became of their comments and of their reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.db.models.expressions import RawSQL

from comments.models import Comment, Measure, Report, ReportOutcome, Sanction, StaffNote, Status
from newsroom.accounts.models import User


@dataclass
class Standing:
    """What is known of a person: what became of their comments and of their reports.

    `published` stops at 100.
    """

    published: int = 0
    removed: dict[str, int] = field(default_factory=dict)
    sanctions: list[str] = field(default_factory=list)
    notes: int = 0
    upheld: int = 0
    dismissed: int = 0

    @property
    def removals(self) -> int:
        return sum(self.removed.values())

    @property
    def removed_under(self) -> list[tuple[str, int]]:
        return sorted(self.removed.items(), key=lambda one: -one[1])


def standings(
    authors: Iterable[int | None], reporters: Iterable[int | None] = ()
) -> dict[int, Standing]:
    """What is known of these people, by their ids. One query, bounded by their own rows."""
    known: dict[int, Standing] = defaultdict(Standing)
    who = {person for person in authors if person}
    told = {person for person in reporters if person}
    if not who | told:
        return {}
    for person, kind, label, rule, n in _facts(who, told):
        _note(known[person], kind, label, rule, n)
    return dict(known)


# Somebody's thousandth comment says no more about them than their hundredth.
_FEW = f"""
(SELECT COUNT(*) FROM (SELECT 1 FROM comments_comment AS own WHERE own.author_id = accounts_user.id
    AND own.status = '{Status.PUBLISHED}' LIMIT 100) AS few)
"""  # noqa: S608 # nosec B608 - only constants are put in


def _facts(authors: set[int], reporters: set[int]) -> Iterable[tuple[Any, ...]]:
    """Rows of (person, what, which, rule, how many), from four tables at once."""

    def text(value: str) -> Value:
        return Value(value, output_field=CharField())

    def counted(rows: QuerySet[Any], person: str, kind: str, which: str, rule: str) -> Any:
        """The rows by person, which and rule ("" where there is none), and how many."""
        fields = [name for name in (person, which, rule) if name]
        grouped = rows.order_by().values(*fields).annotate(n=Count("pk"))
        return grouped.values_list(person, text(kind), which or text(""), rule or text(""), "n")

    few = RawSQL(_FEW, ())  # noqa: S611 # nosec B611 - a constant
    published = User.objects.filter(pk__in=authors).order_by()
    closed = Report.objects.exclude(outcome=ReportOutcome.OPEN)
    running = Sanction.objects.in_force()
    removed = Comment.objects.filter(author__in=authors, status=Status.REMOVED)
    found: Iterable[tuple[Any, ...]] = counted(
        removed, "author", "comment", "status", "removed_under"
    ).union(
        published.values_list("pk", text("comment"), text(Status.PUBLISHED), text(""), few),
        counted(closed.filter(reporter__in=reporters), "reporter", "report", "outcome", ""),
        counted(StaffNote.objects.filter(person__in=authors), "person", "note", "", ""),
        counted(running.filter(person__in=authors), "person", "sanction", "measure", "rule"),
        all=True,
    )
    return found


def _note(known: Standing, kind: str, label: str, rule: str, n: int) -> None:
    if kind == "comment" and label == Status.PUBLISHED:
        known.published += n
    elif kind == "comment" and label == Status.REMOVED:
        known.removed[rule] = known.removed.get(rule, 0) + n
    elif kind == "note":
        known.notes = n
    elif kind == "sanction":
        known.sanctions.append(str(Measure(label).label))
    elif kind == "report" and label == ReportOutcome.UPHELD:
        known.upheld = n
    elif kind == "report":
        known.dismissed = n
