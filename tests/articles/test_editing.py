"""Two editors on one story."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles import editing
from newsroom.accounts.models import User
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_of_two_forms_opened_at_one_revision_one_is_saved() -> None:
    story = make_story()
    seen = story.revision
    editing.claim(story, seen)
    with pytest.raises(editing.OutdatedFormError, match="saved this story"):
        editing.claim(story, seen)
    editing.claim(story, seen + 1)


def test_an_editor_is_not_warned_of_their_own_form(marisol: User) -> None:
    story = make_story()
    editing.open_form(story, marisol)
    assert editing.notices_of_others(story, marisol) == []


def test_the_time_said_is_when_the_form_was_opened(marisol: User, admin: User) -> None:
    story = make_story()
    with time_machine.travel("2019-06-24T20:05:00Z", tick=False):
        editing.open_form(story, marisol)
    with time_machine.travel("2019-06-24T20:12:00Z", tick=False):
        editing.open_form(story, marisol)
        notices = editing.notices_of_others(story, admin)
    assert notices == ["Marisol Reyes has been editing this story since 4:05 p.m."]


def test_a_form_that_gives_no_sign_of_life_counts_as_left(marisol: User, admin: User) -> None:
    story = make_story()
    editing.open_form(story, marisol)
    with time_machine.travel(timezone.now() + editing.LEFT_AFTER + timedelta(seconds=5)):
        assert editing.notices_of_others(story, admin) == []


def test_a_form_that_was_closed_is_gone(marisol: User, admin: User) -> None:
    story = make_story()
    editing.open_form(story, marisol)
    editing.close_form(story, marisol)
    assert editing.notices_of_others(story, admin) == []
