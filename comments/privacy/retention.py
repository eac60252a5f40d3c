"""Erases what has been kept long enough; how long is in the settings. Again changes nothing.

Each step is small, so that a site of any size goes on meanwhile, and stands by itself: broken off,
the next run goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from time import time

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import Subscriber, Suggestion
from articles.newsletter.keys import CONFIRM_WITHIN
from comments import second_reads
from comments.learning import forgetting
from comments.models import (
    Comment,
    Notice,
    Report,
    ReportOutcome,
    Revision,
    Status,
    Tip,
    TipMessage,
    TipPhoto,
)
from comments.privacy import closing
from newsroom.accounts.models import User
from newsroom.models import RateCount

BATCH = 1000


def retain(now: datetime | None = None) -> dict[str, int]:
    """Does all of it, and says how many of each were erased."""
    moment = now or timezone.now()
    return {what: erase(moment) for what, erase in STEPS.items()}


def _notices(now: datetime) -> int:
    old = now - timedelta(days=settings.KEEP_NOTICES_DAYS)
    return _delete(Notice.objects.filter(made_at__lt=old))


def _deleted_comments(now: datetime) -> int:
    """The text goes; the place in the thread and what was decided stay."""
    old = now - timedelta(days=settings.KEEP_DELETED_DAYS)
    gone = Comment.objects.filter(status=Status.WITHDRAWN, posted_at__lt=old).exclude(body="")
    erased = 0
    while rows := list(gone.values_list("pk", flat=True)[:BATCH]):
        Revision.objects.filter(comment__in=rows).delete()
        erased += Comment.objects.filter(pk__in=rows).update(body="")
    return erased


def _suggestions(now: datetime) -> int:
    """What readers suggested and editors decided; a correction that came of it stays."""
    old = now - timedelta(days=settings.KEEP_TIPS_DAYS)
    return _delete(Suggestion.objects.filter(decided_at__lt=old))


def _tips(now: datetime) -> int:
    """What eyewitnesses told editors; what was printed of it stays in its story."""
    old = now - timedelta(days=settings.KEEP_TIPS_DAYS)
    erased = _delete(TipMessage.objects.filter(at__lt=old))
    erased += _delete(TipPhoto.objects.filter(made_at__lt=old))
    reachable = Tip.objects.filter(touched_at__lt=old).exclude(contact="")
    return erased + reachable.update(contact="", may_contact=False)


def _strangers(now: datetime) -> int:
    """The keyed hash of an address (see `ratelimit.address_key`), once it has done its work."""
    old = now - timedelta(days=settings.KEEP_STRANGERS_DAYS)
    known = Report.objects.exclude(stranger_key="").filter(made_at__lt=old)
    return known.exclude(outcome=ReportOutcome.OPEN).update(stranger_key="")


def _unconfirmed(now: datetime) -> int:
    """Somebody may have signed up with another's address; nobody has ever used the account."""
    old = now - timedelta(days=settings.KEEP_UNCONFIRMED_DAYS)
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    own = Comment.objects.filter(author=OuterRef("pk"))
    unused = User.objects.filter(
        ~Exists(confirmed), ~Exists(own), Q(last_login=None), date_joined__lt=old, is_staff=False
    )
    # The row of a closed account stays (see `closing`).
    return _delete(unused.exclude(email__endswith=f"@{closing.NOWHERE}"))


def _sign_ups(now: datetime) -> int:
    """Whose link is too old to confirm anything; somebody may have given another's address."""
    return _delete(Subscriber.objects.filter(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN))


def _paused(now: datetime) -> int:
    """Addresses at which nobody reads the morning edition any more."""
    old = now - timedelta(days=settings.KEEP_UNCONFIRMED_DAYS)
    return _delete(Subscriber.objects.filter(paused_at__lt=old))


def _sessions(now: datetime) -> int:
    return _delete(Session.objects.filter(expire_date__lt=now))


def _counts(now: datetime) -> int:
    return _delete(RateCount.objects.filter(ends_at__lte=int(time())))


def _delete(rows: QuerySet[Model]) -> int:
    """Deletes in small steps; out: how many rows of the model itself."""
    deleted = 0
    while keys := list(rows.values_list("pk", flat=True)[:BATCH]):
        _, of = rows.model._default_manager.filter(pk__in=keys).delete()
        deleted += of.get(rows.model._meta.label, 0)
    return deleted


STEPS: dict[str, Callable[[datetime], int]] = {
    "closed accounts": closing.close_due,
    "accounts never confirmed": _unconfirmed,
    "sign-ups for the morning edition never confirmed": _sign_ups,
    "addresses that refuse the morning edition": _paused,
    "old notices": _notices,
    "second readings that nobody took": second_reads.forget_unread,
    "texts of deleted comments": _deleted_comments,
    "suggested corrections": _suggestions,
    "messages, photos and contacts of eyewitnesses": _tips,
    "models that knew an erased text": forgetting.forget,
    "reports tied to a stranger": _strangers,
    "sessions that are over": _sessions,
    "counts that are over": _counts,
}
