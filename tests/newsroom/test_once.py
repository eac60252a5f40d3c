"""A form of the newsroom that is sent twice counts once."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from articles.models import Correction, Story
from comments import cases
from comments.models import Decision, SavedReply, StaffNote, Status, TipMessage
from newsroom.accounts import once
from newsroom.accounts.models import User
from tests.factories import make_comment, make_speaker, make_story, make_suggestion, make_tip
from tests.security.forms import Form, forms_on, send

pytestmark = pytest.mark.django_db
TOLD = "That was sent twice, and counts once."


def form_on(browser: Client, address: str, action: str = "") -> Form:
    """The form of a page that posts to an address with this in it."""
    forms = forms_on(browser.get(address), address)
    return next(f for f in forms if f.method == "post" and (action or address) in f.action)


@pytest.fixture
def desk(client: Client, sam: User) -> Client:
    """The browser of Sam, a moderator."""
    client.force_login(sam)
    return client


@pytest.fixture
def office(client: Client, marisol: User) -> Client:
    """The browser of Marisol, an editor."""
    client.force_login(marisol)
    return client


def twice(browser: Client, form: Form, typed: dict[str, str], button: int = 0) -> list[Any]:
    return [send(browser, form, typed, button) for _ in range(2)]


def test_a_note_that_is_sent_twice_is_kept_once(desk: Client, dolores: User) -> None:
    page = f"/admin/desk/people/{dolores.pk}/"
    form = form_on(desk, page, "/note/")
    first, again = twice(desk, form, {"text": "Asked kindly."})
    assert (first.status_code, again.status_code) == (303, 303)
    assert StaffNote.objects.count() == 1
    assert TOLD in desk.get("/admin/desk/").content.decode()


def test_the_same_words_in_a_form_of_their_own_are_another_note(
    desk: Client, dolores: User
) -> None:
    page = f"/admin/desk/people/{dolores.pk}/"
    for _ in range(2):
        send(desk, form_on(desk, page, "/note/"), {"text": "Asked kindly."})
    assert StaffNote.objects.count() == 2


def test_other_words_in_the_same_form_are_another_note(desk: Client, dolores: User) -> None:
    form = form_on(desk, f"/admin/desk/people/{dolores.pk}/", "/note/")
    for words in ("Asked kindly.", "Asked again."):
        send(desk, form, {"text": words})
    assert StaffNote.objects.count() == 2


def test_a_form_that_was_refused_may_be_sent_as_it_is(desk: Client, dolores: User) -> None:
    form = form_on(desk, f"/admin/desk/people/{dolores.pk}/", "/note/")
    assert [answer.status_code for answer in twice(desk, form, {"text": " "})] == [422, 422]


def test_a_form_whose_answer_never_came_is_taken_again_a_minute_later(
    desk: Client, dolores: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = form_on(desk, f"/admin/desk/people/{dolores.pk}/", "/note/")
    monkeypatch.setattr(once, "settle", lambda *_: None)
    kept = []
    for at in ("12:00:00", "12:00:50", "12:01:10"):
        with time_machine.travel(f"2026-11-23T{at}Z", tick=False):
            send(desk, form, {"text": "Asked kindly."})
        kept.append(StaffNote.objects.count())
    assert kept == [1, 1, 2]


def test_two_people_may_write_the_same(desk: Client, ines: User, dolores: User) -> None:
    form = form_on(desk, f"/admin/desk/people/{dolores.pk}/", "/note/")
    send(desk, form, {"text": "Asked kindly."})
    desk.force_login(ines)
    send(desk, form, {"text": "Asked kindly."})
    assert StaffNote.objects.count() == 2


def test_a_measure_is_taken_once(desk: Client, dolores: User) -> None:
    form = form_on(desk, f"/admin/desk/people/{dolores.pk}/", "/sanction/")
    twice(desk, form, {"measure": "warn", "rule": "nice", "reason": "Please mind the rules."})
    assert dolores.sanctions.count() == 1


def test_a_comment_stays_picked(desk: Client, dolores: User) -> None:
    comment = make_comment(make_story(), dolores)
    form = form_on(desk, f"/admin/desk/people/{dolores.pk}/", "/pick/")
    twice(desk, form, {})
    comment.refresh_from_db()
    assert comment.picked_at is not None


def test_a_case_is_decided_once(desk: Client, dolores: User) -> None:
    held = make_comment(make_story(), dolores, status=Status.HELD, in_place=False)
    case = cases.open_case(held, rule="nice", reason="insult", held=True)
    form = form_on(desk, f"/admin/desk/cases/{case.pk}/")
    twice(desk, form, {"act": "publish"})
    assert Decision.objects.filter(comment=held).count() == 1


def test_a_new_thing_of_the_admin_is_made_once_and_the_second_sees_the_list(
    client: Client, admin: User
) -> None:
    client.force_login(admin)
    form = form_on(client, "/admin/comments/savedreply/add/")
    before = SavedReply.objects.count()
    typed = {"title": "Be kind", "rule": "nice", "text": "Be kind, {name}."}
    _first, again = twice(client, form, typed)
    assert SavedReply.objects.count() == before + 1
    assert again["Location"] == "/admin/comments/savedreply/"


def test_a_story_is_made_once(office: Client) -> None:
    section = make_story().section
    form = form_on(office, "/admin/articles/story/add/")
    typed = {"headline": "Council hears neighbors", "section": str(section.pk)}
    twice(office, form, typed)
    assert Story.objects.filter(headline="Council hears neighbors").count() == 1


def test_the_same_correction_is_published_once(office: Client, dolores: User) -> None:
    suggestion = make_suggestion(make_story(body="<p>It was a Monday.</p>"), dolores)
    form = form_on(office, f"/admin/corrections/{suggestion.pk}/")
    typed = {"act": "correct", "kind": "correction", "was": "gave the wrong day", "now": ""}
    typed |= {"paragraph": "It was a Tuesday.", "change_kind": "correction", "answer": ""}
    twice(office, form, typed)
    assert Correction.objects.filter(story=suggestion.story).count() == 1


def test_an_author_is_asked_once(office: Client, dolores: User) -> None:
    tip = make_tip(make_story(), dolores)
    form = form_on(office, f"/admin/tips/{tip.pk}/")
    twice(office, form, {"act": "ask", "text": "Where did you stand?"})
    assert TipMessage.objects.filter(tip=tip).count() == 1


def test_two_spellings_are_merged_once(office: Client) -> None:
    one, two = make_speaker("Luke Bronin"), make_speaker("Luke A. Bronin")
    form = form_on(office, "/admin/articles/speaker/spellings/")
    first, again = twice(office, form, {"spelling": two.name, "into": one.name})
    assert (first.status_code, again.status_code) == (303, 303)
    two.refresh_from_db()
    assert two.spelling_of == one
