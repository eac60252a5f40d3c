"""Plain forms do all the desk does: each answers with the next card, or says why it cannot."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Story
from comments import appeals, cases, desk
from comments.models import Act, Case, Decision, SavedReply, Status
from newsroom.accounts.models import User
from tests.factories import make_comment

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FRAGMENT = {"X-Fragment": "1"}


def decide(client: Client, case: Case, **fields: Any) -> Any:
    headers = fields.pop("headers", {})
    form = {"seen": desk.version_of(case.comment), **fields}
    return client.post(f"/admin/desk/cases/{case.pk}/?tab=held", form, headers=headers)


def status(case: Case) -> str:
    case.comment.refresh_from_db()
    return case.comment.status


def test_a_decision_goes_back_to_the_queue_at_the_next_card(
    desk_of_sam: Client, held: Case
) -> None:
    answer = decide(desk_of_sam, held, act="publish", next="77")
    assert answer.status_code == 303
    assert answer["Location"] == "/admin/desk/?tab=held#case-77"
    assert status(held) == Status.PUBLISHED
    page = desk_of_sam.get("/admin/desk/").content.decode()
    assert "Approved the comment by Dolores Quinn." in page


def test_a_script_gets_what_was_done_and_the_last_decisions(
    desk_of_sam: Client, held: Case
) -> None:
    answer = decide(desk_of_sam, held, act="publish", headers=FRAGMENT)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Approved the comment by Dolores Quinn." in html
    assert "Undo" in html
    assert "<html" not in html


@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_a_removal_without_a_rule_is_asked_for_one(
    desk_of_sam: Client, held: Case, headers: dict[str, str]
) -> None:
    answer = decide(desk_of_sam, held, act="remove", headers=headers)
    assert answer.status_code == 422
    assert "Pick the rule that it breaks" in answer.content.decode()
    assert status(held) == Status.HELD


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Hands off, Dolores Quinn: Be Nice."),
        ({"saved": "none"}, ""),
        ({"saved": "none", "reply": "You, {name}, know better {than} this."}, "You, Dolores Quinn"),
    ],
)
def test_the_author_is_told_the_saved_reply_the_moderators_words_or_nothing(
    desk_of_sam: Client, held: Case, dolores: User, fields: dict[str, str], told: str
) -> None:
    SavedReply.objects.filter(rule="nice", is_repeat=False).update(
        text="Hands off, {name}: {rule}."
    )
    decide(desk_of_sam, held, act="remove", rule="nice", **fields)
    reader = Client()
    reader.force_login(dolores)
    page = reader.get("/me/?tab=notices").content.decode()
    assert told in page
    assert "Dolores Quinn" not in Decision.objects.get().reason
    assert bool(Decision.objects.get().reason) == bool(told)
    assert "{name}" not in page


def test_a_repeat_gets_the_reply_for_repeats(
    desk_of_sam: Client, held: Case, story: Story, dolores: User
) -> None:
    make_comment(story, dolores, status=Status.REMOVED, removed_under="nice")
    SavedReply.objects.filter(rule="nice", is_repeat=True).update(text="Again.")
    decide(desk_of_sam, held, act="remove", rule="nice")
    assert Decision.objects.get().reason == "Again."


def test_the_second_is_told_by_whom_with_a_409(desk_of_sam: Client, held: Case, ines: User) -> None:
    desk.decide(held, ines, Act.REMOVE, rule="nice")
    for headers in ({}, FRAGMENT):
        answer = decide(desk_of_sam, held, act="publish", headers=headers)
        assert answer.status_code == 409
        assert "Ines Vidal decided this" in answer.content.decode()
    assert status(held) == Status.REMOVED


def test_a_text_that_was_edited_meanwhile_comes_back_anew_with_a_409(
    desk_of_sam: Client, held: Case
) -> None:
    read = desk.version_of(held.comment)
    held.comment.body, held.comment.edited_at = "A kinder text.", timezone.now()
    held.comment.save()
    answer = decide(desk_of_sam, held, act="publish", seen=read, headers=FRAGMENT)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "A kinder text." in html
    assert "The author changed this text while you were reading." in html
    assert status(held) == Status.HELD


def test_what_its_author_took_back_leaves_nothing_to_decide(
    desk_of_sam: Client, held: Case
) -> None:
    cases.drop(held.comment)
    answer = decide(desk_of_sam, held, act="publish")
    assert answer.status_code == 409
    assert "The author took the comment back." in answer.content.decode()


def test_looking_at_a_card_takes_it_for_two_minutes(
    desk_of_sam: Client, held: Case, ines: User
) -> None:
    other = Client()
    other.force_login(ines)
    address = f"/admin/desk/cases/{held.pk}/take/"
    assert other.post(address, headers=FRAGMENT).content.decode().strip() == ""
    assert (
        "Ines Vidal</b> is reading this"
        in desk_of_sam.post(address, headers=FRAGMENT).content.decode()
    )
    assert "Ines Vidal</b> is reading this" in desk_of_sam.get("/admin/desk/").content.decode()
    Case.objects.update(taken_at=timezone.now() - timedelta(minutes=2, seconds=1))
    assert "is reading this" not in desk_of_sam.get("/admin/desk/").content.decode()
    desk_of_sam.post(address)
    held.refresh_from_db()
    assert held.taken_by_id == User.objects.get(name="Sam Okafor").pk


def test_an_undo_brings_the_card_back_and_comes_too_late_the_second_time(
    desk_of_sam: Client, held: Case
) -> None:
    decide(desk_of_sam, held, act="remove", rule="nice")
    address = f"/admin/desk/decisions/{Decision.objects.get().pk}/undo/"
    assert desk_of_sam.post(address).status_code == 303
    assert f'id="case-{held.pk}"' in desk_of_sam.get("/admin/desk/").content.decode()
    assert desk_of_sam.post(address, headers=FRAGMENT).status_code == 409
    desk_of_sam.post(address)
    assert "cannot be undone" in desk_of_sam.get("/admin/desk/").content.decode()


def test_undo_is_offered_for_what_can_be_undone_only(
    desk_of_sam: Client, held: Case, shown: Case, sam: User, ines: User
) -> None:
    removal = desk.decide(shown, ines, Act.REMOVE, rule="nice")
    author = shown.comment.author
    assert author is not None
    appeal = appeals.file_appeal(removal, author, "A joke.")
    form = {"act": "uphold", "reply": "We read it twice."}
    desk_of_sam.post(f"/admin/desk/appeals/{appeal.pk}/", form)
    decide(desk_of_sam, held, act="publish")
    page = desk_of_sam.get("/admin/desk/").content.decode()
    assert page.count("data-undo") == 1
    assert "Upheld on appeal" in page


def test_a_note_and_a_word_to_the_editor_go_with_the_card(desk_of_sam: Client, held: Case) -> None:
    author = held.comment.author
    assert author is not None
    form = {"text": "Called twice.", "case": held.pk}
    answer = desk_of_sam.post(f"/admin/desk/people/{author.pk}/note/?tab=held", form)
    assert answer["Location"] == f"/admin/desk/?tab=held#case-{held.pk}"
    decide(desk_of_sam, held, act="escalate", reply="Is this libel?")
    page = desk_of_sam.get("/admin/desk/?tab=escalated").content.decode()
    assert "<b>For the editor:</b> Is this libel?" in page
    assert "1 staff note" in page
