"""Uploads of pictures: what is refused, and what is kept of the rest."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from articles.pictures import upload, validate_upload
from tests.articles.pixels import encoded, near, opened, stored, uploaded

EXIF_ORIENTATION, EXIF_MAKE = 0x0112, 0x010F


def refusal(content: bytes) -> str:
    """Why an upload is refused, or nothing."""
    try:
        validate_upload(uploaded(content))
    except ValidationError as refused:
        return str(refused.messages[0])
    return ""


def png_of(width: int, height: int) -> bytes:
    """A PNG whose header claims that size and whose pixels are missing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_pictures_of_four_formats_are_welcome_under_any_name(kind: str) -> None:
    file = uploaded(encoded(kind), "holiday.txt")
    validate_upload(file)
    assert file.tell() == 0


SCRIPT = b"<script>alert(1)</script>"
REFUSED = {
    "nothing": (b"", "cannot read"),
    "text": (b"hello", "cannot read"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "cannot read"),
    "html": (b"<!DOCTYPE html><p>hello", "more than a picture"),
    "gif": (encoded("GIF"), "cannot read"),
    "tiff": (encoded("TIFF"), "cannot read"),
    "bmp": (encoded("BMP"), "cannot read"),
    "pdf": (b"%PDF-1.7 ...", "cannot read"),
    "a page after the picture": (encoded() + SCRIPT, "more than a picture"),
    "a page in the comment": (encoded(comment=SCRIPT.upper()), "more than a picture"),
    "a program in the comment": (encoded(comment=b"<?php system(1)"), "more than a picture"),
    "half a JPEG": (encoded(size=(600, 400))[:900], "damaged"),
    "half a PNG": (encoded("PNG")[:-30], "damaged"),
    "half a WebP": (encoded("WEBP", lossless=True)[:-20], "cannot read"),
    "a bomb": (png_of(8000, 8000), "40 million pixels"),
    "a bomb that the decoder warns of": (png_of(10_000, 10_000), "40 million pixels"),
    "a bomb that the decoder refuses": (png_of(60_000, 60_000), "40 million pixels"),
    "a film": (
        encoded("WEBP", save_all=True, append_images=[Image.new("RGB", (60, 40))]),
        "moves",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_with_a_reason(name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(ValidationError, match=reason):
        validate_upload(uploaded(content))


def test_a_file_over_20_mb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = encoded()
    monkeypatch.setattr(upload, "MAX_BYTES", len(content))
    validate_upload(uploaded(content))
    with pytest.raises(ValidationError, match="20 MB"):
        validate_upload(uploaded(content + b"\0"))


def test_the_limit_on_pixels_of_other_code_is_left_alone() -> None:
    before = Image.MAX_IMAGE_PIXELS
    with pytest.raises(ValidationError):
        validate_upload(uploaded(png_of(60_000, 60_000)))
    assert before == Image.MAX_IMAGE_PIXELS


@hypothesis_settings(max_examples=80)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    place=st.floats(0, 1),
    noise=st.binary(min_size=1, max_size=12),
)
def test_damaged_bytes_are_refused_or_harmless(kind: str, place: float, noise: bytes) -> None:
    content = bytearray(encoded(kind, (16, 16)))
    start = int(place * len(content))
    content[start : start + len(noise)] = noise
    reason = refusal(bytes(content))
    if reason:
        assert reason.endswith(".")
    else:
        with Image.open(BytesIO(content)) as picture:
            assert picture.width * picture.height <= upload.MAX_PIXELS


@pytest.mark.django_db
def test_nothing_but_pixels_is_kept(django_capture_on_commit_callbacks: Any) -> None:
    exif = Image.Exif()
    exif[EXIF_MAKE] = "SECRET CAMERA"
    content = encoded(exif=exif, comment=b"SECRET COMMENT", dpi=(72, 72)) + b"SECRET TAIL"
    photo = stored(content, django_capture_on_commit_callbacks)
    files = [photo.original.name or ""]
    files += [path for widths in photo.renditions.values() for path in widths.values()]
    for path in files:
        with default_storage.open(path) as file:
            assert b"SECRET" not in file.read()
        assert not opened(path).getexif()


@pytest.mark.django_db
def test_a_picture_taken_on_its_side_is_turned_upright(
    django_capture_on_commit_callbacks: Any,
) -> None:
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6  # the right side is up
    photo = stored(encoded(exif=exif), django_capture_on_commit_callbacks)
    assert (photo.width, photo.height) == (40, 60)
    upright = opened(photo.original.name or "").convert("RGB")
    assert near(upright.getpixel((20, 5)), (255, 0, 0))
    assert near(upright.getpixel((20, 55)), (0, 0, 255))


@pytest.mark.django_db
def test_colors_are_turned_to_those_of_the_web(django_capture_on_commit_callbacks: Any) -> None:
    web = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile in which what is written as blue is seen as red.
    swapped = web.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    blue, red = (0, 0, 255), (255, 0, 0)
    for options, seen in (
        ({"mode": "CMYK"}, blue),
        ({"icc_profile": web}, blue),
        ({"icc_profile": b"damaged"}, blue),
        ({"icc_profile": swapped}, red),
    ):
        photo = stored(encoded(**options), django_capture_on_commit_callbacks)
        kept = opened(photo.original.name or "")
        assert kept.mode == "RGB"
        assert "icc_profile" not in kept.info
        assert near(kept.getpixel((50, 20)), seen), options


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_kind_of_pixel_is_understood(
    mode: str, django_capture_on_commit_callbacks: Any
) -> None:
    if mode == "I;16":
        out = BytesIO()
        Image.new("I;16", (60, 40), 30_000).save(out, "PNG")
        content = out.getvalue()
    else:
        content = encoded("PNG", mode=mode)
    photo = stored(content, django_capture_on_commit_callbacks)
    assert (photo.original.name or "").endswith(".png")
    assert opened(photo.renditions["webp"]["60"]).size == (60, 40)
    if mode == "I;16":
        assert opened(photo.original.name or "").getpixel((5, 5)) == (117, 117, 117)


@pytest.mark.django_db
def test_a_picture_is_named_from_its_content_and_stored_once(
    django_capture_on_commit_callbacks: Any,
) -> None:
    first = stored(encoded(), django_capture_on_commit_callbacks)
    again = stored(encoded(), django_capture_on_commit_callbacks)
    other = stored(encoded(size=(30, 20)), django_capture_on_commit_callbacks)
    assert first.original.name == again.original.name != other.original.name
    assert first.renditions == again.renditions != other.renditions
