"""Versions: every one is kept, can be read against another, and can come back."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from articles.history import Mark, changes
from articles.models import Author, OldAddress, Status, Story, Tag
from tests.factories import make_section, make_story

Send = Callable[..., Any]


def restore(desk: Client, story: Story, number: int) -> Any:
    """Presses Restore on the version with this place in the list, 0 the newest."""
    version = story.history.all()[number]
    return desk.post(reverse("admin:articles_story_restore", args=[story.pk, version.pk]))


def test_a_version_shows_word_by_word_what_it_changed(
    desk: Client, send: Send, draft: Story
) -> None:
    send(draft, "_draft", body="<p>The council met on Tuesday.</p><p>Forty people spoke.</p>")
    version = draft.history.first()
    url = reverse("admin:articles_story_version", args=[draft.pk, version.pk])
    page = desk.get(url).content.decode()
    assert "The council met on <del>Monday.</del><ins>Tuesday.</ins>" in page
    assert "Forty people spoke." not in page


def test_a_byline_and_its_tags_are_part_of_a_version(
    desk: Client, send: Send, draft: Story
) -> None:
    Author.objects.create(name="Ana Reyes", slug="ana-reyes")
    Tag.objects.create(name="Roads", slug="roads")
    before = draft.history.first()
    send(draft, "_draft", authors="Ana Reyes", tags="Roads")
    found = {change.label: change.paragraphs for change in changes(before, draft.history.first())}
    assert found["byline"][0][0].text == "Ana Reyes"
    assert (found["tags"][0][0].mark, found["tags"][0][0].text) == (Mark.ADDED, "Roads")


def test_the_list_says_when_who_and_what(desk: Client, send: Send, draft: Story) -> None:
    send(draft, "_publish")
    url = reverse("admin:articles_story_history", args=[draft.pk])
    page = desk.get(url).content.decode()
    assert "Marisol Reyes" in page
    assert "Published" in page


def test_words_in_a_version_are_never_markup(desk: Client, send: Send, draft: Story) -> None:
    send(draft, "_draft", headline="<script>alert(1)</script>")
    url = reverse("admin:articles_story_version", args=[draft.pk, draft.history.first().pk])
    assert "<script>alert" not in desk.get(url).content.decode()


def test_restoring_brings_the_words_back_as_a_new_version(
    desk: Client, send: Send, draft: Story
) -> None:
    reyes = Author.objects.create(name="Ana Reyes", slug="ana-reyes")
    send(draft, "_draft", authors="Ana Reyes")
    send(draft, "_draft", authors=None, headline="Another", body="<p>Gone.</p>")
    kept = draft.history.count()
    answer = restore(desk, draft, 1)
    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.headline, draft.authors.get()) == ("Council hears neighbors", reyes)
    assert draft.history.count() == kept + 1
    newest = draft.history.first()
    assert newest.history_change_reason.startswith("Restored the version of")
    assert newest.authors.count() == 1


def test_restoring_leaves_state_and_address(desk: Client, send: Send, draft: Story) -> None:
    first = draft.slug
    send(draft, "_publish", slug="published-words", headline="Published words")
    restore(desk, draft, 1)
    draft.refresh_from_db()
    assert first != "published-words"
    assert (draft.status, draft.slug) == (Status.PUBLISHED, "published-words")
    assert draft.headline == "Council hears neighbors"


def test_a_public_story_is_not_restored_to_what_could_not_be_published(
    desk: Client, send: Send, draft: Story
) -> None:
    send(draft, "_draft", body="")
    send(draft, "_publish", body="<p>Words.</p>")
    restore(desk, draft, 1)
    draft.refresh_from_db()
    assert draft.body == "<p>Words.</p>"


def test_a_version_of_another_section_brings_its_address_along(desk: Client, send: Send) -> None:
    story = make_story(body="<p>Words.</p>")
    send(story, section=make_section("Schools").pk)
    story.refresh_from_db()
    in_schools = story.get_absolute_url()
    restore(desk, story, 1)
    assert OldAddress.objects.get(path=in_schools).story == story


def test_a_restored_version_outdates_open_forms(desk: Client, send: Send, draft: Story) -> None:
    send(draft, "_draft", headline="Another")
    draft.refresh_from_db()
    before = draft.revision
    restore(desk, draft, 1)
    draft.refresh_from_db()
    assert draft.revision > before
