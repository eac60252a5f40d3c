"""The moderator's work: decide a case, hand it on, take a decision back.

Every verb locks the comment first and its case second, as `submission` does, so that two who reach
for one comment wait for each other and never for both. Decision, status, counters and notices are
one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField
from django.utils import timezone

from comments import cases, notices, reports, sanctions, second_reads, submission
from comments.house import rule as house_rule
from comments.house import wording
from comments.judging import names_in
from comments.models import Act, Case, Comment, Decision, Revision, Status
from comments.models.finding import said_of
from comments.rules import Rule
from comments.screening import lower_letters
from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot

# A removal names one of these (DESIGN section 8: six radios); the other two rules are invitations.
REMOVABLE_UNDER = (Rule.CLEAN, Rule.CAPS, Rule.THREAT, Rule.TRUTH, Rule.NICE, Rule.OTHER)
# DESIGN section 8: after that, the decision log.
UNDO_FOR = timedelta(minutes=10)
# A case is closed and its decision recorded in one transaction; a pick closes none.
_SAME_TRANSACTION = timedelta(minutes=1)
_OUTCOMES = {
    Act.PUBLISH: Status.PUBLISHED,
    Act.LOWER: Status.PUBLISHED,
    Act.PICK: Status.PUBLISHED,
    Act.REMOVE: Status.REMOVED,
}
_TOUCHED = ("body", "picked_at", "kept_at")
_to_decide = Prepared(
    lambda: (
        Case.objects.select_related("comment__author", "comment__parent", "comment__story__section")
        .select_for_update(of=("comment",))
        .annotate(said=said_of("comment"))
        .filter(pk=Slot("pk", BigIntegerField()))
    )
)


class AlreadyDecided(Exception):  # noqa: N818 - it tells what happened, like Http404
    """Somebody else was first; nothing was overwritten. `decision` says who, what and when."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__("The case was decided already.")
        self.decision = decision


class ChangedMeanwhile(Exception):  # noqa: N818
    """The text is not the one that the moderator has read."""


class RuleMissing(ValueError):  # noqa: N818
    """A removal without one of the rules that a comment can break."""


class TooLate(Exception):  # noqa: N818
    """A decision that cannot be taken back: ten minutes are over, or something came after it."""


def version_of(comment: Comment) -> str:
    """What a form carries along to say which text its moderator has read."""
    return comment.edited_at.isoformat() if comment.edited_at else ""


@transaction.atomic
def decide(
    case: Case,
    moderator: User,
    act: Act,
    *,
    rule: str = "",
    reply: str = "",
    seen: str | None = None,
    pause_days: int = 0,
) -> Decision:
    """Publishes, lowers, picks or removes the comment of an open case, and closes it.

    In: for a removal a rule and the words to the author, and how long to pause them if at all;
    `seen` as `version_of` gave it, None where nobody read a page. Raises AlreadyDecided,
    ChangedMeanwhile, RuleMissing, and PermissionDenied for an escalated case that is for editors.
    At most twelve queries, one more for reporters who want to know, and one where it is drawn to
    be read again.
    """
    if act is Act.REMOVE and rule not in REMOVABLE_UNDER:
        raise RuleMissing
    current = _taken_up(case, moderator, seen)
    if not cases.close(current, moderator):
        raise AlreadyDecided(_latest(current.comment))
    comment, before = current.comment, Status(current.comment.status)
    _apply(comment, act, rule if act is Act.REMOVE else "")
    decision = record(comment, moderator, act, before, rule=rule, reason=reply, said=_said(current))
    if pause_days and comment.author:
        sanctions.pause(comment.author, moderator, pause_days, rule=rule, decision=decision)
    if current.reports:
        reports.settle(comment, act is Act.REMOVE, decision)
    notices.of_decision(decision)
    second_reads.draw(decision)
    return decision


@transaction.atomic
def hand_over(case: Case, moderator: User, note: str = "", seen: str | None = None) -> Decision:
    """Hands an open case to an editor; it stays open. Raises as `decide` does."""
    current = _taken_up(case, moderator, seen)
    still_here = Case.objects.filter(pk=case.pk, closed_at=None, is_escalated=False)
    if not still_here.update(is_escalated=True, taken_by=None, taken_at=None):
        raise AlreadyDecided(_latest(current.comment))
    before = Status(current.comment.status)
    return record(
        current.comment, moderator, Act.ESCALATE, before, reason=note, said=_said(current)
    )


