"""What the picture component asks of a photo. No queries: renditions stand in the photo's row."""

from django import template
from django.core.files.storage import default_storage

from articles.models import Photo
from articles.pictures.renditions import CARD

register = template.Library()


@register.filter
def srcset(photo: Photo, kind: str) -> str:
    """“/media/….avif 320w, …” of a kind such as "avif" or "webp-3x2"; "" when there are none."""
    files: dict[str, str] = photo.renditions.get(kind, {})
    return ", ".join(f"{default_storage.url(path)} {width}w" for width, path in files.items())


@register.filter
def card_src(photo: Photo) -> str:
    """The widest 3:2 cut, or the picture itself before there is one."""
    files: dict[str, str] = photo.renditions.get(f"webp-{CARD}", {})
    widest = max(files, key=int, default="")
    return default_storage.url(files[widest]) if widest else photo.original.url
