"""Readers' reports: filed once each, weighed by what became of the reporter's earlier ones.

Reports never decide anything. Enough of them, by enough people, hide a comment until a moderator
has looked at it; nothing but a moderator's decision closes them.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, Count, Q

from comments import cases, notices, submission
from comments.models import Case, Comment, Decision, Report, ReportOutcome, Status
from newsroom.accounts.models import User
from newsroom.insertion import insert
from newsroom.prepared import Prepared, Slot

ORDINARY = 100
_locked = Prepared(
    lambda: Comment.objects.select_for_update().filter(pk=Slot("pk", BigIntegerField()))
)
_outcomes = Prepared(
    lambda: (
        Report.objects.filter(reporter=Slot("reporter", BigIntegerField()))
        .order_by()
        .values("reporter")
        .annotate(
            upheld=Count("pk", filter=Q(outcome=ReportOutcome.UPHELD)),
            dismissed=Count("pk", filter=Q(outcome=ReportOutcome.DISMISSED)),
        )
        .values_list("upheld", "dismissed")
    )
)


@dataclass(frozen=True)
class Filed:
    """The report, and whether it is new: one who has reported a comment gets their first one."""

    report: Report
    is_new: bool


@dataclass(frozen=True)
class Record:
    """What became of a reporter's earlier reports."""

    upheld: int = 0
    dismissed: int = 0

    @property
    def weight(self) -> int:
        """In hundredths of an ordinary reader's report: 100 for somebody without a record, nearly
        200 for one who is always right, nearly 0 for one who never is.

        Laplace's rule of succession, doubled: one report more of either kind is imagined, so that
        a single outcome says little. That the doubled share is the weight is our own choice.
        """
        return max(1, 2 * ORDINARY * (self.upheld + 1) // (self.upheld + self.dismissed + 2))


def file_report(
    comment: Comment, by: User | str, *, rule: str, note: str = "", wants_outcome: bool = False
) -> Filed:
    """Files a report by a reader, or by somebody without an account, known by a keyed hash.

    Needs `comment.story` loaded. Raises PermissionDenied for one's own comment and for one that
    nobody sees any more. At most four queries, and eight more for the one report that hides the
    comment; whatever the thread.
    """
    reporter = by if isinstance(by, User) else None
    if reporter and reporter.pk == comment.author_id:
        raise PermissionDenied("One reports what others wrote.")
    report = Report(
        comment=comment,
        reporter=reporter,
        stranger_key="" if reporter else str(by),
        rule=rule,
        note=note,
        wants_outcome=wants_outcome and reporter is not None,
        weight=record_of(reporter).weight if reporter else settings.REPORT_WEIGHT_OF_A_STRANGER,
    )
    try:
        _store(report)
    except IntegrityError:
        # Sent twice, or reported before.
        return Filed(Report.objects.get(_by(by), comment=comment), is_new=False)
    return Filed(report, is_new=True)


def earlier(comment: Comment, by: User | str) -> Report | None:
    """The report that this person filed on the comment before. One query."""
    return Report.objects.filter(_by(by), comment=comment).first()


def record_of(reporter: User) -> Record:
    """The reporter's record. One query."""
    counted = _outcomes.rows(reporter=reporter.pk)
    return Record(*counted[0]) if counted else Record()


def settle(comment: Comment, removed: bool, decision: Decision) -> None:
    """Closes the open reports with the decision's time, and tells those who wanted to know.

    At most three queries, in the decision's transaction.
    """
    open_ones = Report.objects.filter(comment=comment, closed_at=None)
    curious = open_ones.filter(wants_outcome=True).exclude(reporter=None)
    people = list(curious.values_list("reporter_id", flat=True))
    outcome = ReportOutcome.UPHELD if removed else ReportOutcome.DISMISSED
    open_ones.update(outcome=outcome, closed_at=decision.decided_at)
    notices.of_outcome(decision, [person for person in people if person])


def unsettle(decision: Decision) -> None:
    """Opens the reports again that this decision had closed: it is taken back. One query."""
    closed = Report.objects.filter(comment_id=decision.comment_id, closed_at=decision.decided_at)
    closed.update(outcome=ReportOutcome.OPEN, closed_at=None)


def _by(person: User | str) -> Q:
    if isinstance(person, User):
        return Q(reporter=person)
    return Q(reporter=None, stranger_key=person)


@transaction.atomic
def _store(report: Report) -> None:
    """The report and its case; the comment is locked first, as everybody does who changes both."""
    (locked,) = _locked(pk=report.comment_id)
    if locked.status not in (Status.PUBLISHED, Status.HELD):
        raise PermissionDenied("There is nothing left to report.")
    insert(report)
    case = cases.open_case(
        report.comment, rule=report.rule, reason="reported", report_weight=report.weight
    )
    if _can_hide(report.comment, case) and _is_enough(locked):
        submission.hide(locked, case.rule)
        Case.objects.filter(pk=case.pk).update(hidden=True, is_held=True)


def _can_hide(comment: Comment, case: Case) -> bool:
    """Whether it is worth asking who reported it. Never the newsroom's own words."""
    by_staff = comment.author is not None and comment.author.is_staff
    return not by_staff and case.reports >= settings.REPORTERS_TO_HIDE


def _is_enough(locked: Comment) -> bool:
    """Whether readers with a verified e-mail, distinct and heavy enough together, reported it.

    Strangers' reports weigh in the queue, but not here; nor does any report of a text that a
    moderator has read and kept.
    """
    if locked.status != Status.PUBLISHED or locked.kept_at is not None:
        return False
    verified = Report.objects.filter(
        comment=locked,
        closed_at=None,
        reporter__is_active=True,
        reporter__emailaddress__verified=True,
    )
    weights = dict(verified.values_list("reporter", "weight"))
    return (
        len(weights) >= settings.REPORTERS_TO_HIDE
        and sum(weights.values()) >= settings.REPORT_WEIGHT_TO_HIDE
    )
