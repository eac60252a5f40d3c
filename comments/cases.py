"""Cases: what waits on the desk for a moderator, one open at most for each comment."""

from datetime import datetime

from django.utils import timezone

from comments import copies
from comments.models import Case, Comment
from comments.rules import Rule
from newsroom.accounts.models import User

# The slots of `urgency`, each wide enough that a lower one never reaches into the next.
_SCORE = 2**32
_MOST_SCORE = 15
_REPORTS = _SCORE * 16
_MOST_REPORTS = 2**23 - 1
_THREAT = _REPORTS * 2**23

# One statement, so that two who open a case at once share it. Everything in `urgency` adds up:
# what a later reason brings is added to what is there.
_OPEN = f"""
INSERT INTO comments_case AS old (comment_id, story_id, section_id, rule, reason, text_key, is_held,
    hidden, is_escalated, reports, report_weight, urgency, opened_at)
VALUES (%(comment)s, %(story)s, %(section)s, %(rule)s, %(reason)s, %(text_key)s, %(held)s,
    false, false, %(reports)s, %(weight)s, %(urgency)s, %(now)s)
ON CONFLICT (comment_id) WHERE closed_at IS NULL DO UPDATE SET
    rule = CASE WHEN excluded.rule = '{Rule.THREAT}' OR old.rule = ''
        THEN excluded.rule ELSE old.rule END,
    reason = CASE WHEN excluded.rule = '{Rule.THREAT}' OR old.reason = ''
        THEN excluded.reason ELSE old.reason END,
    text_key = excluded.text_key,
    is_held = old.is_held OR excluded.is_held,
    reports = old.reports + excluded.reports,
    report_weight = old.report_weight + excluded.report_weight,
    urgency = old.urgency + excluded.report_weight * {_REPORTS} + CASE
        WHEN excluded.rule = '{Rule.THREAT}' AND old.rule <> '{Rule.THREAT}'
        THEN {_THREAT} ELSE 0 END
RETURNING *
"""  # noqa: S608 - only constants are put in # nosec B608


def open_case(
    comment: Comment,
    *,
    rule: str,
    reason: str,
    held: bool = False,
    report_weight: int = 0,
    score: int = 0,
) -> Case:
    """The comment's open case, opened if there is none. One query; needs `comment.story` loaded.

    In: the rule's code, a short machine code as the reason; `held` if nobody sees the comment until
    it is decided; the weight of the report that is being filed (0: it is no report). A case that is
    open keeps its rule and reason, unless a threat comes to it.
    """
    now = timezone.now()
    values = {
        "comment": comment.pk,
        "story": comment.story_id,
        "section": comment.story.section_id,
        "rule": rule,
        "reason": reason[:60],
        "text_key": copies.key(comment.body),
        "held": held,
        "reports": int(report_weight > 0),
        "weight": report_weight,
        "urgency": urgency(rule, report_weight, score, now),
        "now": now,
    }
    (case,) = Case.objects.raw(_OPEN, values)
    return case


def urgency(rule: str, report_weight: int, score: int, opened_at: datetime) -> int:
    """How urgent a case is, as one number: the larger, the sooner it is read.

    The order is DESIGN section 8's: a threat before all; then the reports' weight (hundredths of an
    ordinary reader's); then `score`, how many of the screening's checks spoke (at most 15); then
    the older case. A difference in one outweighs everything after it.
    """
    threat = _THREAT if rule == Rule.THREAT else 0
    reports = min(report_weight, _MOST_REPORTS) * _REPORTS
    younger = _SCORE - 1 - min(int(opened_at.timestamp()), _SCORE - 1)
    return threat + reports + min(score, _MOST_SCORE) * _SCORE + younger


def close(case: Case, by: User) -> bool:
    """Closes the case as decided by this moderator; False where somebody was first. One query.

    Handing it to an editor meanwhile counts as being first.
    """
    open_ones = Case.objects.filter(pk=case.pk, closed_at=None, is_escalated=case.is_escalated)
    return bool(open_ones.update(closed_at=timezone.now(), closed_by=by))


def drop(comment: Comment) -> None:
    """Closes the comment's open case, if there is one, without a moderator. One query."""
    Case.objects.filter(comment=comment, closed_at=None).update(closed_at=timezone.now())
