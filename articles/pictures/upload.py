"""What an editor may upload as a picture."""

import re
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
# What browsers and servers may run. Long enough that pixels do not spell it by chance.
_PROGRAM = re.compile(rb"<script|<html|<!doctype|<\?php|<iframe", re.IGNORECASE)


def validate_upload(file: File[bytes]) -> None:
    """Raises ValidationError unless the file is one whole still picture that is safe to open.

    Judges by content, never by name or stated type. Leaves the file at its start.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(
            "This file is larger than 20 MB. Export the picture at 2,560 pixels wide and try again."
        )
    file.seek(0)
    content = file.read()
    file.seek(0)
    if _PROGRAM.search(content):
        raise ValidationError(
            "This file holds more than a picture. Export it again from a photo program."
        )
    _validate_size(content)
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            picture.verify()
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            picture.load()
    except Exception as damage:  # decoders raise anything at all when bytes are damaged
        raise ValidationError(
            "This picture is damaged or not complete. Export it again and try once more."
        ) from damage


def _validate_size(content: bytes) -> None:
    """Reads the header only, so that a bomb is refused before it unpacks."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            width, height = picture.size
            frames = getattr(picture, "n_frames", 1)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        width = height = MAX_PIXELS
        frames = 1
    except Exception as unknown:  # as above
        raise ValidationError(
            "We cannot read this as a picture. Use a JPEG, PNG, WebP or AVIF file."
        ) from unknown
    if width * height > MAX_PIXELS:
        raise ValidationError(
            "This picture has more than 40 million pixels. Make it smaller and try again."
        )
    if frames > 1:
        raise ValidationError("This picture moves. Choose a still one.")
