"""The newest are read by their index, however many stories there are."""

import pytest
from django.db import connection
from django.test import Client

from articles.discussed import most_discussed
from articles.models import Section
from tests.plans import plans

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's planner"),
]


@pytest.mark.parametrize("page", ["/", "/corrections/"])
def test_the_newest_corrections_are_found_without_asking_every_story(
    client: Client, page: str
) -> None:
    found = [plan for plan in plans(lambda: client.get(page)) if "articles_correction" in plan]
    assert found
    for plan in found:
        assert "articles_correction USING INDEX correction_newest" in plan
        assert "TEMP B-TREE" not in plan


def test_a_sections_most_discussed_stories_are_found_without_asking_all_of_them() -> None:
    section = Section.objects.create(name="Local", slug="local-news")
    recent, ever = plans(lambda: most_discussed(3, section))
    assert "story_section_newest (section_id=? AND published_at>? AND published_at<?)" in recent
    assert "articles_story USING INDEX story_section_discussed" in ever
    assert "TEMP B-TREE" not in ever
