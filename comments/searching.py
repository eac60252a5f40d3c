"""Finding comments in any state: by word, author, story, rule and time.

There is no index of words here: what readers may see changes too often to keep one, and moderators
look for what is recent. A search reads at most the newest `READ` comments of the person, of the
story or of all, and says so; a later page reads on from where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from comments.models import Comment, Status
from newsroom.accounts.models import User
from newsroom.accounts.names import name_key

ROWS = 30
READ = 50_000


@dataclass(frozen=True)
class Asked:
    """The fields of the form; what is empty asks nothing. Days are the newsroom's."""

    word: str = ""
    author: str = ""
    story: int = 0
    rule: str = ""
    status: str = ""
    since: date | None = None
    until: date | None = None
    before: int = 0


@dataclass(frozen=True)
class Found:
    """Comments, newest first, and the id to go on before (0 at the end)."""

    comments: list[Comment]
    more: int


def find(asked: Asked) -> Found:
    """One page of comments. At most two queries, of which none reads more than `READ` comments."""
    newest = _indexed(asked).order_by("-id").values("pk")[:READ]
    found = _judged(asked, Comment.objects.filter(pk__in=newest))
    related = found.select_related("author", "story__section", "parent").defer("story__body")
    rows = list(related.order_by("-id")[: ROWS + 1])
    return Found(rows[:ROWS], rows[ROWS - 1].pk if len(rows) > ROWS else 0)


def _indexed(asked: Asked) -> QuerySet[Comment]:
    """What an index gives in the order of time: a person's, a story's, or all comments."""
    found = Comment.objects.all()
    if asked.author:
        named = Q(email=asked.author.lower()) | Q(name_key=name_key(asked.author))
        people = User.objects.filter(named).values_list("pk", flat=True)
        found = found.filter(author__in=list(people))
    if asked.story:
        found = found.filter(story=asked.story)
    if asked.before:
        found = found.filter(pk__lt=asked.before)
    return found


def _judged(asked: Asked, found: QuerySet[Comment]) -> QuerySet[Comment]:
    """What has to be looked at one by one."""
    if asked.word:
        found = found.filter(body__icontains=asked.word)
    if asked.status in set(Status):
        found = found.filter(status=asked.status)
    if asked.rule:
        found = found.filter(removed_under=asked.rule)
    if asked.since:
        found = found.filter(posted_at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(posted_at__lt=_midnight(asked.until, after=True))
    return found


def _midnight(day: date, after: bool = False) -> datetime:
    """The beginning of a day, or its end."""
    at = time.max if after else time.min
    return timezone.make_aware(datetime.combine(day, at))
