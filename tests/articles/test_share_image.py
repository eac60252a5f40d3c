"""The picture that stands for a story where it is shared."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from articles import share_image
from articles.models import Status
from tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_a_public_story_has_a_share_image_of_the_usual_size(client: Client) -> None:
    story = make_story("Budget passes")
    response = client.get(f"/share/{story.pk}.png")
    assert response["Content-Type"] == "image/png"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert len(response.content) < 100_000


def test_a_story_that_readers_may_not_see_has_none(client: Client) -> None:
    hidden = [make_story(status=status) for status in (Status.DRAFT, Status.WITHDRAWN)]
    hidden.append(make_story(published_at=timezone.now() + timedelta(hours=1)))
    for story in hidden:
        assert client.get(f"/share/{story.pk}.png").status_code == 404
    assert client.get("/share/999999.png").status_code == 404
    assert client.get("/share/99999999999999999999.png").status_code == 404


def test_another_headline_is_another_picture(client: Client) -> None:
    story = make_story("Budget passes")
    first = client.get(f"/share/{story.pk}.png")
    story.headline = "Budget fails"
    story.save()
    second = client.get(f"/share/{story.pk}.png")
    assert first.content != second.content
    assert first["ETag"] != second["ETag"]


def test_it_is_kept_for_long_under_its_current_version_only(client: Client) -> None:
    story = make_story(revision=3)
    kept = {
        version: client.get(f"/share/{story.pk}.png", {"v": version})["Cache-Control"]
        for version in ("3", "2", "x")
    }
    assert kept == {
        "3": "public, max-age=31536000",
        "2": "public, max-age=3600",
        "x": "public, max-age=3600",
    }


def test_it_is_drawn_once_whatever_version_is_asked(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    story = make_story()
    drawn: list[str] = []
    draw = share_image._draw

    def counted(story: share_image.Story) -> bytes:
        drawn.append(story.headline)
        return draw(story)

    monkeypatch.setattr(share_image, "_draw", counted)
    for version in range(5):
        with django_assert_num_queries(1):
            client.get(f"/share/{story.pk}.png", {"v": version})
    assert len(drawn) == 1


def test_who_has_it_is_told_so_without_drawing(client: Client) -> None:
    story = make_story()
    etag = client.get(f"/share/{story.pk}.png")["ETag"]
    cache.clear()
    response = client.get(f"/share/{story.pk}.png", headers={"if-none-match": etag})
    assert response.status_code == 304
    assert cache.get(f"share:{share_image.digest(story)}") is None


@pytest.mark.parametrize(
    "headline", ["I", "Long words " * 18, "Donaudampfschiff" * 12, "a  b", "市议会通过预算"]
)
def test_any_headline_fits(headline: str) -> None:
    font, lines = share_image._fitted(headline, 1056)
    assert all(font.getlength(line) <= 1056 for line in lines)
    assert len(lines) * font.size * 1.12 <= share_image.HEADLINE_BOTTOM - share_image.HEADLINE_TOP
