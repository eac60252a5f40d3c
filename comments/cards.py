"""What one card answers: why it is here, what it says, who wrote it, what speaks for and against.

Everything that twenty cards need is asked for in three queries, whatever is on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from comments.models import Case, Comment, Finding, Report, Status
from comments.people import Standing, standings
from comments.rules import Rule

LATE = timedelta(minutes=30)
# A comment that hundreds report is read once; these speak for all of them.
REPORTS_SHOWN = 6
_REPORTS_READ = 400
# What these checks found is no rule that the text breaks.
_ABOUT_THE_AUTHOR = ("author", "rate")


@dataclass(frozen=True)
class Piece:
    """A stretch of a comment's text, marked or not."""

    text: str
    marked: bool


@dataclass
class Card:
    """A case with everything that a decision needs."""

    case: Case
    author: Standing
    reports: list[tuple[Report, Standing]]
    findings: list[Finding]

    @property
    def comment(self) -> Comment:
        return self.case.comment

    @property
    def pieces(self) -> list[Piece]:
        return marked(self.comment.body, self.findings)

    @property
    def is_late(self) -> bool:
        return timezone.now() - self.case.opened_at > LATE

    @property
    def minutes(self) -> int:
        return int((timezone.now() - self.case.opened_at).total_seconds() // 60)

    @property
    def shown_reports(self) -> list[tuple[Report, Standing]]:
        return self.reports[:REPORTS_SHOWN]

    @property
    def reported_rules(self) -> list[tuple[str, int]]:
        """How many reports name each rule, the most named first."""
        counted: dict[str, int] = defaultdict(int)
        for report, _ in self.reports:
            counted[report.rule] += 1
        return sorted(counted.items(), key=lambda one: -one[1])

    @property
    def rules(self) -> list[str]:
        """The rules that the text may break, a threat first: what found or reported them."""
        found = [one.rule for one in self.findings if one.check_name not in _ABOUT_THE_AUTHOR]
        named = dict.fromkeys([*found, *(rule for rule, _ in self.reported_rules)])
        return sorted(named, key=lambda rule: rule != Rule.THREAT)

    @property
    def hints(self) -> list[Finding]:
        """What the checks said, each thing once."""
        return list({(one.check_name, one.rule, one.reason): one for one in self.findings}.values())

    @property
    def is_public(self) -> bool:
        return self.comment.status == Status.PUBLISHED

    @property
    def is_shouted(self) -> bool:
        return any(found.rule == "caps" for found in self.findings) or self.case.rule == "caps"

    @property
    def taken_by(self) -> str:
        """Who is reading this, while they are."""
        case = self.case
        if case.taken_by is None or case.taken_at is None:
            return ""
        return case.taken_by.name if timezone.now() - case.taken_at < Case.TAKEN_FOR else ""


def cards(cases: Sequence[Case]) -> list[Card]:
    """The cards of these cases, in their order. Three queries."""
    comments = [case.comment for case in cases]
    reports = _reports(comments)
    findings = _findings(comments)
    filed = [report for some in reports.values() for report in some]
    known = standings(
        (comment.author_id for comment in comments), (report.reporter_id for report in filed)
    )
    nobody = Standing()
    return [
        Card(
            case,
            known.get(case.comment.author_id or 0, nobody),
            [(one, known.get(one.reporter_id or 0, nobody)) for one in reports[case.comment_id]],
            findings[case.comment_id],
        )
        for case in cases
    ]


def marked(text: str, findings: Iterable[Finding]) -> list[Piece]:
    """The text in pieces, those marked that a finding points at. Joined they are the text."""
    return pieces(text, ((start, end) for found in findings for start, end in found.spans))


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """The text in pieces, those marked that lie in a span. Joined they are the text."""
    hit = [False] * len(text)
    for start, end in spans:
        start, end = max(0, start), min(end, len(text))
        hit[start:end] = [True] * max(0, end - start)
    found: list[Piece] = []
    at = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or hit[index] != hit[at]:
            found.append(Piece(text[at:index], hit[at]))
            at = index
    return found


def _reports(comments: Sequence[Comment]) -> dict[int, list[Report]]:
    found = Report.objects.filter(comment__in=comments, closed_at=None)
    by_comment: dict[int, list[Report]] = defaultdict(list)
    for report in found.select_related("reporter").order_by("-weight", "id")[:_REPORTS_READ]:
        by_comment[report.comment_id].append(report)
    return by_comment


def _findings(comments: Sequence[Comment]) -> dict[int, list[Finding]]:
    """Those of the text as it stands: an edit was judged anew."""
    edited = {comment.pk: comment.edited_at for comment in comments}
    by_comment: dict[int, list[Finding]] = defaultdict(list)
    for found in Finding.objects.filter(comment__in=comments):
        since = edited[found.comment_id]
        if since is None or found.found_at >= since:
            by_comment[found.comment_id].append(found)
    return by_comment
