"""The buttons of the form: each moves the story as it says, or says what stands in the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Correction, Status, Story, Update
from tests.articles.admin.conftest import DRAFT, WORDS, change_url
from tests.factories import make_quote, make_story

Send = Callable[..., Any]
LONG = "We have waited for this bridge for ten years, " * 3 + "and we are done waiting."


def local(**ahead: int) -> str:
    """A time to come as the browser's field sends it, in the newsroom's zone."""
    return timezone.localtime(timezone.now() + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M")


def test_publish_now_makes_the_story_public(send: Send, draft: Story) -> None:
    send(draft, "_publish")
    draft.refresh_from_db()
    assert draft.is_public()
    assert draft.day == timezone.localdate()


def test_publishing_keeps_one_version_with_who_and_why(send: Send, draft: Story) -> None:
    before = draft.history.count()
    send(draft, "_publish", headline="A better headline")
    version = draft.history.first()
    assert draft.history.count() == before + 1
    assert version.headline == "A better headline"
    assert (version.history_user.name, version.history_change_reason) == (
        "Marisol Reyes",
        "Published",
    )


def test_ready_for_review_stays_hidden(send: Send, draft: Story) -> None:
    send(draft, "_review")
    draft.refresh_from_db()
    assert (draft.status, draft.is_public()) == (Status.REVIEW, False)


def test_plain_saving_leaves_a_story_where_it_stands(send: Send, draft: Story) -> None:
    Story.objects.filter(pk=draft.pk).update(status=Status.REVIEW)
    send(draft, "_save", headline="Still in review")
    draft.refresh_from_db()
    assert (draft.headline, draft.status) == ("Still in review", Status.REVIEW)


def test_a_schedule_holds_the_story_back_and_says_when(
    desk: Client, send: Send, draft: Story
) -> None:
    send(draft, "_schedule", publish_at=local(hours=9, minutes=30))
    draft.refresh_from_db()
    page = desk.get(change_url(draft)).content.decode()
    assert (draft.status, draft.is_public()) == (Status.PUBLISHED, False)
    assert "Publishes " in page
    assert ", in 9 hours" in page


def test_a_scheduled_story_keeps_its_time_when_its_words_change(send: Send, draft: Story) -> None:
    send(draft, "_schedule", publish_at=local(hours=9))
    draft.refresh_from_db()
    at = draft.published_at
    send(draft, "_save", headline="Changed on the schedule")
    draft.refresh_from_db()
    assert (draft.headline, draft.published_at) == ("Changed on the schedule", at)


def test_saving_a_draft_takes_it_off_the_schedule(send: Send, draft: Story) -> None:
    send(draft, "_schedule", publish_at=local(hours=9))
    send(draft, "_draft")
    draft.refresh_from_db()
    assert (draft.status, draft.published_at, draft.day) == (Status.DRAFT, None, None)


def test_a_schedule_needs_a_time_to_come(send: Send, draft: Story) -> None:
    for at in (None, local(hours=-1)):
        page = send(draft, "_schedule", publish_at=at).content.decode()
        assert "Choose a time to come, or publish it now." in page


def test_a_story_under_embargo_is_not_published_and_the_form_keeps_its_words(
    send: Send, draft: Story
) -> None:
    answer = send(draft, "_publish", embargo_until=local(days=2), headline="Under embargo")
    page = answer.content.decode()
    draft.refresh_from_db()
    assert answer.status_code == 200
    assert "It is under embargo until" in page
    assert 'value="Under embargo"' in page
    assert (draft.status, draft.headline) == (Status.DRAFT, "Council hears neighbors")


def test_a_story_is_scheduled_for_after_its_embargo(send: Send, draft: Story) -> None:
    send(draft, "_schedule", embargo_until=local(days=2), publish_at=local(days=3))
    send(draft, "_save", embargo_until=local(days=4), publish_at=local(days=5))
    draft.refresh_from_db()
    assert draft.published_at > draft.embargo_until > timezone.now() + timedelta(days=3)


def test_what_publishing_needs_is_named(send: Send, draft: Story) -> None:
    Story.objects.filter(pk=draft.pk).update(needs_headline=True)
    page = send(draft, "_publish", body="").content.decode()
    assert "Give the story a headline of its own." in page
    assert "Write the story before you publish it." in page
    assert send(draft, "_publish", headline="One of its own").status_code == 302


def test_a_set_off_quote_without_a_speaker_blocks_publishing(send: Send, draft: Story) -> None:
    Story.objects.filter(pk=draft.pk).update(body=f"{WORDS}<p>“{LONG}”</p>")
    make_quote(draft, LONG, speaker=None, paragraph=2)
    page = send(draft, "_publish").content.decode()
    draft.refresh_from_db()
    assert "Name the speaker of “We have waited for this bridge" in page
    assert draft.status == Status.DRAFT
    assert send(draft, "_publish", **{"quotes-0-speaker_name": "Ana Reyes"}).status_code == 302


def test_a_public_story_is_never_saved_in_a_state_that_could_not_be_published(send: Send) -> None:
    story = make_story(body=WORDS)
    assert send(story, body="").status_code == 200
    story.refresh_from_db()
    assert story.body == WORDS


def test_withdrawing_needs_a_reason_that_readers_are_given(client: Client, send: Send) -> None:
    story = make_story(body=WORDS, front_slot="lead")
    assert "Say why it is withdrawn" in send(story, "_withdraw").content.decode()
    send(story, "_withdraw", withdraw_why="The source took it back.")
    story.refresh_from_db()
    assert (story.status, story.withdrawn_why) == (Status.WITHDRAWN, "The source took it back.")
    assert story.front_slot == ""
    answer = client.get(story.get_absolute_url())
    assert answer.status_code == 410
    assert "The source took it back." in answer.content.decode()


def test_a_withdrawn_story_is_published_again_at_its_old_address(
    client: Client, send: Send
) -> None:
    story = make_story(body=WORDS)
    was = (story.published_at, story.day)
    send(story, "_withdraw", withdraw_why="To be checked.")
    send(story, "_publish")
    story.refresh_from_db()
    assert (story.published_at, story.day) == was
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_small_fix_tells_readers_nothing(send: Send) -> None:
    story = make_story(body=WORDS)
    send(story, headline="Spelled right")
    story.refresh_from_db()
    assert story.updated_at is None
    assert story.history.first().history_change_reason == "Small fix"


def test_an_update_moves_the_updated_time(send: Send) -> None:
    story = make_story(body=WORDS)
    refused = send(story, change_kind="update").content.decode()
    assert "Say what is new. Readers see it under the story." in refused
    send(story, change_kind="update", whats_new="The vote was put off.")
    story.refresh_from_db()
    assert story.updated_at == Update.objects.get(story=story).at


def test_a_correction_is_added_and_shown_and_can_never_be_changed(desk: Client, send: Send) -> None:
    story = make_story(body=WORDS)
    note = {"corrections-0-kind": "correction", "corrections-0-was": "gave the wrong day."}
    send(story, change_kind="correction", **note)
    correction = Correction.objects.get(story=story)
    story.refresh_from_db()
    assert (correction.was, correction.by.name) == ("gave the wrong day.", "Marisol Reyes")
    assert story.updated_at == correction.at
    shown = desk.get(story.get_absolute_url()).content.decode()
    assert "gave the wrong day." in shown
    tampered = {
        "corrections-INITIAL_FORMS": "1",
        "corrections-TOTAL_FORMS": "1",
        "corrections-0-id": correction.pk,
        "corrections-0-was": "gave the right day.",
        "corrections-0-DELETE": "on",
    }
    send(story, **tampered)
    correction.refresh_from_db()
    assert correction.was == "gave the wrong day."


def test_a_change_called_a_correction_needs_its_note(send: Send) -> None:
    story = make_story(body=WORDS)
    page = send(story, change_kind="correction").content.decode()
    assert "Write the correction: what was wrong, and what is right." in page


def test_find_quotes_saves_the_form_and_adds_what_it_finds(
    desk: Client, send: Send, draft: Story
) -> None:
    words = "<p>“We will fix the bridge this year,” Mayor Ana Reyes said on Monday.</p>"
    send(draft, "_find_quotes", body=words)
    quote = draft.quotes.get()
    assert (quote.speaker.name, quote.paragraph) == ("Ana Reyes", 0)
    assert "We will fix the bridge this year" in quote.text
    send(draft, "_find_quotes")
    assert draft.quotes.count() == 1
    assert "Found no further quotes." in desk.get(change_url(draft)).content.decode()


def test_found_quotes_are_answered_to_the_script_too(desk: Client) -> None:
    url = reverse("admin:articles_story_find_quotes")
    body = "<p>“We will fix the bridge this year,” Mayor Ana Reyes said on Monday.</p>"
    found = desk.post(url, {"body": body}).json()["quotes"]
    assert [quote["speaker"] for quote in found] == ["Ana Reyes"]
    known = {"body": body, "known": found[0]["text"]}
    assert desk.post(url, known).json()["quotes"] == []


def test_a_story_with_a_slug_of_that_day_is_not_published_over_it(send: Send) -> None:
    taken = make_story(slug="twin", published_at=timezone.now(), day=timezone.localdate())
    twin = make_story("Twin", slug=taken.slug, body=WORDS, **DRAFT)
    page = send(twin, "_publish").content.decode()
    assert "Another story of that day has this slug. Choose another." in page
