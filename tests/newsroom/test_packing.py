"""What is sent compressed, and what is not."""

import gzip

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from newsroom.accounts.models import User
from newsroom.packing import PackingMiddleware

TEXT = "Council hears neighbors. " * 200


def _asked(rf: RequestFactory) -> HttpRequest:
    return rf.get("/", headers={"Accept-Encoding": "gzip"})


@pytest.mark.parametrize(
    ("kind", "is_packed"),
    [
        ("text/html; charset=utf-8", True),
        ("application/json", True),
        ("image/webp", False),
        ("application/octet-stream", False),
    ],
)
def test_texts_are_packed_and_pictures_are_left(
    rf: RequestFactory, kind: str, is_packed: bool
) -> None:
    answer = PackingMiddleware(lambda _: HttpResponse(TEXT, content_type=kind))(_asked(rf))
    assert ("Content-Encoding" in answer.headers) is is_packed
    assert isinstance(answer, HttpResponse)
    body = gzip.decompress(answer.content) if is_packed else answer.content
    assert body.decode() == TEXT


def test_a_file_is_left_to_its_stream(rf: RequestFactory) -> None:
    with open(__file__, "rb") as file:
        sent = FileResponse(file, content_type="text/plain")
        assert PackingMiddleware(lambda _: sent)(_asked(rf)) is sent
        assert "Content-Encoding" not in sent.headers


def test_two_copies_of_a_personal_page_differ_in_length(client: Client, dolores: User) -> None:
    client.force_login(dolores)
    lengths = {
        len(client.get("/me/", headers={"Accept-Encoding": "gzip"}).content) for _ in "12345678"
    }
    assert len(lengths) > 1
