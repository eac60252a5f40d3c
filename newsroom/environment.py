"""What the environment says of this installation, read once, with defaults that need nothing.

A `.env` file beside manage.py is read first; real environment variables win over it.
Whatever the site writes on disk by default lies under `var/`.
"""

import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

ROOT = Path(__file__).resolve().parent.parent

env = Env()
env.read_env(ROOT / ".env", recurse=False)

VAR = Path(env.str("VAR_DIR", str(ROOT / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)
# How the address of a bucket begins.
BUCKET = "s3://"


def secret_key() -> str:
    """The SECRET_KEY of the environment, else one that is made once and kept in VAR_DIR.

    It is written aside and linked into place, so that processes that start together agree on one;
    and first to the disk, so that a power cut leaves no empty one.
    """
    if given := env.str("SECRET_KEY", ""):
        return given
    kept = VAR / "secret_key"
    if not kept.exists():
        with NamedTemporaryFile("w", dir=VAR, encoding="ascii") as made:
            made.write(token_urlsafe(50))
            made.flush()
            os.fsync(made.fileno())
            with suppress(FileExistsError):
                kept.hardlink_to(made.name)
    return kept.read_text(encoding="ascii")


def media_storage(place: str) -> dict[str, Any]:
    """Django's storage for photos: a folder, or `s3://key:secret@bucket/folder?endpoint=&region=`.

    Without a key the bucket is opened by what AWS's own variables, files or machine roles say.
    Raises ImproperlyConfigured where the address is wrong or the extra is missing.
    """
    if not place.startswith(BUCKET):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if find_spec("storages") is None:
        raise ImproperlyConfigured(
            "MEDIA_ROOT names a bucket, and the extra s3 is not installed. Run: make install"
        )
    parts, asked = urlsplit(place), parse_qs(urlsplit(place).query)
    if not parts.hostname or not asked.keys() <= {"endpoint", "region"}:
        raise ImproperlyConfigured(
            "MEDIA_ROOT: a bucket is s3://key:secret@bucket?endpoint=https://…&region=…"
        )
    options = {
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "bucket_name": parts.hostname,
        "location": parts.path.strip("/"),
        "endpoint_url": asked.get("endpoint", [None])[0],
        "region_name": asked.get("region", [None])[0],
    }
    return {"BACKEND": "newsroom.bucket.Bucket", "OPTIONS": options}
