"""Pictures are served without a web server in front, and nothing else is."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

pytestmark = pytest.mark.django_db  # a 404 page lists the sections


@pytest.fixture
def picture() -> str:
    content = BytesIO()
    Image.new("RGB", (3, 2)).save(content, "WEBP")
    return default_storage.save("photos/ab12-320.webp", ContentFile(content.getvalue()))


def test_a_picture_comes_with_its_type_and_may_be_kept_for_good(
    client: Client, picture: str
) -> None:
    response = client.get(f"/media/{picture}")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in response.get("Vary", "")
    assert Image.open(BytesIO(b"".join(response))).size == (3, 2)


def test_who_has_it_is_told_so(client: Client, picture: str) -> None:
    first = client.get(f"/media/{picture}")
    first.close()
    response = client.get(f"/media/{picture}", headers={"if-none-match": first["ETag"]})
    assert response.status_code == 304
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "name",
    [
        "../settings.png",
        "photos/../../secret.png",
        "%2e%2e/%2e%2e/secret.png",
        "..%2fsecret.png",
        "/etc/passwd",
        "//etc/x.png",
        "photos/none.webp",
        "photos/",
        "photos",
        "page.html",
        "drawing.svg",
        "photo.png.html",
        "photo.html.png",
        "photo.png%00.html",
        "photo.png%0a",
        ".png",
        "photos\\x.png",
    ],
)
def test_nothing_else_is_served(client: Client, name: str) -> None:
    for kept in ("page.html", "drawing.svg", "photo.html.png"):
        (default_storage.exists(kept) or default_storage.save(kept, ContentFile(b"<svg/>")))
    assert client.get(f"/media/{name}").status_code == 404


def test_a_file_beside_the_folder_is_out_of_reach(client: Client) -> None:
    outside = f"{settings.MEDIA_ROOT}-beside.png"
    with open(outside, "wb") as file:
        file.write(b"secret")
    folder = settings.MEDIA_ROOT.rpartition("/")[2]
    assert client.get(f"/media/../{folder}-beside.png").status_code == 404


def test_pictures_are_only_read(client: Client, picture: str) -> None:
    assert client.post(f"/media/{picture}").status_code == 405
    assert client.delete(f"/media/{picture}").status_code == 405
