"""Mails the notices that are due. Several processes may do it at once; none mails a notice twice.

A notice is claimed by putting its `mail_at` off: if the process dies, it is due again later. The
one that it died over stands behind those not tried as often, so that it holds up nobody's mail.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from allauth.account.models import EmailAddress
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import Error, transaction
from django.db.models import F
from django.utils import timezone

from comments import letters
from comments.models import MailChoice, Notice

log = logging.getLogger(__name__)

# Longer than a batch takes with a mail server that answers each mail just before EMAIL_TIMEOUT.
CLAIMED_FOR = timedelta(minutes=20)
# After a failure a notice waits as long again as it has waited, within these bounds.
SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)
LOADED = (
    "person",
    "comment__author",
    "comment__story__section",
    "story__section",
    "decision",
    "suggestion",
    "message",
)


def send_due(now: datetime | None = None, limit: int = 100) -> int:
    """Mails at most `limit` notices whose time has come. Out: how many were mailed.

    Not mailed at all: what its person has turned off, what is no news any more, and whatever is for
    somebody without a verified address. A mail server that fails leaves them due, later and later;
    after three days they are given up.
    """
    now = now or timezone.now()
    claimed = _claim(now, limit)
    addresses = _addresses(claimed)
    _never(notice for notice in claimed if notice.person_id not in addresses)
    due = [notice for notice in claimed if notice.person_id in addresses]
    return _send(due, addresses, now) if due else 0


def _claim(now: datetime, limit: int) -> list[Notice]:
    """Takes notices that are due, so that no other process does, and loads what they tell of.

    Those that were tried least come first.
    """
    due = Notice.objects.filter(mailed_at=None, mail_at__lte=now)
    if not due.exists():
        return []
    with transaction.atomic():
        rows = due.select_for_update(skip_locked=True).order_by("mail_at")[:limit]
        mine = list(rows.values_list("pk", flat=True))
        Notice.objects.filter(pk__in=mine).update(mail_at=now + CLAIMED_FOR)
    loaded = Notice.objects.filter(pk__in=mine).select_related(*LOADED)
    return list(loaded.defer("comment__story__body", "story__body").order_by("tries", "pk"))


def _addresses(notices: list[Notice]) -> dict[int, str]:
    """Where each person may be written to, by their id; not those who have turned the topic off."""
    people = {notice.person_id for notice in notices if notice.person.is_active}
    known = EmailAddress.objects.filter(user__in=people, primary=True, verified=True)
    addresses: dict[int, str] = dict(known.values_list("user_id", "email"))
    return addresses


def _send(due: list[Notice], addresses: dict[int, str], now: datetime) -> int:
    off = set(MailChoice.objects.filter(person__in=addresses).values_list("person_id", "topic"))
    server, sent = get_connection(), 0
    try:
        server.open()
        for notice in due:
            wanted = (notice.person_id, notice.topic) not in off
            sent += wanted and _mail(server, notice, addresses[notice.person_id], now)
            if not wanted:
                _never([notice])
        server.close()
    except OSError as error:
        log.warning("The mail server fails: %s", error)
        _put_off(due, now)
    return sent


def _mail(server: BaseEmailBackend, notice: Notice, address: str, now: datetime) -> bool:
    """Mails one notice, and remembers it at once. Raises OSError where the mail server fails.

    What is wrong with this one alone, be it refused or impossible to write, puts off no other.
    """
    Notice.objects.filter(pk=notice.pk).update(tries=F("tries") + 1)
    try:
        letter = letters.write(notice, address)
        if letter is None:
            _never([notice])
            return False
        server.send_messages([letter])
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        log.warning("The mail for notice %s was refused: %s", notice.pk, error)
        _put_off([notice], now)
        return False
    except (OSError, Error):
        raise
    except Exception:
        log.exception("The mail for notice %s cannot be written", notice.pk)
        _put_off([notice], now)
        return False
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
    return True


def _never(notices: Iterable[Notice]) -> None:
    """These are for `/me/` only."""
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mail_at=None)


def _put_off(notices: Iterable[Notice], now: datetime) -> None:
    """These are tried again later; what has been mailed meanwhile is left alone."""
    for notice in notices:
        age = now - notice.made_at
        again = None
        if age < GIVEN_UP_AFTER:
            again = now + min(max(age, SHORTEST_WAIT), LONGEST_WAIT)
        unsent = Notice.objects.filter(pk=notice.pk, mailed_at=None, mail_at__isnull=False)
        unsent.update(mail_at=again)
