"""The list of stories: states, filters, search, and few queries however long it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Author, Correction, Status, Story
from tests.articles.admin.conftest import DRAFT, change_url
from tests.factories import make_photo, make_quote, make_section, make_story

LIST = "/admin/articles/story/"


@pytest.fixture
def one_of_each(db: None) -> dict[str, Story]:
    """A story in each state, by its name in the filter."""
    soon = timezone.now() + timedelta(days=1)
    stories = {
        "draft": make_story(**DRAFT),
        "review": make_story(**{**DRAFT, "status": Status.REVIEW}),
        "scheduled": make_story(published_at=soon, day=soon.date()),
        "published": make_story(),
        "corrected": make_story(),
        "withdrawn": make_story(status=Status.WITHDRAWN, day=soon.date()),
    }
    Correction.objects.create(story=stories["corrected"], was="gave the wrong day.")
    return stories


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("draft", "Draft"),
        ("review", "Ready for review"),
        ("scheduled", "Scheduled"),
        ("published", "Published"),
        ("corrected", "Corrected"),
        ("withdrawn", "Withdrawn"),
    ],
)
def test_each_state_is_named_and_filtered_by(
    desk: Client, one_of_each: dict[str, Story], state: str, name: str
) -> None:
    listed = desk.get(LIST, {"state": state})
    assert list(listed.context["cl"].result_list) == [one_of_each[state]]
    assert f'<td class="field-state_name">{name}</td>' in listed.content.decode()


def test_an_unknown_state_filters_nothing(desk: Client, one_of_each: dict[str, Story]) -> None:
    assert len(desk.get(LIST, {"state": "nonsense"}).context["cl"].result_list) == 6


def test_stories_are_found_by_section_words_and_byline(desk: Client) -> None:
    story = make_story("Bridge closes", section=make_section("Roads"))
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes"))
    make_story("Something else")
    for asked in ({"section": "roads"}, {"q": "bridge"}, {"q": "reyes"}):
        assert list(desk.get(LIST, asked).context["cl"].result_list) == [story]


def queries(desk: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert desk.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_few_queries_however_many_stories(desk: Client, count: int) -> None:
    author = Author.objects.create(name="Ana Reyes", slug="ana-reyes")
    for number in range(count):
        make_story(section=make_section(f"Section {number % 5}")).authors.add(author)
    assert queries(desk, LIST) <= 12


def test_the_form_takes_no_more_queries_for_more_quotes_and_pictures(
    desk: Client, draft: Story
) -> None:
    def grow() -> None:
        make_quote(draft)
        make_photo(draft)

    grow()
    few = queries(desk, change_url(draft))
    for _ in range(5):
        grow()
    assert queries(desk, change_url(draft)) == few <= 30


@pytest.mark.parametrize("model", ["section", "tag", "author", "speaker"])
def test_editors_keep_the_shelves_and_their_addresses_stay(desk: Client, model: str) -> None:
    fields: dict[str, Any] = {"name": "Fresh", "slug": "fresh", "position": "1"}
    desk.post(reverse(f"admin:articles_{model}_add"), fields)
    page = desk.get(reverse(f"admin:articles_{model}_changelist"), {"q": "fresh"})
    made = page.context["cl"].result_list[0]
    change = reverse(f"admin:articles_{model}_change", args=[made.pk])
    desk.post(change, fields | {"name": "Renamed", "slug": "other"})
    made.refresh_from_db()
    assert (made.name, made.slug) == ("Renamed", "fresh")


def test_a_section_takes_no_address_of_the_site(desk: Client) -> None:
    fields = {"name": "Rules", "slug": "rules", "position": "1"}
    page = desk.post(reverse("admin:articles_section_add"), fields)
    assert "is an address of the site itself" in page.content.decode()
