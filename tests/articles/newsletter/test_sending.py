"""The morning edition goes out once to each, whatever happens to the machine."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.core import mail

from articles.models import Subscriber
from articles.newsletter import letters, sending, subscribing
from articles.newsletter.subscribing import Choices
from newsroom.management.jobs import JOBS
from tests.articles.newsletter.server import DAY, MORNING, counted, fresh
from tests.factories import make_section, make_story, make_subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_it_is_sent_at_the_hour_and_once_a_day(subscriber: Subscriber) -> None:
    assert sending.send_due(MORNING - timedelta(minutes=1)) == 0
    assert sending.send_due(MORNING) == 1
    assert sending.send_due(MORNING + timedelta(hours=1)) == 0
    (letter,) = mail.outbox
    assert letter.to == ["teo@example.com"]
    assert letter.subject == "The second lane"
    assert fresh(subscriber).next_at == MORNING + DAY
    assert counted() == (1, 1, 0, 0)


def test_the_worker_does_it() -> None:
    assert sending.send_due in {job.run for job in JOBS}


def test_on_a_day_without_news_nothing_comes_and_the_next_news_does(
    subscriber: Subscriber,
) -> None:
    sending.send_due(MORNING)
    assert sending.send_due(MORNING + DAY) == 0
    make_story("Something new", published_at=MORNING + DAY + timedelta(hours=1))
    assert sending.send_due(MORNING + 2 * DAY) == 1
    assert len(mail.outbox) == 2


def test_a_letter_that_is_hours_late_waits_for_the_next_day(subscriber: Subscriber) -> None:
    assert sending.send_due(MORNING + timedelta(hours=7)) == 0
    assert fresh(subscriber).next_at == MORNING + DAY
    assert sending.send_due(MORNING + DAY) == 1


def test_a_worker_that_was_away_for_days_sends_one_letter(subscriber: Subscriber) -> None:
    assert sending.send_due(MORNING + 3 * DAY) == 0
    assert fresh(subscriber).next_at == MORNING + 4 * DAY
    assert sending.send_due(MORNING + 4 * DAY) == 1


def test_somebody_who_chooses_a_later_hour_after_todays_letter_gets_no_second_one(
    subscriber: Subscriber, time_machine: Any
) -> None:
    sending.send_due(MORNING)
    time_machine.move_to(MORNING + timedelta(minutes=5))
    subscribing.choose(subscriber.pk, Choices(9))
    make_story("Something new", published_at=MORNING + timedelta(minutes=1))
    assert sending.send_due(MORNING + timedelta(hours=4)) == 0
    assert sending.send_due(MORNING + DAY + timedelta(hours=3)) == 1


def test_a_letter_that_cannot_be_written_holds_up_no_other(
    subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_subscriber("rosa@example.com", next_at=MORNING, sections=["politics"])
    original = letters.write

    def write(day: date, sections: Any = ()) -> Any:
        if not sections:
            raise ValueError("Nobody thought of that.")
        return original(day, sections)

    monkeypatch.setattr(letters, "write", write)
    with pytest.raises(ValueError, match="Nobody thought"):
        sending.send_due(MORNING)
    assert sending.send_due(MORNING + timedelta(seconds=1)) == 1
    monkeypatch.setattr(letters, "write", original)
    assert sending.send_due(MORNING + timedelta(minutes=15)) == 1
    assert [letter.to for letter in mail.outbox] == [["rosa@example.com"], ["teo@example.com"]]


def kill(monkeypatch: pytest.MonkeyPatch, *, accepted: bool) -> None:
    """Ends the process in the third letter, before or after the server has it."""
    original, calls = sending.hand_over, count(1)

    def hand_over(server: Any, letter: Any) -> sending.Outcome:
        is_last = next(calls) == 3
        outcome = original(server, letter) if accepted or not is_last else None
        if is_last or outcome is None:
            raise KeyboardInterrupt
        return outcome

    with monkeypatch.context() as patch:
        patch.setattr(sending, "hand_over", hand_over)
        with pytest.raises(KeyboardInterrupt):
            sending.send_due(MORNING)


@pytest.mark.parametrize("accepted", [False, True])
def test_after_a_kill_nobody_gets_a_second_letter_and_one_is_in_doubt(
    subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    for number in range(5):
        make_subscriber(f"reader-{number}@example.com", next_at=MORNING)
    kill(monkeypatch, accepted=accepted)
    assert len(mail.outbox) == 2 + accepted
    sending.send_due(MORNING + timedelta(minutes=1))
    addresses = [letter.to[0] for letter in mail.outbox]
    assert len(addresses) == len(set(addresses)) == 5 + accepted
    assert counted() == (6, 5, 0, 1)


def test_somebody_who_left_meanwhile_gets_nothing(
    subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = sending.Turn._letter

    def leaves(turn: Any, due: Subscriber) -> Any:
        letter = original(turn, due)
        subscribing.leave(due.pk)
        return letter

    monkeypatch.setattr(sending.Turn, "_letter", leaves)
    assert sending.send_due(MORNING) == 0
    assert mail.outbox == []


def test_two_workers_share_the_work(
    subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one has loaded the same rows when the first one claims them."""
    make_subscriber("rosa@example.com", next_at=MORNING)
    original, begun = sending.Turn._letter, []

    def other_is_first(turn: Any, due: Subscriber) -> Any:
        if not begun:
            begun.append(True)
            assert sending.send_due(MORNING) == 2
        return original(turn, due)

    monkeypatch.setattr(sending.Turn, "_letter", other_is_first)
    assert sending.send_due(MORNING) == 0
    assert len(mail.outbox) == 2


def test_readers_of_a_section_get_its_stories_and_nothing_on_a_day_without(
    subscriber: Subscriber,
) -> None:
    schools = make_section("Schools")
    row = make_subscriber("rosa@example.com", next_at=MORNING, sections=["schools"])
    sending.send_due(MORNING)
    assert [letter.to for letter in mail.outbox] == [["teo@example.com"]]
    make_story("Start times", section=schools, published_at=MORNING + timedelta(hours=1))
    sending.send_due(MORNING + DAY)
    letters = {letter.to[0]: letter for letter in mail.outbox[1:]}
    assert set(letters) == {"rosa@example.com", "teo@example.com"}
    assert letters["rosa@example.com"].subject == "Start times"
    assert "The second lane" not in letters["rosa@example.com"].body
    assert fresh(row).next_at == MORNING + 2 * DAY
