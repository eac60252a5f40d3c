"""The second-read sample: some decisions, drawn at random, are read again by another moderator.

They see the comment and its story, what the screening said and what reports said; not what was
decided, by whom, nor who wrote it, whose record would tell the outcome.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import SystemRandom

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from comments.models import Act, Decision, Finding, Report, SecondRead, Status
from newsroom.accounts.models import User

# What a second moderator can say as well. Lowered letters are another text than was decided on.
DRAWN = (Act.PUBLISH, Act.PICK, Act.REMOVE)
# As long as the first one may take it back (`desk.UNDO_FOR`), there is nothing to compare with.
SETTLES = timedelta(minutes=10)
# After that what the story was about is forgotten, and nobody is asked any more.
OFFERED_FOR = timedelta(days=30)
_random = SystemRandom()


def draw(decision: Decision) -> None:
    """Draws the decision of a moderator with the chance that the settings give. At most one query.

    Must run in the transaction of the decision.
    """
    drawn = decision.act in DRAWN and _random.random() < settings.SECOND_READ_SHARE
    if drawn and decision.moderator_id:
        SecondRead.objects.create(decision=decision, first_moderator_id=decision.moderator_id)


def waiting(moderator: User, now: datetime | None = None) -> QuerySet[SecondRead]:
    """What this moderator may read blind, oldest first: not what they have had a hand in, nothing
    that was taken back, and no text that is not there any more or not the one decided on.
    """
    now = now or timezone.now()
    own = Decision.objects.filter(comment=OuterRef("decision__comment"), moderator=moderator)
    undone = Decision.objects.filter(undoes=OuterRef("decision"))
    drawn = SecondRead.objects.filter(
        reader=None, drawn_at__gt=now - OFFERED_FOR, drawn_at__lte=now - SETTLES
    )
    there = drawn.exclude(first_moderator=moderator).exclude(
        decision__comment__status=Status.WITHDRAWN
    )
    return there.filter(~Exists(own), ~Exists(undone), _unchanged()).order_by("drawn_at", "id")


def next_for(moderator: User) -> SecondRead | None:
    """The oldest that waits for this moderator, with its comment and story. One query."""
    related = ("decision__comment__parent", "decision__comment__story__section")
    return waiting(moderator).select_related(*related).first()


def evidence(read: SecondRead) -> tuple[list[Finding], list[Report]]:
    """What the screening found in the text, and what reports said before the decision. Two queries.

    What was made of a report, and of others by its reader, is not told: it would tell the outcome.
    """
    comment, until = read.decision.comment, read.decision.decided_at
    found = Finding.objects.filter(comment=comment, found_at__lte=until)
    if comment.edited_at:
        found = found.filter(found_at__gte=comment.edited_at)
    reports = Report.objects.filter(comment=comment, made_at__lte=until).order_by("-weight", "id")
    return list(found), list(reports[:6])


def answer(read: SecondRead, moderator: User, act: str, rule: str) -> bool:
    """Keeps what the moderator would have done; False where it is not theirs to read any more.

    `act` "" leaves it out of the figures. At most one query.
    """
    open_ones = waiting(moderator).filter(pk=read.pk).values("pk")
    told = SecondRead.objects.filter(pk__in=open_ones, reader=None)
    removes = act == Act.REMOVE
    return bool(
        told.update(reader=moderator, act=act, rule=rule if removes else "", read_at=timezone.now())
    )


def forget_unread(now: datetime) -> int:
    """Deletes what nobody read while it was offered; out: how many."""
    old = SecondRead.objects.filter(reader=None, drawn_at__lte=now - OFFERED_FOR)
    return old.delete()[0]


def _unchanged() -> Q:
    """The text is the one that was decided on."""
    never = Q(decision__comment__edited_at=None)
    return never | Q(decision__comment__edited_at__lte=F("decision__decided_at"))
