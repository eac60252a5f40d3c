"""A mail server that answers as it is told, and what the tests of sending look at."""

import smtplib
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django.core.mail.backends.locmem import EmailBackend

from articles.models import Edition, Subscriber

# Six in the morning in the newsroom.
MORNING = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Server(EmailBackend):
    """A mail server that gives these answers in turn, and then takes everything."""

    answers: ClassVar[list[Exception]] = []
    is_away = False

    def open(self) -> bool:
        if Server.is_away:
            raise ConnectionRefusedError("Nobody listens there.")
        return True

    def send_messages(self, messages: Any) -> int:
        if Server.answers:
            raise Server.answers.pop(0)
        return super().send_messages(messages)


def no_such_address(code: int = 550) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"x@example.com": (code, b"5.1.1 No such mailbox")})


def fresh(subscriber: Subscriber) -> Subscriber:
    return Subscriber.objects.get(pk=subscriber.pk)


def counted() -> tuple[int, int, int, int]:
    """Of the only edition: handed over, accepted, refused, in doubt."""
    edition = Edition.objects.get()
    return edition.handed, edition.accepted, edition.refused, edition.in_doubt
