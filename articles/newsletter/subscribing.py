"""How somebody gets on the list of the morning edition, changes their mind, and gets off it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Subscriber
from articles.newsletter import hours, keys
from newsroom.mail import AUTOMATIC, worded
from newsroom.ratelimit import Limit, give_back, take

# So many mails of ours a mailbox gets when others keep signing it up.
MAILS = Limit(3, 86_400)


@dataclass(frozen=True)
class Choices:
    """The hour of the newsroom's clock, and slugs of sections; none stand for the whole paper."""

    hour: int
    sections: Sequence[str] = ()


def ask(email: str, choices: Choices) -> None:
    """Somebody wants the letter at this address: mails it a link to confirm that.

    An address that gets the letter is mailed a link to its choices instead, so that what the page
    answers tells nobody who is on the list. Raises OSError where the mail server fails.
    """
    email = email.lower()
    with transaction.atomic():
        subscriber = _noted(email, choices)
        if subscriber.next_at is None:
            wanted, link = "confirm", keys.confirm_link(subscriber.pk)
        else:
            wanted, link = "already", keys.choices_link(keys.key_of(subscriber.pk))
        subject, body = worded(f"articles/newsletter/mail/{wanted}.txt", {"link": link})
    counted = ("newsletter", email)
    if not take(counted, MAILS).ok:
        return
    try:
        EmailMessage(subject, body, to=[email], headers=AUTOMATIC).send()
    except OSError:
        give_back(counted)
        raise


def _noted(email: str, choices: Choices) -> Subscriber:
    """The row of this address, made or chosen anew unless its owner has confirmed it.

    One row is written whatever there was, so that the answer takes as long for every address.
    """
    chosen = {"hour": choices.hour, "sections": list(choices.sections)}
    subscriber, made = Subscriber.objects.get_or_create(email=email, defaults=chosen)
    if not made:
        changed = {} if subscriber.next_at else chosen
        Subscriber.objects.filter(pk=subscriber.pk).update(**changed, asked_at=timezone.now())
    return subscriber


def confirm(number: int, now: datetime | None = None) -> Subscriber | None:
    """Whoever reads the mailbox wants the letter; ends a pause. None where nobody asked for it."""
    now = now or timezone.now()
    with transaction.atomic():
        subscriber = Subscriber.objects.select_for_update().filter(pk=number).first()
        if subscriber is not None and subscriber.next_at is None:
            subscriber.confirmed_at = subscriber.confirmed_at or now
            subscriber.next_at = hours.first_time(subscriber.hour, now, subscriber.handed_at)
            subscriber.paused_at, subscriber.failures, subscriber.tries = None, 0, 0
            subscriber.save()
    return subscriber


@transaction.atomic
def choose(number: int, choices: Choices) -> None:
    """Another hour, other sections, for somebody who gets the letter."""
    getting = Subscriber.objects.select_for_update().filter(next_at__isnull=False)
    subscriber = getting.filter(pk=number).first()
    if subscriber is None:
        return
    if choices.hour != subscriber.hour:
        due = hours.first_time(choices.hour, timezone.now(), subscriber.handed_at)
        subscriber.hour, subscriber.next_at = choices.hour, due
    subscriber.sections = list(choices.sections)
    subscriber.save(update_fields=["hour", "sections", "next_at"])


def leave(number: int) -> None:
    """No letter any more, and no trace of the address; again changes nothing."""
    Subscriber.objects.filter(pk=number).delete()


def receives(number: int) -> Subscriber | None:
    """Who gets the letter under this number."""
    return Subscriber.objects.filter(pk=number, next_at__isnull=False).first()


def known(emails: Iterable[str]) -> Subscriber | None:
    """The confirmed subscription of one of these addresses, which are one person's own."""
    return of(emails).filter(confirmed_at__isnull=False).order_by("pk").first()


def of(emails: Iterable[str]) -> QuerySet[Subscriber]:
    """Subscriptions of these addresses, confirmed or not."""
    return Subscriber.objects.filter(email__in=[email.lower() for email in emails])
