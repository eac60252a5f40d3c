"""What the author of a held comment is told: which rule, the usual wait, what comes next."""

from statistics import median

from django.db.models import OuterRef, Subquery

from comments.house import rule
from comments.models import Act, Comment, Decision
from comments.shifts import is_staffed
from newsroom.memo import for_a_second

# Enough decisions to know the usual wait by; fewer say nothing.
MEASURED = 50
FEWEST = 5
_HOLDS = Decision.objects.filter(comment=OuterRef("pk"), act=Act.HOLD).order_by("-id")
# Why each is held, without a query of its own: for `annotate`.
WHY = {
    "held_under": Subquery(_HOLDS.values("rule")[:1]),
    "held_because": Subquery(_HOLDS.values("reason")[:1]),
}


def explanation(comment: Comment) -> str:
    """One to three sentences. At most one query a second where the comment was loaded with `WHY`,
    and one more where it was not.
    """
    if comment.in_place:
        seen = "Several readers reported it. " if getattr(comment, "is_reported", False) else ""
        return f"{seen}{usual_wait()} We’ll email you what they decide."
    return f"{_why(comment)}{usual_wait()} We’ll email you when it appears."


@for_a_second
def usual_wait() -> str:
    """The median wait of the last decisions, in words; "" until there are some. One query."""
    decided = Decision.objects.filter(moderator__isnull=False, status_before="held")
    latest = decided.order_by("-id").values_list("decided_at", "comment__posted_at")[:MEASURED]
    waits = [(decided_at - posted_at).total_seconds() / 60 for decided_at, posted_at in latest]
    if len(waits) < FEWEST:
        return "A moderator reads it as soon as one is at the desk."
    minutes = max(1, round(median(waits)))
    if minutes >= 120:
        return f"Most are read within {round(minutes / 60)} hours."
    return f"Most are read within {minutes} minute{'' if minutes == 1 else 's'}."


def desk_hours(staffed: bool | None = None) -> str:
    """Whether a moderator is there to read what has to wait. At most one query a second, none
    where it is known already.
    """
    if is_staffed() if staffed is None else staffed:
        return "A moderator may read it before it appears."
    return "No moderator is at the desk now: what needs one waits until somebody is."


def _why(comment: Comment) -> str:
    """The rule that it was held under; never the words that triggered it."""
    if not hasattr(comment, "held_because"):
        comment = Comment.objects.annotate(**WHY).get(pk=comment.pk)
    if comment.held_because == "new":  # type: ignore[attr-defined]
        return "A moderator reads everybody’s first comments. "
    named = rule(comment.held_under or "")  # type: ignore[attr-defined]
    return f"It may touch the rule “{named.title.rstrip('.')}”. " if named else ""
