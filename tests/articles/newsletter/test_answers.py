"""What the mail server answers decides about the letter, about the address, and about the rest."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from articles.models import Subscriber
from articles.newsletter import sending, subscribing
from tests.articles.newsletter.server import (
    DAY,
    MORNING,
    Server,
    counted,
    fresh,
    no_such_address,
)
from tests.factories import make_story, make_subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_every_letter_has_the_same_message_id_for_edition_and_subscriber(
    subscriber: Subscriber, server: type[Server]
) -> None:
    server.answers = [no_such_address(450)]
    assert sending.send_due(MORNING) == 0
    assert counted() == (0, 0, 0, 0)
    assert sending.send_due(MORNING + timedelta(minutes=15)) == 1
    (letter,) = mail.outbox
    identity = f"edition-2026-03-02-{subscriber.pk}@"
    assert identity in letter.extra_headers["Message-ID"]
    assert fresh(subscriber).tries == 0


def test_what_is_put_off_again_and_again_waits_for_tomorrow(
    subscriber: Subscriber, server: type[Server]
) -> None:
    server.answers = [no_such_address(450) for _ in range(4)]
    for minutes in (0, 15, 45, 105):
        sending.send_due(MORNING + timedelta(minutes=minutes))
    assert server.answers == []
    assert counted() == (1, 0, 1, 0)
    row = fresh(subscriber)
    assert (row.next_at, row.tries, row.failures) == (MORNING + DAY, 0, 0)


def test_an_address_that_refuses_three_editions_is_paused(
    subscriber: Subscriber, server: type[Server]
) -> None:
    server.answers = [no_such_address() for _ in range(3)]
    for day in range(3):
        make_story(f"News of day {day}", published_at=MORNING + day * DAY)
        sending.send_due(MORNING + day * DAY + timedelta(minutes=1))
    row = fresh(subscriber)
    assert (row.failures, row.next_at) == (3, None)
    assert row.paused_at == MORNING + 2 * DAY + timedelta(minutes=1)
    assert subscribing.confirm(subscriber.pk) is not None
    assert (fresh(subscriber).failures, fresh(subscriber).paused_at) == (0, None)


def test_a_letter_that_arrives_ends_the_count_of_failures(
    subscriber: Subscriber, server: type[Server]
) -> None:
    Subscriber.objects.update(failures=2)
    sending.send_due(MORNING)
    assert fresh(subscriber).failures == 0


def test_a_text_that_is_refused_is_no_fault_of_the_address(
    subscriber: Subscriber, server: type[Server]
) -> None:
    server.answers = [smtplib.SMTPDataError(554, b"That looks like spam")]
    sending.send_due(MORNING)
    assert counted() == (1, 0, 1, 0)
    assert fresh(subscriber).failures == 0


def test_a_server_that_is_away_delays_all_and_loses_none(
    subscriber: Subscriber, server: type[Server]
) -> None:
    server.is_away = True
    assert sending.send_due(MORNING) == 0
    assert fresh(subscriber).next_at == MORNING
    server.is_away = False
    assert sending.send_due(MORNING + timedelta(minutes=1)) == 0
    assert sending.send_due(MORNING + timedelta(minutes=5)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        smtplib.SMTPSenderRefused(421, b"Closing", "x"),
        smtplib.SMTPDataError(421, b"Closing"),
        no_such_address(421),
    ],
)
def test_a_server_that_closes_the_line_gets_the_letter_again_later(
    subscriber: Subscriber, server: type[Server], answer: Exception
) -> None:
    make_subscriber("rosa@example.com", next_at=MORNING)
    server.answers = [answer]
    assert sending.send_due(MORNING) == 0
    assert counted() == (0, 0, 0, 0)
    assert sending.send_due(MORNING + timedelta(minutes=5)) == 2


def test_a_line_that_breaks_leaves_one_letter_in_doubt_which_is_not_sent_again(
    subscriber: Subscriber, server: type[Server]
) -> None:
    make_subscriber("rosa@example.com", next_at=MORNING)
    server.answers = [smtplib.SMTPServerDisconnected("Gone in the middle of a letter")]
    assert sending.send_due(MORNING) == 0
    assert sending.send_due(MORNING + timedelta(minutes=5)) == 1
    assert [letter.to for letter in mail.outbox] == [["rosa@example.com"]]
    assert counted() == (2, 1, 0, 1)


def test_a_server_that_refuses_one_after_another_is_left_alone_for_a_while(
    subscriber: Subscriber, server: type[Server]
) -> None:
    for number in range(30):
        make_subscriber(f"reader-{number}@example.com", next_at=MORNING)
    server.answers = [no_such_address() for _ in range(30)]
    assert sending.send_due(MORNING) == 0
    assert len(server.answers) == 20
    assert sending.send_due(MORNING + timedelta(minutes=1)) == 0
    assert len(server.answers) == 20