def record(
    comment: Comment,
    moderator: User | None,
    act: Act,
    before: Status,
    *,
    rule: str = "",
    reason: str = "",
    undoes: Decision | None = None,
    said: Sequence[str] = (),
) -> Decision:
    """Adds the row that says what was done, with the rule's words now and what the screening said.

    `comment.status` is the state after it. One query, and one a second for the rules. Whoever
    changes a comment's state calls this in the same transaction.
    """
    named = house_rule(rule) if rule else None
    return Decision.objects.create(
        comment=comment,
        moderator=moderator,
        act=act,
        status_before=before,
        status_after=comment.status,
        rule=rule,
        rule_version=named.version if named else 0,
        rule_wording=wording(rule) if rule else "",
        reason=reason,
        screening={"findings": list(said)},
        undoes=undoes,
    )


@transaction.atomic
def undo(decision: Decision, moderator: User) -> Decision:
    """Takes one's own decision back within ten minutes: a further row; the case opens again.

    What was not mailed yet is never mailed. Raises TooLate.
    """
    comment = _locked(decision.comment_id)
    if not can_be_undone(decision, moderator) or _latest(comment) != decision:
        raise TooLate
    before = Status(comment.status)
    _take_back(comment, decision)
    _reopen(comment, decision)
    sanctions.lift_those_of(decision, moderator)
    row = record(comment, moderator, Act.UNDO, before, rule=decision.rule, undoes=decision)
    reports.unsettle(decision)
    notices.unsay(decision, row)
    return row


def may_decide(case: Case, person: User) -> bool:
    """Moderators decide; what they handed over is for editors."""
    return person.has_perm("comments.pick" if case.is_escalated else "comments.moderate")


def can_be_undone(decision: Decision, moderator: User, now: datetime | None = None) -> bool:
    """Whether this moderator may still take it back, as far as the row itself tells. No query."""
    own = decision.moderator_id == moderator.pk
    age = (now or timezone.now()) - decision.decided_at
    return own and decision.act in {*_OUTCOMES, Act.ESCALATE} and age <= UNDO_FOR


def _locked(comment_id: int) -> Comment:
    comments = Comment.objects.select_related("story", "author")
    return comments.select_for_update(of=("self",)).get(pk=comment_id)


def _latest(comment: Comment) -> Decision | None:
    decisions = Decision.objects.filter(comment=comment).select_related("moderator")
    return decisions.order_by("-id").first()


def _taken_up(case: Case, moderator: User, seen: str | None) -> Case:
    """The case with its comment locked; raises where it is not for this moderator to decide now.

    Only the comment is locked: whoever changes the case must ask for the state that was read here.
    """
    (current,) = _to_decide(pk=case.pk)
    if current.closed_at is not None:
        raise AlreadyDecided(_latest(current.comment))
    if not may_decide(current, moderator):
        raise PermissionDenied("This case is somebody else's.")
    if seen is not None and seen != version_of(current.comment):
        raise ChangedMeanwhile
    return current


def _said(current: Case) -> list[str]:
    return getattr(current, "said", None) or []


def _apply(comment: Comment, act: Act, removed_under: str) -> None:
    now = timezone.now()
    if act is Act.LOWER:
        Revision.objects.create(comment=comment, body=comment.body)
        comment.body = lower_letters(comment.body, names_in(comment.story))
    if act is Act.PICK:
        comment.picked_at = now
    comment.kept_at = None if act is Act.REMOVE else now
    submission.change_status(comment, _OUTCOMES[act], removed_under, also=_TOUCHED)


def _take_back(comment: Comment, decision: Decision) -> None:
    if decision.act == Act.LOWER:
        earlier = Revision.objects.filter(comment=comment).order_by("-id").first()
        comment.body = earlier.body if earlier else comment.body
    if decision.act == Act.PICK:
        comment.picked_at = None
    if decision.act != Act.ESCALATE:
        comment.kept_at = None
        submission.change_status(comment, Status(decision.status_before), also=_TOUCHED)


def _reopen(comment: Comment, decision: Decision) -> None:
    """Opens the case of the decision again, unless a newer one is open."""
    if decision.act == Act.ESCALATE:
        Case.objects.filter(comment=comment, closed_at=None).update(is_escalated=False)
        return
    newest = Case.objects.filter(comment=comment).order_by("-id").first()
    if newest is None or newest.closed_at is None:
        return
    if abs(newest.closed_at - decision.decided_at) < _SAME_TRANSACTION:
        newest.closed_at = newest.closed_by = None
        newest.save(update_fields=["closed_at", "closed_by"])
