"""Pictures from MEDIA_ROOT, which no web server in front of the site serves."""

import re
from hashlib import sha256

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag, require_safe

CONTENT_TYPES = {
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
YEAR = 31_536_000  # seconds
# Names that this site gives: folders, letters, digits. No dot but the suffix's, so no way up.
_NAME = re.compile(r"(?:[\w-]+/)*[\w-]+\.(\w+)", re.ASCII)


def _etag(request: HttpRequest, name: str) -> str:
    """From the name alone: it is made from the content and never used again for another."""
    return f'"{sha256(name.encode()).hexdigest()[:20]}"'


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
@etag(_etag)
def media(request: HttpRequest, name: str) -> FileResponse:
    """The picture of that name; 404 for anything that is no picture of this site."""
    found = _NAME.fullmatch(name)
    kind = CONTENT_TYPES.get(found[1]) if found else None
    if kind is None:
        raise Http404("There is no such picture.")
    try:
        picture = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404("There is no such picture.") from error
    headers = {"X-Content-Type-Options": "nosniff"}
    return FileResponse(picture, content_type=kind, headers=headers)
