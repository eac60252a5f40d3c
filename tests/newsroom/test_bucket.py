"""Photos in a bucket: stored, shown by the site with its own headers, copied and restored."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from newsroom.environment import media_storage
from newsroom.management.backups import photos
from newsroom.management.doctor import machine
from tests.newsroom.s3 import Store, s3

pytest.importorskip("storages", reason="the extra s3 is not installed")
NAME = "photos/ab12-320.webp"


@pytest.fixture
def bucket(settings: Any) -> Iterator[Store]:
    with s3() as store:
        settings.STORAGES = {**settings.STORAGES, "default": media_storage(store.place)}
        yield store


@pytest.fixture
def picture(bucket: Store) -> bytes:
    content = BytesIO()
    Image.new("RGB", (3, 2)).save(content, "WEBP")
    assert default_storage.save(NAME, ContentFile(content.getvalue())) == NAME
    return content.getvalue()


def test_a_photo_lies_in_the_bucket_and_is_shown_by_the_site(
    client: Client, bucket: Store, picture: bytes
) -> None:
    assert bucket.objects == {f"paper/{NAME}": picture}
    assert default_storage.url(NAME) == f"/media/{NAME}"
    response = client.get(f"/media/{NAME}")
    assert b"".join(response) == picture
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Length"] == str(len(picture))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert bucket.refused == 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["photos/none.webp", "page.html", "../paper/photos/x.png"])
def test_nothing_else_is_shown(client: Client, bucket: Store, name: str) -> None:
    bucket.objects["paper/page.html"] = b"<script>"
    bucket.objects["photos/x.png"] = b"outside the site's folder"
    assert client.get(f"/media/{name}").status_code == 404


def test_no_photo_is_overwritten(bucket: Store, picture: bytes) -> None:
    assert default_storage.save(NAME, ContentFile(b"another")) != NAME
    assert bucket.objects[f"paper/{NAME}"] == picture


def test_a_copy_holds_the_photos_and_a_restore_brings_them_back(
    bucket: Store, picture: bytes, tmp_path: Path
) -> None:
    default_storage.save("photos/more/cd34.webp", ContentFile(b"two"))
    assert list(photos.names()) == [f"media/{NAME}", "media/photos/more/cd34.webp"]
    for name in photos.names():
        to = tmp_path / name
        to.parent.mkdir(parents=True, exist_ok=True)
        with photos.opened(name) as file:
            to.write_bytes(file.read())
    before = dict(bucket.objects)
    del bucket.objects[f"paper/{NAME}"]
    with photos.swapped(tmp_path / "media", "today") as aside:
        assert aside == ""
    assert bucket.objects == before


def test_the_doctor_notices_a_bucket_that_is_not_ours(bucket: Store, settings: Any) -> None:
    assert list(machine.bucket()) == []
    strange = media_storage(bucket.place.replace("key:", "other:"))
    settings.STORAGES = {**settings.STORAGES, "default": strange}
    (complaint,) = machine.bucket()
    assert "bucket of the photos" in complaint.what


@pytest.mark.parametrize("place", ["s3://", "s3://photos?endpiont=https://s3.example.com"])
def test_an_address_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_ROOT"):
        media_storage(place)


def test_a_key_need_not_stand_in_the_address() -> None:
    options = media_storage("s3://photos")["OPTIONS"]
    assert options["bucket_name"] == "photos"
    assert options["access_key"] is options["endpoint_url"] is None
