"""Desk hours: what waits while nobody is there, what the form says, and who is written to."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles.models import Story
from comments import digest, shifts, submission
from comments.models import Case, Shift, Status, Word
from comments.submission import Entry
from newsroom import memo
from newsroom.accounts.models import User
from tests.comments.talking import establish, open_story
from tests.factories import make_user

pytestmark = pytest.mark.django_db
AWAY = "No moderator is at the desk now"


def submit(story: Story, author: User, body: str) -> str:
    memo.forget_everything()
    comment = submission.submit(Entry(story, author, body, token=body)).comment
    assert comment is not None
    return comment.status


def test_a_watched_word_waits_only_while_nobody_is_at_the_desk(dolores: User, sam: User) -> None:
    establish(dolores)
    story = open_story()
    Word.objects.create(term="glimmock", handling="watch", rule="nice")
    assert submit(story, dolores, "The glimmock spoke first.") == Status.HELD
    shifts.come(sam)
    assert submit(story, dolores, "The glimmock spoke again.") == Status.PUBLISHED
    shifts.leave(sam)
    assert submit(story, dolores, "A plain remark about the bridge.") == Status.PUBLISHED


def test_a_first_comment_waits_while_nobody_is_there_though_the_site_trusts_newcomers(
    sam: User, settings: pytest.FixtureRequest
) -> None:
    settings.COMMENTS_FIRST_HELD = 0  # type: ignore[attr-defined]
    story = open_story()
    assert submit(story, make_user(), "My first remark.") == Status.HELD
    shifts.come(sam)
    assert submit(story, make_user(), "Another first remark.") == Status.PUBLISHED


def test_the_form_says_when_nobody_is_at_the_desk(client: Client, dolores: User, sam: User) -> None:
    story = open_story()
    client.force_login(dolores)
    assert AWAY in client.get(story.get_absolute_url()).content.decode()
    shifts.come(sam)
    assert AWAY not in client.get(story.get_absolute_url()).content.decode()


def test_somebody_who_does_nothing_for_half_an_hour_is_not_there(sam: User) -> None:
    shifts.come(sam)
    assert shifts.is_staffed()
    Shift.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    memo.forget_everything()
    assert not shifts.is_staffed()
    assert shifts.at_the_desk() == []
    shifts.keep_up(sam)
    assert [one.moderator for one in shifts.at_the_desk()] == [sam]


def test_a_shift_that_goes_on_is_noted_once_a_minute(sam: User) -> None:
    shifts.come(sam)
    begun = Shift.objects.get().seen_at
    shifts.keep_up(sam)
    assert Shift.objects.get().seen_at == begun
    Shift.objects.update(seen_at=begun - timedelta(seconds=61))
    shifts.keep_up(sam)
    assert Shift.objects.get().seen_at > begun


def test_one_comes_to_the_desk_and_leaves_it_by_a_button(client: Client, sam: User) -> None:
    client.force_login(sam)
    client.post("/admin/desk/shift/", {"on": "1"})
    assert "At the desk: <b>Sam Okafor</b>" in client.get("/admin/desk/").content.decode()
    client.post("/admin/desk/shift/")
    assert "At the desk: nobody" in client.get("/admin/desk/").content.decode()


def late(case: Case, minutes: int) -> None:
    Case.objects.filter(pk=case.pk).update(opened_at=timezone.now() - timedelta(minutes=minutes))


def verify(*people: User) -> None:
    for person in people:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def test_moderators_are_written_to_when_a_case_is_late_and_not_again_within_the_hour(
    held: Case, sam: User, ines: User, marisol: User, dolores: User
) -> None:
    verify(sam, marisol, dolores)
    late(held, 59)
    assert digest.send_if_late() == 0
    late(held, 61)
    assert digest.send_if_late() == 1
    assert digest.send_if_late() == 0
    (letter,) = mail.outbox
    assert letter.to == [sam.email]
    assert "/admin/desk/" in str(letter.body)
    assert "61 minutes" in letter.subject


def test_nobody_is_written_to_about_what_is_decided_or_with_an_editor(
    held: Case, sam: User
) -> None:
    verify(sam)
    late(held, 90)
    Case.objects.update(is_escalated=True)
    assert digest.send_if_late() == 0
    Case.objects.update(is_escalated=False, closed_at=timezone.now())
    assert digest.send_if_late() == 0
