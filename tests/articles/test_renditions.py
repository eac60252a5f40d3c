"""The files that pages show of a picture, and how they show them."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Photo
from articles.pictures import make_renditions, store
from articles.pictures.renditions import card_box
from tests.articles.pixels import encoded, near, opened, stored, uploaded
from tests.factories import make_story


@pytest.mark.django_db
def test_a_huge_picture_is_kept_at_a_useful_size(django_capture_on_commit_callbacks: Any) -> None:
    photo = stored(encoded(size=(3000, 20)), django_capture_on_commit_callbacks)
    assert photo.width == 2560
    assert list(photo.renditions["avif"]) == ["320", "640", "960", "1280"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("width", "widths"),
    [(100, [100]), (320, [320]), (700, [320, 640, 700]), (1280, [320, 640, 960, 1280])],
)
def test_no_rendition_is_wider_than_its_picture(
    width: int, widths: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    photo = stored(encoded(size=(width, 40)), django_capture_on_commit_callbacks)
    for kind in ("avif", "webp"):
        assert [int(one) for one in photo.renditions[kind]] == widths
        assert [opened(path).width for path in photo.renditions[kind].values()] == widths
        assert opened(next(iter(photo.renditions[kind].values()))).format == kind.upper()


@pytest.mark.django_db
@pytest.mark.parametrize(("focal_x", "color"), [(0, (255, 0, 0)), (100, (0, 0, 255))])
def test_a_card_is_cut_around_the_focal_point(
    focal_x: int, color: tuple[int, int, int], django_capture_on_commit_callbacks: Any
) -> None:
    photo = stored(encoded(size=(300, 60)), django_capture_on_commit_callbacks, focal_x=focal_x)
    card = opened(photo.renditions["webp-3x2"]["90"]).convert("RGB")
    assert card.size == (90, 60)
    assert near(card.getpixel((5, 30)), color)
    assert near(card.getpixel((85, 30)), color)


@given(
    width=st.integers(1, 5000),
    height=st.integers(1, 5000),
    x=st.integers(0, 100),
    y=st.integers(0, 100),
)
def test_a_cut_lies_within_the_picture_and_is_3_to_2(
    width: int, height: int, x: int, y: int
) -> None:
    photo = Photo(width=width, height=height, focal_x=x, focal_y=y)
    left, top, right, bottom = card_box(photo)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert abs((right - left) * 2 - (bottom - top) * 3) <= 3


@pytest.mark.django_db
def test_a_new_focal_point_makes_a_new_cut_and_leaves_the_rest(
    django_capture_on_commit_callbacks: Any,
) -> None:
    photo = stored(encoded(size=(300, 60)), django_capture_on_commit_callbacks)
    before = photo.renditions
    photo.focal_x = 90
    with django_capture_on_commit_callbacks(execute=True):
        store(photo)
    photo.refresh_from_db()
    assert photo.renditions["avif"] == before["avif"]
    assert photo.renditions["avif-3x2"] != before["avif-3x2"]


@pytest.mark.django_db
def test_renditions_wait_for_the_transaction(django_capture_on_commit_callbacks: Any) -> None:
    photo = Photo(story=make_story(), original=uploaded(encoded()), alt="A hall.")
    with django_capture_on_commit_callbacks() as waiting:
        store(photo)
    photo.refresh_from_db()
    assert (photo.renditions, len(waiting)) == ({}, 1)


@pytest.mark.django_db
def test_a_picture_that_came_another_way_gets_renditions_too() -> None:
    original = ContentFile(encoded("PNG"), name="from-before.png")
    photo = Photo.objects.create(story=make_story(), original=original, alt="A hall.")
    make_renditions.enqueue(photo.pk)
    photo.refresh_from_db()
    assert list(photo.renditions["avif"]) == ["60"]


def shown(photo: Photo, **context: Any) -> str:
    context = {"photo": photo, "sizes": "100vw", "eager": False, **context}
    return render_to_string("components/_picture.html", context)


def test_a_picture_without_renditions_is_shown_as_it_is() -> None:
    photo = Photo(original="originals/a.jpg", alt='A "hall" & more', width=60, height=40)
    html = shown(photo)
    assert "<source" not in html
    assert 'src="/media/originals/a.jpg" width="60" height="40"' in html
    assert 'alt="A &quot;hall&quot; &amp; more"' in html
    assert 'loading="lazy"' in html
    assert shown(photo, decorative=True).count('src="/media/originals/a.jpg"') == 1


def test_a_picture_offers_its_renditions_the_lightest_first() -> None:
    renditions = {
        kind: {"320": f"photos/a-320.{kind[:4]}", "640": f"photos/a-640.{kind[:4]}"}
        for kind in ("avif", "webp", "avif-3x2", "webp-3x2")
    }
    photo = Photo(
        original="originals/a.jpg", alt="A hall", width=900, height=600, renditions=renditions
    )
    html = shown(photo, eager=True)
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert 'srcset="/media/photos/a-320.avif 320w, /media/photos/a-640.avif 640w"' in html
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html
    card = shown(photo, decorative=True)
    assert 'src="/media/photos/a-640.webp"' in card
    assert 'alt=""' in card
