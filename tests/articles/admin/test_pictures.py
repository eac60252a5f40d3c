"""Pictures in the editor's form: described, judged by content, kept clean."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Photo, Story
from tests.articles.admin.conftest import WORDS
from tests.factories import make_photo, make_section

Send = Callable[..., Any]


def test_a_picture_needs_words_for_those_who_cannot_see_it(send: Send, draft: Story) -> None:
    photo = make_photo(draft)
    page = send(draft, "_draft", **{"photos-0-alt": ""}).content.decode()
    assert "This field is required." in page
    send(draft, "_draft", **{"photos-0-alt": "A bridge in the rain.", "photos-0-focal_x": "20"})
    photo = Photo.objects.get(pk=photo.pk)
    assert (photo.alt, photo.focal_x) == ("A bridge in the rain.", 20)


def test_a_file_that_is_no_picture_is_refused(send: Send, draft: Story) -> None:
    fake = SimpleUploadedFile("cat.jpg", b"<script>alert(1)</script>", "image/jpeg")
    answer = send(
        draft,
        "_draft",
        **{
            "photos-TOTAL_FORMS": "1",
            "photos-0-original": fake,
            "photos-0-alt": "A cat.",
            "photos-0-focal_x": "50",
            "photos-0-focal_y": "50",
            "photos-0-position": "0",
        },
    )
    assert answer.status_code == 200
    assert not Photo.objects.exists()


def test_an_uploaded_picture_is_kept_clean_with_its_story(send: Send) -> None:
    jpeg = BytesIO()
    Image.new("RGB", (96, 64), "teal").save(jpeg, "JPEG")
    send(
        None,
        "_draft",
        headline="With a picture",
        section=make_section().pk,
        body=WORDS,
        **{
            "photos-TOTAL_FORMS": "1",
            "photos-0-original": SimpleUploadedFile("bridge.jpg", jpeg.getvalue(), "image/jpeg"),
            "photos-0-alt": "A bridge.",
            "photos-0-focal_x": "50",
            "photos-0-focal_y": "50",
            "photos-0-position": "0",
        },
    )
    photo = Photo.objects.get()
    assert (photo.alt, photo.width, photo.height) == ("A bridge.", 96, 64)
    assert "bridge" not in photo.original.name


def test_a_picture_is_taken_off_its_story(send: Send, draft: Story) -> None:
    make_photo(draft)
    send(draft, "_draft", **{"photos-0-DELETE": "on"})
    assert not Photo.objects.exists()
