"""Cases: one open at most for each comment, ordered by how urgent they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import cases
from comments.models import Case
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db


def test_a_comment_has_one_open_case_however_many_reasons_come() -> None:
    comment = make_comment(make_story())
    first = cases.open_case(comment, rule="nice", reason="insult", held=True)
    second = cases.open_case(comment, rule="clean", reason="reported", report_weight=100)
    assert Case.objects.get() == first == second
    assert (second.rule, second.is_held, second.reports, second.report_weight) == (
        "nice",
        True,
        1,
        100,
    )


def test_a_threat_takes_over_a_case_and_counts_once() -> None:
    comment = make_comment(make_story())
    cases.open_case(comment, rule="nice", reason="insult", held=True)
    case = cases.open_case(comment, rule="threat", reason="reported", report_weight=100)
    again = cases.open_case(comment, rule="threat", reason="reported", report_weight=50)
    assert again.rule == "threat"
    assert case.urgency < again.urgency < 2 * case.urgency
    assert again.urgency == cases.urgency("threat", 150, 0, again.opened_at)


def test_a_closed_case_makes_room_for_another_and_is_closed_once(sam: User) -> None:
    comment = make_comment(make_story())
    case = cases.open_case(comment, rule="nice", reason="insult")
    assert cases.close(case, sam)
    assert not cases.close(case, sam)
    assert cases.open_case(comment, rule="nice", reason="insult") != case


def test_opening_a_case_is_one_query(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    comment = make_comment(make_story())
    for _ in range(2):
        with django_assert_num_queries(1):
            cases.open_case(comment, rule="nice", reason="insult")


def test_threats_come_first_then_reports_then_the_score_then_the_older() -> None:
    now = timezone.now()
    older = now - timedelta(days=300)
    in_order = [
        cases.urgency("threat", 0, 0, now),
        cases.urgency("nice", 200, 0, now),
        cases.urgency("nice", 10, 0, now),
        cases.urgency("nice", 0, 3, now),
        cases.urgency("nice", 0, 1, older),
        cases.urgency("nice", 0, 1, now),
    ]
    assert in_order == sorted(in_order, reverse=True)
    assert len(set(in_order)) == len(in_order)
    assert cases.urgency("threat", 10**9, 10**9, older) < 2**63
