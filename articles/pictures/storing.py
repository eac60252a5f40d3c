"""Keeping a picture: only its pixels, under a name made from its content."""

from functools import partial
from hashlib import sha256
from io import BytesIO

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageCms, ImageOps

from articles.models import Photo
from articles.pictures.renditions import make_renditions
from articles.pictures.upload import FORMATS

LONGEST_SIDE = 2560


def store(photo: Photo) -> None:
    """Saves the photo and queues its renditions for when the transaction commits.

    A new upload (checked by `validate_upload`) is encoded afresh: upright, sRGB, at most
    2,560 pixels a side, without metadata or anything else that the file held.
    """
    upload = photo.original
    if not upload._committed:  # type: ignore[attr-defined] # Django's word for "not stored yet"
        content, suffix = clean(upload.file)
        name = f"{sha256(content).hexdigest()[:20]}.{suffix}"
        kept = f"{photo.original.field.upload_to}/{name}"
        if not upload.storage.exists(kept):
            upload.storage.save(kept, ContentFile(content))
        photo.original = kept
    with transaction.atomic():
        photo.save()
        transaction.on_commit(partial(make_renditions.enqueue, photo.pk))


def clean(file: File[bytes]) -> tuple[bytes, str]:
    """The picture encoded afresh, and the suffix that says how: "png" or "jpg"."""
    bare, lossless = _bare(file)
    if lossless or bare.mode == "RGBA":
        out = BytesIO()
        bare.save(out, "PNG", optimize=False)
        return out.getvalue(), "png"
    return _jpeg(bare), "jpg"


def as_jpeg(file: File[bytes]) -> tuple[bytes, tuple[int, int]]:
    """The picture as a new JPEG, on white where it was transparent, and its width and height."""
    bare, _lossless = _bare(file)
    if bare.mode == "RGBA":
        white = Image.new("RGB", bare.size, "white")
        white.paste(bare, mask=bare.getchannel("A"))
        bare = white
    return _jpeg(bare), bare.size


def _bare(file: File[bytes]) -> tuple[Image.Image, bool]:
    """The pixels alone, upright and within LONGEST_SIDE, and whether the file was lossless."""
    file.seek(0)
    with Image.open(file, formats=FORMATS) as opened:
        lossless = opened.format == "PNG"
        # Lets the JPEG decoder leave out most of what would be scaled away.
        opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        picture = _in_srgb(ImageOps.exif_transpose(opened))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    # A new image, so that no metadata that Pillow keeps in `info` is written with it.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare, lossless


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=90, progressive=True)
    return out.getvalue()


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in RGB (or RGBA when it has transparency), its colors converted to sRGB."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            return _converted(picture, profile, mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile: the colors are shown as they are
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    return picture.convert(mode)


def _converted(picture: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """Raises PyCMSError or OSError where the profile is damaged or does not fit the picture."""
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    converted = ImageCms.profileToProfile(
        picture, source, ImageCms.createProfile("sRGB"), outputMode=mode
    )
    if converted is None:
        raise ImageCms.PyCMSError("nothing was converted")
    return converted
