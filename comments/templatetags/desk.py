"""What the desk's templates ask for."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils import timezone

from comments import questions
from comments.desk import can_be_undone, version_of
from comments.figures import MOST
from comments.house import short
from comments.models import Comment, Decision, SavedReply
from comments.queue import Wanted
from comments.text import as_shown
from newsroom.accounts.models import User

register = template.Library()


@register.filter
def rule_name(code: str) -> str:
    """A rule's name in a list of reasons."""
    return short(code)


@register.filter
def is_asked(person: User) -> bool:
    """Whether readers' questions come to this person. At most three queries."""
    return questions.takes_part(person)


@register.filter
def as_seen(comment: Comment) -> str:
    """Which text a form's moderator has read."""
    return version_of(comment)


@register.filter
def plain(text: str) -> str:
    """A stretch of a comment without what could disturb its surroundings on screen."""
    return as_shown(text)


@register.filter
def one_line(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


@register.filter
def ago(moment: datetime | None) -> str:
    """“4 min”, “3 h”, “2 days”: how long something has waited."""
    if moment is None:
        return ""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 120:
        return f"{max(minutes, 0)} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"


@register.filter
def can_be_undone_by(decision: Decision, moderator: User) -> bool:
    """Whether the moderator may still take it back."""
    return can_be_undone(decision, moderator)


@register.filter
def onward(wanted: Wanted, cursor: str) -> str:
    """The address's query for the next page."""
    return wanted.query(after=cursor)


@register.filter
def as_data(replies: Iterable[SavedReply]) -> list[dict[str, object]]:
    """Saved replies for a script."""
    return [
        {"id": str(one.pk), "rule": one.rule, "isRepeat": one.is_repeat, "text": one.text}
        for one in replies
    ]


@register.filter
def few(count: int) -> str:
    """A count that stopped at 100."""
    return "99+" if count > MOST else str(count)
