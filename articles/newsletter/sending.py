"""Hands the letters that are due to the mail server. Several processes may do it at once.

Nobody gets an edition twice. A subscriber's letter is claimed by moving their `next_at` on, one
row at a time, and that is committed before the mail server sees the letter. A process that is
killed between the two leaves at most one letter in doubt: it may have arrived or not, is not sent
again, and stands in the edition's figures. Only an answer that says so makes a letter due again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import lru_cache, partial
from random import sample
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from time import monotonic, sleep

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.models import Edition, Subscriber
from articles.newsletter import hours, letters
from articles.newsletter.letters import Letter

log = logging.getLogger(__name__)

# Then other work has its turn, such as mail about comments.
TURN_SECONDS = 5.0
BATCH = 300
# Letters of so many different choices of sections are kept while a turn lasts.
KINDS_KEPT = 64
# After this the mail server is asked again, when it failed or refused one letter after another.
REST = timedelta(minutes=5)
REFUSED_IN_A_ROW = 10
# A letter that the server puts off is tried again so often, and first after so long.
MOST_TRIES, FIRST_WAIT = 3, timedelta(minutes=15)
# So many editions in a row that an address refuses for good: then nobody reads there any more.
PAUSED_AFTER = 3


class Outcome(Enum):
    """What became of a letter that was handed over."""

    ACCEPTED = auto()
    SERVER_BUSY = auto()
    PUT_OFF = auto()
    REFUSED = auto()
    NO_SUCH_ADDRESS = auto()
    IN_DOUBT = auto()


def send_due(now: datetime | None = None) -> int:
    """Hands over letters that are due, for a few seconds at most; out: how many were accepted."""
    now = now or timezone.now()
    if not _due(now).exists():
        return 0
    edition, _made = Edition.objects.get_or_create(day=timezone.localdate(now))
    if edition.resume_at and edition.resume_at > now:
        return 0
    server = get_connection()
    try:
        server.open()
    except OSError as error:
        _rest(edition, now, error)
        return 0
    try:
        return Turn(edition, server, now).run()
    finally:
        server.close()


def hand_over(server: BaseEmailBackend, mail: EmailMessage) -> Outcome:
    """Gives one mail to the server, and reads its answer (RFC 5321, 4.2: 4yz later, 5yz never)."""
    try:
        server.send_messages([mail])
    except SMTPRecipientsRefused as error:
        codes = [code for code, _said in error.recipients.values()]
        if 421 in codes:  # it closes the line with that
            return Outcome.SERVER_BUSY
        return Outcome.NO_SUCH_ADDRESS if min(codes, default=0) >= 500 else Outcome.PUT_OFF
    except SMTPResponseException as error:
        log.warning("The mail server refused a letter: %s", error)
        is_final = isinstance(error, SMTPDataError) and error.smtp_code >= 500
        return Outcome.REFUSED if is_final else Outcome.SERVER_BUSY
    except OSError as error:
        log.warning("The mail server broke off in a letter, which is not sent again: %s", error)
        return Outcome.IN_DOUBT
    return Outcome.ACCEPTED


class Turn:
    """A few seconds of one process, over one connection."""

    def __init__(self, edition: Edition, server: BaseEmailBackend, now: datetime) -> None:
        self._edition = Edition.objects.filter(pk=edition.pk)
        self._server = server
        self._now = now
        self._written = lru_cache(KINDS_KEPT)(partial(letters.write, edition.day))
        self._last: tuple[Subscriber, Outcome] | None = None
        self._refused_in_a_row = 0
        self._met_another = False

    def run(self) -> int:
        """Out: how many letters the server accepted."""
        pace = 1 / settings.NEWSLETTER_PER_SECOND if settings.NEWSLETTER_PER_SECOND else 0.0
        begun, accepted = monotonic(), 0
        try:
            for number, subscriber in enumerate(self._waiting(), 1):
                outcome = self._serve(subscriber)
                accepted += outcome is Outcome.ACCEPTED
                if self._must_stop(outcome) or monotonic() - begun > TURN_SECONDS:
                    break
                sleep(max(0.0, begun + number * pace - monotonic()))
        finally:
            with transaction.atomic():
                self._settle()
        return accepted

    def _waiting(self) -> Iterator[Subscriber]:
        """Who is due, those who have waited longest first. Whoever is served is due no more.

        Several processes begin at different places of a batch, and look anew when they meet.
        """
        while batch := list(_due(self._now).order_by("next_at", "pk")[:BATCH]):
            self._met_another = False
            for subscriber in batch if len(batch) < BATCH else sample(batch, BATCH):
                yield subscriber
                if self._met_another:
                    break

    def _serve(self, subscriber: Subscriber) -> Outcome | None:
        """Claims the letter and hands it over; None where there is none, or it is another's."""
        try:
            letter = self._letter(subscriber)
        except Exception:
            # It cannot be written: that must not hold up the others, who come in the next turn.
            Subscriber.objects.filter(pk=subscriber.pk).update(next_at=self._now + FIRST_WAIT)
            raise
        with transaction.atomic():
            self._settle()
            is_mine = self._claim(subscriber, is_sent=letter is not None)
        self._last = None
        self._met_another = not is_mine
        if letter is None or not is_mine:
            return None
        outcome = hand_over(self._server, letter)
        self._last = (subscriber, outcome)
        return outcome

    def _letter(self, subscriber: Subscriber) -> EmailMessage | None:
        """None where nothing is new since the last one, or it is too late in the day."""
        if subscriber.next_at and self._now - subscriber.next_at > hours.LATEST:
            return None
        letter = self._written(tuple(subscriber.sections))
        if letter is None or not _is_news(letter, subscriber):
            return None
        return letter.to(subscriber.email, subscriber.pk)

    def _claim(self, subscriber: Subscriber, *, is_sent: bool) -> bool:
        """Takes the subscriber off the list until tomorrow; False where another process was first,
        or the subscriber left or chose another hour meanwhile."""
        row = Subscriber.objects.filter(pk=subscriber.pk, next_at=subscriber.next_at)
        tomorrow = hours.next_time(subscriber.hour, self._now)
        if not is_sent:
            return bool(row.update(next_at=tomorrow, tries=0))
        claimed = bool(row.update(next_at=tomorrow, handed_at=self._now))
        if claimed:
            self._edition.update(handed=F("handed") + 1)
        return claimed

    def _settle(self) -> None:
        """Stores what became of the last letter: with the next claim, in one transaction."""
        if self._last is None:
            return
        subscriber, outcome = self._last
        row = Subscriber.objects.filter(pk=subscriber.pk)
        match outcome:
            case Outcome.ACCEPTED:
                self._edition.update(accepted=F("accepted") + 1)
                row.update(tries=0, failures=0)
            case Outcome.SERVER_BUSY:
                self._edition.update(handed=F("handed") - 1)
                row.update(next_at=subscriber.next_at, handed_at=subscriber.handed_at)
            case Outcome.PUT_OFF if subscriber.tries < MOST_TRIES:
                self._edition.update(handed=F("handed") - 1)
                again = self._now + FIRST_WAIT * 2**subscriber.tries
                tries = subscriber.tries + 1
                row.update(next_at=again, handed_at=subscriber.handed_at, tries=tries)
            case Outcome.NO_SUCH_ADDRESS:
                self._edition.update(refused=F("refused") + 1)
                row.update(tries=0, failures=F("failures") + 1)
                row.filter(failures__gte=PAUSED_AFTER).update(paused_at=self._now, next_at=None)
            case Outcome.PUT_OFF | Outcome.REFUSED:
                self._edition.update(refused=F("refused") + 1)
                row.update(tries=0)

    def _must_stop(self, outcome: Outcome | None) -> bool:
        """Whether the server needs a rest; remembers it then."""
        if outcome is not None:
            is_refused = outcome is not Outcome.ACCEPTED
            self._refused_in_a_row = self._refused_in_a_row + 1 if is_refused else 0
        is_away = outcome in (Outcome.SERVER_BUSY, Outcome.IN_DOUBT)
        if is_away or self._refused_in_a_row >= REFUSED_IN_A_ROW:
            self._edition.update(resume_at=self._now + REST)
            return True
        return False


def _is_news(letter: Letter, subscriber: Subscriber) -> bool:
    """Whether a story in it is newer than the last letter."""
    newest, last = letter.contents.newest_at, subscriber.handed_at
    return last is None or (newest is not None and newest > last)


def _due(now: datetime) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(next_at__lte=now)


def _rest(edition: Edition, now: datetime, error: OSError) -> None:
    log.warning("The mail server fails, so the morning edition waits: %s", error)
    Edition.objects.filter(pk=edition.pk).update(resume_at=now + REST)
