"""Several cards at once: one act, one rule, and nothing of anybody else's overwritten."""

import pytest
from django.test import Client

from articles.models import Story
from comments import cases, desk
from comments.models import Act, Case, Decision
from newsroom.accounts.models import User
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def status(case: Case) -> str:
    case.comment.refresh_from_db()
    return case.comment.status


def test_several_are_decided_at_once_and_what_others_decided_stays_theirs(
    desk_of_sam: Client, story: Story, ines: User
) -> None:
    made = [
        cases.open_case(make_comment(story, make_user()), rule="other", reason="spam", held=True)
        for _ in range(4)
    ]
    desk.decide(made[0], ines, Act.PUBLISH)
    form = {"case": [case.pk for case in made], "do": "remove", "rule": "other"}
    answer = desk_of_sam.post("/admin/desk/bulk/", form, follow=True)
    html = answer.content.decode()
    assert "Decided 3 comments. 1 had been decided by Ines Vidal; nothing was overwritten." in html
    assert [status(case) for case in made] == ["published", "removed", "removed", "removed"]


def test_removing_several_needs_a_rule_and_over_twenty_their_number(
    desk_of_sam: Client, story: Story
) -> None:
    made = [
        cases.open_case(make_comment(story), rule="other", reason="spam", held=True)
        for _ in range(21)
    ]
    form = {"case": [case.pk for case in made], "do": "remove"}
    assert desk_of_sam.post("/admin/desk/bulk/", form).status_code == 422
    form["rule"] = "other"
    asked = desk_of_sam.post("/admin/desk/bulk/", form)
    assert asked.status_code == 422
    assert "Type 21 to decide all 21 of them." in asked.content.decode()
    assert not Decision.objects.exists()
    assert desk_of_sam.post("/admin/desk/bulk/", {**form, "count": "21"}).status_code == 303
    assert Decision.objects.filter(act=Act.REMOVE).count() == 21


def test_copies_of_a_text_are_found_however_they_are_spaced(
    desk_of_sam: Client, story: Story
) -> None:
    texts = ("Buy a roof now.", "buy  a ROOF now.", "Buy a boat now.")
    made = [
        cases.open_case(make_comment(story, body=text), rule="other", reason="spam", held=True)
        for text in texts
    ]
    html = desk_of_sam.get("/admin/desk/").content.decode()
    assert html.count("Select all 2 copies") == 2
    page = desk_of_sam.get(f"/admin/desk/cases/{made[0].pk}/copies/")
    assert page.context["copies"] == made[:2]


def test_taking_nothing_or_doing_nothing_is_said(desk_of_sam: Client, held: Case) -> None:
    for form, told in (
        ({}, "Choose at least one card."),
        ({"case": ["x", "1" * 30]}, "Choose at least one card."),
        ({"case": held.pk}, "Choose what to do with them."),
        ({"case": held.pk, "do": "take"}, "You have taken 1 comment for two minutes."),
    ):
        answer = desk_of_sam.post("/admin/desk/bulk/", form, follow=True)
        assert told in answer.content.decode()
