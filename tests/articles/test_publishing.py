"""Verbs of the newsroom: who sees a story from when, and what stands in the way."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import publishing
from articles.models import CorrectionKind, OldAddress, Status, Story
from newsroom.accounts.models import User
from tests.factories import make_photo, make_quote, make_section, make_story

pytestmark = pytest.mark.django_db
DRAFT = {"status": Status.DRAFT, "published_at": None, "day": None}
LONG = "We have waited for this bridge for ten years, " * 3 + "and we are done waiting."


def refusal(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(error.value.messages)


def test_the_day_of_the_address_is_the_newsrooms_not_the_clocks_of_greenwich() -> None:
    story = make_story(**DRAFT)
    late_evening = datetime(2019, 6, 25, 2, 30, tzinfo=UTC)
    publishing.publish(story, late_evening)
    assert story.day == date(2019, 6, 24)


def test_publishing_again_keeps_time_and_day(marisol: User) -> None:
    story = make_story()
    was = (story.published_at, story.day)
    publishing.withdraw(story, "To be checked.", marisol)
    publishing.publish(story, by=marisol)
    assert (story.published_at, story.day) == was
    assert story.withdrawn_why == ""


def test_a_story_moved_on_the_schedule_gets_the_day_it_appears_on() -> None:
    story = make_story(**DRAFT)
    now = timezone.now()
    publishing.publish(story, now + timedelta(days=1))
    publishing.publish(story, now + timedelta(days=5))
    assert story.day == timezone.localdate(now + timedelta(days=5))


def test_a_scheduled_story_appears_by_its_time_alone() -> None:
    story = make_story(**DRAFT)
    at = timezone.now() + timedelta(hours=9)
    publishing.publish(story, at)
    assert not Story.objects.published().exists()
    with time_machine.travel(at + timedelta(seconds=1)):
        assert Story.objects.published().get() == story


def test_a_public_story_is_not_put_off() -> None:
    story = make_story()
    with pytest.raises(ValidationError, match="public already"):
        publishing.publish(story, timezone.now() + timedelta(days=1))


def test_everything_that_blocks_is_named_at_once_by_field() -> None:
    story = make_story(body="", needs_headline=True, **DRAFT)
    make_photo(story, alt="")
    with pytest.raises(ValidationError) as error:
        publishing.publish(story)
    assert set(error.value.message_dict) == {"headline", "body", "__all__"}
    assert Story.objects.get(pk=story.pk).status == Status.DRAFT


def test_an_embargo_holds_until_its_time() -> None:
    until = timezone.now() + timedelta(days=2)
    story = make_story(embargo_until=until, **DRAFT)
    with pytest.raises(ValidationError, match="under embargo until"):
        publishing.publish(story)
    publishing.publish(story, until)
    assert story.status == Status.PUBLISHED


def test_a_block_quote_without_an_owner_blocks() -> None:
    story = make_story(body=f"<p>She said:</p><blockquote><p>“{LONG}”</p></blockquote>", **DRAFT)
    with pytest.raises(ValidationError) as error:
        publishing.publish(story)
    assert "Name the speaker of “We have waited" in refusal(error)
    make_quote(story, LONG)
    publishing.publish(story)


def test_a_quote_that_runs_in_the_text_needs_no_speaker() -> None:
    story = make_story(body="<p>It was “a mess,” neighbors said.</p>", **DRAFT)
    make_quote(story, "a mess,", speaker=None)
    publishing.publish(story)
    assert story.is_public()


def test_a_doubtful_speaker_keeps_no_story_from_readers() -> None:
    story = make_story(body=f"<p>“{LONG}”</p>", **DRAFT)
    make_quote(story, LONG, speaker=None, certain=False)
    publishing.publish(story)
    assert story.is_public()


def test_withdrawing_needs_a_reason_and_a_published_story() -> None:
    story = make_story(front_slot="lead")
    with pytest.raises(ValidationError, match="Say why"):
        publishing.withdraw(story, "  ", None)
    publishing.withdraw(story, "Wrong city.", None)
    assert OldAddress.objects.get(path=story.get_absolute_url()).story == story
    with pytest.raises(ValidationError, match="Only a published story"):
        publishing.withdraw(story, "Again.", None)


def test_publishing_again_takes_the_tombstone_off_the_address() -> None:
    story = make_story()
    publishing.withdraw(story, "Wrong city.", None)
    publishing.publish(story)
    assert not OldAddress.objects.exists()


def test_what_readers_have_seen_is_not_made_a_draft() -> None:
    with pytest.raises(ValidationError, match="Withdraw it"):
        publishing.hold_back(make_story(), Status.DRAFT)


def test_a_correction_is_dated_and_tells_readers(marisol: User) -> None:
    story = make_story()
    at = datetime(2019, 6, 24, 23, 15, tzinfo=UTC)
    note = publishing.correct(
        story, CorrectionKind.CORRECTION, "gave the wrong day.", "It was Monday.", marisol, at
    )
    assert (note.at, note.by, story.updated_at) == (at, marisol, at)
    assert story.history.first().history_change_reason == "Correction"


def test_a_correction_says_what_was_wrong_of_a_published_story(marisol: User) -> None:
    kind = CorrectionKind.CORRECTION
    with pytest.raises(ValidationError):
        publishing.correct(make_story(), kind, " ", "Right.", marisol)
    with pytest.raises(ValidationError, match="Only a published story"):
        publishing.correct(make_story(**DRAFT), kind, "Wrong.", "Right.", marisol)


def test_an_update_moves_the_time_for_readers() -> None:
    story = make_story()
    publishing.update(story, "The vote was put off.")
    assert story.updated_at is not None
    with pytest.raises(ValidationError, match="Only a published story"):
        publishing.update(make_story(**DRAFT), "The vote was put off.")


def test_every_verb_outdates_forms_that_were_opened_before(marisol: User) -> None:
    story = make_story(**DRAFT)
    seen = [story.revision]
    publishing.publish(story, by=marisol)
    seen.append(story.revision)
    publishing.update(story, "The vote was put off.", marisol)
    seen.append(story.revision)
    publishing.withdraw(story, "Wrong city.", marisol)
    seen.append(story.revision)
    assert seen == sorted(set(seen))
    assert story.history.first().history_user == marisol


def test_a_refused_verb_changes_nothing() -> None:
    story = make_story(body="", **DRAFT)
    versions = story.history.count()
    with pytest.raises(ValidationError), transaction.atomic():
        publishing.publish(story)
    stored = Story.objects.get(pk=story.pk)
    assert (stored.status, stored.revision) == (Status.DRAFT, story.revision)
    assert story.history.count() == versions


def test_a_place_on_the_front_page_has_one_story() -> None:
    former, story = make_story(front_slot="lead"), make_story()
    assert publishing.place_on_front(story, "lead") == former
    assert Story.objects.get(front_slot="lead") == story
    assert publishing.place_on_front(story, "") is None


def test_a_story_that_moves_back_is_no_longer_its_own_old_address() -> None:
    story = make_story(slug="first")
    first = story.get_absolute_url()
    story.slug = "second"
    publishing.leave_old_address(story, first)
    second, story.slug = story.get_absolute_url(), "first"
    publishing.leave_old_address(story, second)
    assert list(OldAddress.objects.values_list("path", flat=True)) == [second]


def test_another_story_of_the_day_keeps_its_slug() -> None:
    taken = make_story(slug="twin", section=make_section("Schools"))
    story = make_story(slug="twin", **DRAFT)
    with pytest.raises(ValidationError, match="has this slug"):
        publishing.publish(story, taken.published_at)
