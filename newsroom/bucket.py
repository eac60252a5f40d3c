"""Photos in an S3-compatible bucket, which all nodes share. It needs the extra `s3`.

The bucket stays private: readers get photos from the site itself (`newsroom.media`), with its own
headers, and from the caches in front of it.
"""

from __future__ import annotations

from typing import Any

from botocore.config import Config
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

# A photo waits for the bucket so many seconds at most, three times; not a minute, five times.
CONNECT_SECONDS, READ_SECONDS, ATTEMPTS = 2, 10, 3


class Bucket(S3Storage):  # type: ignore[misc]
    """Django's storage of photos, set up by `newsroom.environment.media_storage`."""

    def get_default_settings(self) -> dict[str, Any]:
        """Nothing is overwritten or public; checksums only where the protocol asks for them, which
        is what stores other than Amazon's understand."""
        client = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": ATTEMPTS},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        ours = {"client_config": client, "default_acl": None, "file_overwrite": False}
        return {**super().get_default_settings(), **ours}

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        """The photo's address on the site."""
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
