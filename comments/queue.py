"""Which cases a moderator sees, in which order: the most urgent first, twenty a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from comments.models import Act, Appeal, Case, Decision
from comments.rules import Rule

CARDS = 20
_RELATED = (
    "taken_by",
    "comment__author",
    "comment__parent__author",
    "comment__story__section",
)
_UNREAD = ("comment__story__body", "comment__story__brief", "comment__story__standfirst")
_UNREAD_BY_APPEAL = tuple(f"decision__{field}" for field in _UNREAD)
Row = TypeVar("Row", bound=Model)


class Tab(StrEnum):
    """The queues of DESIGN section 8."""

    OPEN = "open"
    REPORTED = "reported"
    HELD = "held"
    ESCALATED = "escalated"
    APPEALS = "appeals"
    DECIDED = "decided"


_SHOWN = {
    Tab.OPEN: Q(is_escalated=False),
    Tab.REPORTED: Q(is_escalated=False, reports__gt=0),
    Tab.HELD: Q(is_escalated=False, is_held=True),
    Tab.ESCALATED: Q(is_escalated=True),
}


@dataclass(frozen=True)
class Wanted:
    """What the address asks for. Whatever it does not understand it leaves out."""

    tab: Tab = Tab.OPEN
    rule: str = ""
    section: int = 0
    story: int = 0
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Wanted:
        tab, rule, after = query.get("tab", ""), query.get("rule", ""), query.get("after", "")
        return cls(
            tab=Tab(tab) if tab in set(Tab) else Tab.OPEN,
            rule=rule if rule in set(Rule) else "",
            section=_number(query.get("section", "")),
            story=_number(query.get("story", "")),
            after=after if _place(after) else "",
        )

    def query(self, **other: object) -> str:
        """The same as an address's query, with something else in places."""
        fields = {**self.__dict__, **other}
        return urlencode({name: str(value) for name, value in fields.items() if value})

    @property
    def is_filtered(self) -> bool:
        return bool(self.rule or self.section or self.story)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """At most twenty rows; `more` is the cursor of the next page, "" at the end."""

    rows: list[Row]
    more: str


def cases(wanted: Wanted) -> Page[Case]:
    """The open cases of a tab, most urgent first. One query, by an index whatever the number."""
    found = open_cases().filter(_SHOWN[wanted.tab])
    if wanted.rule:
        found = found.filter(rule=wanted.rule)
    if wanted.section:
        found = found.filter(section=wanted.section)
    if wanted.story:
        found = found.filter(story=wanted.story)
    if place := _place(wanted.after):
        urgency, pk = place
        found = found.filter(Q(urgency__lt=urgency) | Q(urgency=urgency, pk__gt=pk))
    return _page(found.order_by("-urgency", "id"), lambda case: f"{case.urgency}.{case.pk}")


def open_cases() -> QuerySet[Case]:
    """Open cases with all that a card says of them; `copies` counts those with the same text."""
    same = Case.objects.filter(closed_at=None, is_escalated=False, text_key=OuterRef("text_key"))
    counted = same.exclude(text_key="").order_by().values("text_key").annotate(n=Count("pk"))
    handed = Decision.objects.filter(comment=OuterRef("comment"), act=Act.ESCALATE)
    return (
        Case.objects.filter(closed_at=None)
        .select_related(*_RELATED)
        .defer(*_UNREAD)
        .annotate(
            copies=Coalesce(Subquery(counted.values("n")), 1),
            handed_because=Subquery(handed.order_by("-id").values("reason")[:1]),
        )
    )


def appeals(wanted: Wanted) -> Page[Appeal]:
    """The appeals that nobody has decided, the oldest first. One query."""
    found = Appeal.objects.filter(outcome=None).select_related(
        "author",
        "first_moderator",
        "decision__comment__author",
        "decision__comment__parent__author",
        "decision__comment__story__section",
    )
    if place := _place(wanted.after):
        found = found.filter(pk__gt=place[1])
    return _page(found.defer(*_UNREAD_BY_APPEAL).order_by("id"), lambda row: f"0.{row.pk}")


def decided(wanted: Wanted) -> Page[Decision]:
    """What moderators decided, newest first. One query."""
    found = Decision.objects.filter(moderator__isnull=False).select_related(
        "moderator", "comment__author", "comment__story__section"
    )
    if wanted.rule:
        found = found.filter(rule=wanted.rule)
    if place := _place(wanted.after):
        found = found.filter(pk__lt=place[1])
    return _page(found.defer(*_UNREAD).order_by("-id"), lambda row: f"0.{row.pk}")


def take(case: Case, moderator: Any) -> Case | None:
    """Takes a case for two minutes, so that colleagues see it; None unless it is open.

    Whoever has it keeps it: the answer's `taken_by` tells who. At most two queries.
    """
    now = timezone.now()
    free = Q(taken_by=None) | Q(taken_by=moderator) | Q(taken_at__lt=now - Case.TAKEN_FOR)
    Case.objects.filter(free, pk=case.pk, closed_at=None).update(taken_by=moderator, taken_at=now)
    return Case.objects.select_related("taken_by").filter(pk=case.pk, closed_at=None).first()


def _page(found: QuerySet[Row], cursor: Any) -> Page[Row]:
    rows = list(found[: CARDS + 1])
    more = cursor(rows[CARDS - 1]) if len(rows) > CARDS else ""
    return Page(rows[:CARDS], more)


def _place(after: str) -> tuple[int, int] | None:
    """The urgency and id behind a cursor, None for one that was never made here."""
    urgency, _, pk = after.partition(".")
    small = len(urgency) < 20 and len(pk) < 19 and after.isascii()
    if not (small and urgency.isdecimal() and pk.isdecimal() and int(urgency) < 2**63):
        return None
    return int(urgency), int(pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
