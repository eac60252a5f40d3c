"""The queue answers why, where, what and who, most urgent first, at a cost that does not grow."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Story
from comments import cases, sanctions
from comments.models import Case, Finding, Measure, Report, StaffNote, Status
from comments.people import standings
from newsroom.accounts.models import User
from tests.factories import make_comment, make_section, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DESK = "/admin/desk/"


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"{DESK}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def shown(client: Client, query: str = "") -> list[int]:
    """The ids of the cases on the page, in their order."""
    return [card.case.pk for card in client.get(f"{DESK}{query}").context["cards"]]


def test_a_card_answers_why_where_what_who_and_shows_the_evidence(
    client: Client, sam: User, dolores: User, teo: User, story: Story
) -> None:
    parent = make_comment(story, teo, "He should invite them to his house.")
    removed = make_comment(story, dolores, status=Status.REMOVED, removed_under="nice")
    comment = make_comment(
        story, dolores, "Somebody should <b>pay him a visit</b> soon.", parent=parent
    )
    Finding.objects.create(
        comment=comment,
        check_name="threats",
        rule="threat",
        action="hold",
        reason="visit",
        spans=[[19, 33]],
    )
    Report.objects.create(
        comment=comment, reporter=teo, rule="threat", note="Second time about the house."
    )
    cases.open_case(comment, rule="threat", reason="reported", report_weight=100)
    StaffNote.objects.create(person=dolores, by=sam, text="Knows the rules.")
    client.force_login(sam)
    html = page(client)
    assert removed.removed_under
    for said in (
        "Don&#x27;t Threaten",
        "1 report",
        story.headline,
        "In reply to <b>Teo Marchetti</b>",
        "&lt;b&gt;<mark>pay him a visi</mark>",
        "Frog Hollow",
        "1 published, <b>1 removed</b> (Be Nice 1)",
        "1 staff note",
        "Second time about the house.",
        "It sets the order of this list, never the outcome",
    ):
        assert said in html, said


def test_a_persons_record_counts_every_comment_report_note_and_measure(
    story: Story, dolores: User, teo: User, sam: User
) -> None:
    for _ in range(3):
        make_comment(story, dolores)
    for rule in ("nice", "nice", "clean"):
        make_comment(story, dolores, status=Status.REMOVED, removed_under=rule)
    make_comment(story, teo, status=Status.HELD)
    for outcome in ("upheld", "upheld", "dismissed", ""):
        reported = make_comment(story, teo)
        Report.objects.create(comment=reported, reporter=dolores, rule="nice", outcome=outcome)
    for _ in range(2):
        StaffNote.objects.create(person=dolores, by=sam, text="Noted.")
    sanctions.impose(dolores, sam, Measure.PREMODERATE, rule="nice")
    known = standings([dolores.pk, teo.pk, None], [dolores.pk])
    record = known[dolores.pk]
    assert (record.published, record.removals) == (3, 3)
    assert record.removed_under == [("nice", 2), ("clean", 1)]
    assert (record.upheld, record.dismissed, record.notes) == (2, 1, 2)
    assert record.sanctions == ["Read before shown"]
    assert (known[teo.pk].published, known[teo.pk].removals) == (4, 0)


def test_threats_come_first_then_reports_then_the_older(client: Client, sam: User) -> None:
    story = make_story()
    made = [
        cases.open_case(make_comment(story), rule="nice", reason="insult", held=True),
        cases.open_case(make_comment(story), rule="nice", reason="reported", report_weight=100),
        cases.open_case(make_comment(story), rule="threat", reason="threat", held=True),
    ]
    client.force_login(sam)
    assert shown(client) == [case.pk for case in reversed(made)]


def test_tabs_and_filters_show_what_they_name(client: Client, sam: User) -> None:
    sports = make_story(section=make_section("Sports"))
    politics = make_story()
    held = cases.open_case(make_comment(sports), rule="nice", reason="insult", held=True)
    reported = cases.open_case(
        make_comment(politics), rule="clean", reason="reported", report_weight=100
    )
    escalated = cases.open_case(make_comment(politics), rule="truth", reason="insult", held=True)
    Case.objects.filter(pk=escalated.pk).update(is_escalated=True)
    client.force_login(sam)
    assert shown(client) == [reported.pk, held.pk]
    assert shown(client, "?tab=reported") == [reported.pk]
    assert shown(client, "?tab=held") == [held.pk]
    assert shown(client, "?tab=escalated") == [escalated.pk]
    assert shown(client, "?rule=nice") == [held.pk]
    assert shown(client, f"?section={sports.section_id}") == [held.pk]
    assert shown(client, f"?story={politics.pk}") == [reported.pk]
    assert "Nothing is waiting under these filters." in page(client, "?rule=threat")
    assert "Nothing is waiting." in page(client, "?tab=appeals")


@pytest.mark.parametrize("query", ["?tab=x", "?after=1", "?after=9" * 40, "?story=-1", "?rule=%00"])
def test_what_an_address_means_by_mistake_is_left_out(
    client: Client, sam: User, held: Case, query: str
) -> None:
    client.force_login(sam)
    assert shown(client, query) == [held.pk]


def test_twenty_cards_a_page_and_each_case_on_one_of_them(client: Client, sam: User) -> None:
    story = make_story()
    made = {
        cases.open_case(make_comment(story), rule="nice", reason="insult", held=True).pk
        for _ in range(45)
    }
    client.force_login(sam)
    seen: list[int] = []
    query = ""
    for expected in (20, 20, 5):
        context = client.get(f"{DESK}{query}").context
        assert len(context["cards"]) == expected
        seen += [card.case.pk for card in context["cards"]]
        query = f"?after={context['more']}"
    assert len(seen) == 45
    assert set(seen) == made


def test_the_desk_asks_fourteen_times_at_most_however_much_waits(
    client: Client, sam: User, django_assert_max_num_queries: Any
) -> None:
    story = make_story()
    people = [make_user() for _ in range(5)]
    parent = make_comment(story, people[0])
    for number in range(30):
        comment = make_comment(story, people[number % 5], "Buy a roof.", parent=parent)
        Report.objects.create(comment=comment, reporter=people[(number + 1) % 5], rule="other")
        cases.open_case(comment, rule="other", reason="reported", report_weight=100)
    client.force_login(sam)
    with django_assert_max_num_queries(14):
        page(client)
