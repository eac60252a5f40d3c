"""The public ledger: right, safe for small numbers, and cheap however much there is."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from comments import appeals, cases, desk, ledger
from comments.models import Act, Case, Comment, LedgerMonth, Report, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MARCH = datetime(2026, 3, 10, 12, tzinfo=UTC)
APRIL = datetime(2026, 4, 10, 12, tzinfo=UTC)


def opened(minutes_ago: int) -> Case:
    comment = make_comment(make_story(), make_user(), status=Status.HELD)
    case = cases.open_case(comment, rule="nice", reason="insult", held=True)
    Case.objects.filter(pk=case.pk).update(
        opened_at=case.opened_at - timedelta(minutes=minutes_ago)
    )
    return case


def test_a_month_counts_what_was_reported_decided_and_appealed(sam: User, ines: User) -> None:
    with time_machine.travel(MARCH, tick=False):
        for minutes in range(10, 110, 10):
            act = Act.REMOVE if minutes <= 60 else Act.PUBLISH
            decision = desk.decide(opened(minutes), sam, act, rule="nice")
        undone = desk.decide(opened(500), sam, Act.REMOVE, rule="clean")
        desk.undo(undone, sam)
        removals = Comment.objects.filter(status=Status.REMOVED).select_related("author")
        for number, comment in enumerate(removals):
            assert comment.author is not None
            removal = appeals.removal_of(comment)
            assert removal is not None
            filed = appeals.file_appeal(removal, comment.author, "It was a joke.")
            appeals.decide(filed, ines, restore=number == 0)
        Report.objects.create(comment=decision.comment, reporter=ines, rule="nice")
        (month,) = ledger.months()
    assert (month.first_day, month.is_running) == (date(2026, 3, 1), True)
    figures = month.figures
    assert figures.reports == 1
    assert figures.removed == {"nice": 6}
    assert (figures.decided, figures.by_machine, figures.machine_share) == (10, 0, 0)
    assert (figures.median, figures.ninetieth) == (50, 90)
    assert (figures.appeals, figures.upheld, figures.upheld_share) == (6, 5, 83)


def test_a_month_that_is_over_is_counted_once_and_kept(
    sam: User, django_assert_max_num_queries: Any
) -> None:
    with time_machine.travel(MARCH):
        desk.decide(opened(5), sam, Act.PUBLISH)
    with time_machine.travel(APRIL):
        running, march = ledger.months()
        assert (running.figures.decided, march.figures.decided) == (0, 1)
        assert LedgerMonth.objects.get().first_day == date(2026, 3, 1)
        with django_assert_max_num_queries(3):
            assert ledger.months() == [running, march]


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1234, "1,234")],
)
def test_small_numbers_are_not_told(count: int, told: str) -> None:
    assert ledger.shown(count) == told


def test_the_page_and_the_csv_are_for_everybody(client: Client, sam: User) -> None:
    desk.decide(opened(5), sam, Act.REMOVE, rule="nice")
    page = client.get("/moderation/ledger/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "fewer than 5" in html
    assert 'rel="canonical"' in html
    assert "application/atom+xml" in html
    lines = client.get("/moderation/ledger.csv").content.decode().splitlines()
    assert lines[0].startswith("month,reports,held,decided,by_machine,appeals,upheld,removed_clean")
    assert ",fewer than 5," in lines[1]


def test_every_page_leads_to_the_ledger(client: Client) -> None:
    assert 'href="/moderation/ledger/"' in client.get("/rules/").content.decode()
