"""The editor's form: what is typed becomes the story, cleaned, and nothing is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import OldAddress, Speaker, Story
from newsroom.accounts.models import User
from tests.articles.admin.conftest import DRAFT, WORDS, change_url, typed_into
from tests.factories import allow, make_quote, make_section, make_speaker, make_story

Send = Callable[..., Any]


def test_a_new_story_is_saved_as_a_draft_with_an_address_from_its_headline(send: Send) -> None:
    section = make_section()
    answer = send(None, "_draft", headline="Bridge to close for a year", section=section.pk)
    story = Story.objects.get()
    assert answer.status_code == 302
    assert (story.status, story.slug) == ("draft", "bridge-to-close-for-a-year")
    assert story.history.count() == 1


def test_a_pasted_body_is_cleaned_when_it_is_saved(send: Send, draft: Story) -> None:
    pasted = (
        '<p class="MsoNormal" style="color:red" onclick="x()"><b>Bold</b>&nbsp;words</p><p></p>'
        "<script>alert(1)</script><p><a href='javascript:alert(1)'>bad</a></p>"
    )
    send(draft, "_draft", body=pasted)
    draft.refresh_from_db()
    assert draft.body == "<p><strong>Bold</strong> words</p>\n<p>bad</p>"


def test_an_outdated_form_is_refused_and_what_was_typed_stays(
    desk: Client, draft: Story, teo: User
) -> None:
    opened = typed_into(desk.get(change_url(draft)))
    other = Story.objects.get(pk=draft.pk)
    other.headline, other.revision, other._history_user = "Theirs", other.revision + 1, teo
    other.save()
    answer = desk.post(change_url(draft), opened | {"headline": "Mine", "_draft": "1"})
    page = answer.content.decode()
    draft.refresh_from_db()
    assert answer.status_code == 200
    assert draft.headline == "Theirs"
    assert "Teo Marchetti saved this story at" in page
    assert 'value="Mine"' in page
    assert "<del>Theirs</del><ins>Mine</ins>" in page


def test_an_editor_who_compared_both_saves_theirs_and_keeps_the_other_version(
    desk: Client, draft: Story
) -> None:
    opened = typed_into(desk.get(change_url(draft)))
    draft.headline, draft.revision = "Theirs", draft.revision + 1
    draft.save()
    sent = opened | {"headline": "Mine", "overwrite": draft.revision, "_draft": "1"}
    desk.post(change_url(draft), sent)
    draft.refresh_from_db()
    assert draft.headline == "Mine"
    assert list(draft.history.values_list("headline", flat=True)[:2]) == ["Mine", "Theirs"]


def test_editors_are_told_who_else_has_the_story_open(
    desk: Client, draft: Story, admin: User
) -> None:
    other = Client()
    other.force_login(admin)
    other.get(change_url(draft))
    assert (
        "Ada Lindqvist has been editing this story since"
        in desk.get(change_url(draft)).content.decode()
    )
    presence = reverse("admin:articles_story_presence", args=[draft.pk])
    assert len(desk.post(presence).json()["others"]) == 1
    other.post(presence, {"left": "1"})
    assert desk.post(presence).json()["others"] == []


def test_saving_writes_no_counter_that_moved_meanwhile(send: Send, draft: Story) -> None:
    def comment_arrives(**_: object) -> None:
        Story.objects.filter(pk=draft.pk).update(comment_count=7)

    pre_save.connect(comment_arrives, sender=Story)
    try:
        send(draft, "_draft", headline="New words")
    finally:
        pre_save.disconnect(comment_arrives, sender=Story)
    draft.refresh_from_db()
    assert (draft.headline, draft.comment_count) == ("New words", 7)


def test_a_public_slug_changes_only_on_request_and_leaves_an_old_address(send: Send) -> None:
    story = make_story(slug="old-words", body=WORDS)
    former = story.get_absolute_url()
    assert send(story, slug="new-words").status_code == 200
    assert send(story, slug="new-words", change_address="on").status_code == 302
    story.refresh_from_db()
    assert story.slug == "new-words"
    assert OldAddress.objects.get(path=former).story == story


def test_a_slug_taken_on_that_day_is_refused(send: Send) -> None:
    make_story(slug="taken", body=WORDS)
    story = make_story(slug="free", body=WORDS)
    answer = send(story, slug="taken", change_address="on")
    assert "Another story of that day has this slug" in answer.content.decode()


def test_moving_a_public_story_to_another_section_leaves_an_old_address(send: Send) -> None:
    story = make_story(body=WORDS)
    former = story.get_absolute_url()
    send(story, section=make_section("Schools").pk)
    assert OldAddress.objects.get(path=former).story == story


def test_a_place_on_the_front_page_moves_and_the_one_that_had_it_is_named(
    desk: Client, send: Send
) -> None:
    lead = make_story("The old lead", front_slot="lead", body=WORDS)
    story = make_story("The new lead", body=WORDS)
    assert "Lead (now “The old lead”)" in desk.get(change_url(story)).content.decode()
    send(story, front_slot="lead")
    story.refresh_from_db()
    lead.refresh_from_db()
    assert (story.front_slot, lead.front_slot) == ("lead", "")
    page = desk.get(change_url(story)).content.decode()
    assert "“The old lead” gave up its place on the front page: lead." in page


def test_a_typed_speaker_is_made_or_found_whatever_the_case(send: Send, draft: Story) -> None:
    known = make_speaker("Luke Bronin")
    row = {
        "quotes-TOTAL_FORMS": "2",
        "quotes-0-text": "Forty people spoke.",
        "quotes-0-speaker_name": "luke bronin",
        "quotes-0-certain": "on",
        "quotes-1-text": "The council met",
        "quotes-1-speaker_name": "Ana Reyes",
        "quotes-1-certain": "on",
    }
    send(draft, "_draft", **row)
    assert list(draft.quotes.values_list("speaker__name", "paragraph")) == [
        ("Ana Reyes", 0),
        ("Luke Bronin", 1),
    ]
    assert draft.quotes.last().speaker == known
    assert Speaker.objects.count() == 2


def test_the_form_warns_of_quotes_that_left_the_body_and_of_long_headlines(
    desk: Client, draft: Story
) -> None:
    make_quote(draft, "We never said this.")
    Story.objects.filter(pk=draft.pk).update(headline="Very long words " * 6)
    page = desk.get(change_url(draft)).content.decode()
    assert "no longer stands in the story" in page
    assert "The headline has 96 letters" in page


@pytest.mark.parametrize("person", ["sam", "dolores"])
def test_moderators_and_readers_see_nothing_of_stories(
    client: Client, draft: Story, person: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(person))
    urls = [
        change_url(draft),
        reverse("admin:articles_story_changelist"),
        reverse("admin:articles_story_history", args=[draft.pk]),
        reverse("admin:articles_story_version", args=[draft.pk, draft.history.first().pk]),
        reverse("admin:articles_story_names", args=["speakers"]),
    ]
    assert {client.get(url).status_code for url in urls} <= {302, 403}
    presence = reverse("admin:articles_story_presence", args=[draft.pk])
    assert client.post(presence).status_code in (302, 403)


def test_a_writer_without_the_right_to_publish_saves_drafts_only(
    client: Client, draft: Story, teo: User
) -> None:
    teo.is_staff = True
    teo.save()
    client.force_login(allow(teo, "articles.view_story", "articles.change_story"))
    opened = typed_into(client.get(change_url(draft)))
    assert client.post(change_url(draft), opened | {"_publish": "1"}).status_code == 403
    assert client.post(change_url(draft), opened | {"_review": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "review"


def test_what_readers_have_seen_cannot_be_deleted(desk: Client, draft: Story) -> None:
    story = make_story(body=WORDS)
    delete = "admin:articles_story_delete"
    assert desk.post(reverse(delete, args=[story.pk]), {"post": "yes"}).status_code == 403
    assert desk.post(reverse(delete, args=[draft.pk]), {"post": "yes"}).status_code == 302
    assert list(Story.objects.all()) == [story]


def test_the_time_of_a_schedule_is_said_in_words(desk: Client) -> None:
    at = timezone.localtime() + timedelta(hours=9, minutes=5)
    url = reverse("admin:articles_story_time")
    words = desk.get(url, {"at": at.strftime("%Y-%m-%dT%H:%M")}).json()["words"]
    assert words.startswith("Publishes ")
    assert words.endswith(", in 9 hours")
    assert desk.get(url, {"at": "2019-99-99T00:00"}).status_code == 400


def test_a_draft_with_the_headline_of_another_is_no_conflict(send: Send, draft: Story) -> None:
    twin = make_story("Twin", slug=draft.slug, **DRAFT)
    assert send(twin, "_draft").status_code == 302
