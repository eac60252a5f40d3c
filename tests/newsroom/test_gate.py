"""What is refused before anything reads it."""

import pytest
from django.test import Client, RequestFactory

from newsroom.gate import ADDRESS_LETTERS, PHOTO_BYTES, READER_BYTES, STAFF_BYTES, refusal


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
def test_a_method_that_no_page_knows_is_refused(client: Client, method: str) -> None:
    answer = client.generic(method, "/healthz")
    assert (answer.status_code, answer.content) == (405, b"Method Not Allowed\n")


def test_a_body_of_unknown_length_is_refused(client: Client) -> None:
    answer = client.post("/accounts/login/", headers={"Transfer-Encoding": "chunked"})
    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/accounts/login/", READER_BYTES, None),
        ("/accounts/login/", READER_BYTES + 1, 413),
        ("/comments/7/tip/", READER_BYTES + 1, 413),
        ("/comments/7/tip/photos/", PHOTO_BYTES, None),
        ("/comments/7/tip/photos/", PHOTO_BYTES + 1, 413),
        ("/comments/7/tip/photos/7/remove/", READER_BYTES + 1, 413),
        ("/admin/articles/story/add/", READER_BYTES + 1, None),
        ("/admin/articles/story/add/", STAFF_BYTES + 1, 413),
    ],
)
def test_only_where_photos_are_sent_are_bodies_of_their_size_taken(
    rf: RequestFactory, path: str, size: int, status: int | None
) -> None:
    assert refusal(rf.post(path, CONTENT_LENGTH=str(size))) == status


def test_a_refusal_carries_the_headers_of_every_answer(client: Client) -> None:
    answer = client.generic("TRACE", "/")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("length", ["-1", "1e9", "¹", "9" * 30])
def test_a_length_that_is_no_number_is_refused(rf: RequestFactory, length: str) -> None:
    assert refusal(rf.post("/accounts/login/", CONTENT_LENGTH=length)) == 400


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/{'a' * (ADDRESS_LETTERS - 1)}", None),
        (f"/{'a' * ADDRESS_LETTERS}", 414),
        (f"/search/?q={'%E2%82%AC' * 300}", None),
        (f"/latest?{'a' * ADDRESS_LETTERS}", 414),
    ],
)
def test_an_address_that_no_redirect_could_repeat_is_refused(
    rf: RequestFactory, address: str, status: int | None
) -> None:
    assert refusal(rf.get(address)) == status
