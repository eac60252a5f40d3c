"""Small pictures for tests, and looking into what was made of them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Photo
from articles.pictures import store
from tests.factories import make_story


def encoded(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A picture, red on its left half and blue on its right."""
    mode = options.pop("mode", "RGB")
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    out = BytesIO()
    picture.convert(mode).save(out, kind, **options)
    return out.getvalue()


def uploaded(content: bytes, name: str = "picture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(content: bytes, commit: Callable[..., Any], **fields: Any) -> Photo:
    """A photo made from the upload as the admin makes one, with its renditions."""
    photo = Photo(story=make_story(), original=uploaded(content), alt="A hall.", **fields)
    with commit(execute=True):
        store(photo)
    photo.refresh_from_db()
    return photo


def opened(path: str) -> Image.Image:
    with default_storage.open(path) as file:
        picture = Image.open(BytesIO(file.read()))
    picture.load()
    return picture


def near(color: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(color, wanted, strict=True))
