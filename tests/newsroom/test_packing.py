"""What is sent compressed, and what is not."""

import gzip

import brotli
import pytest
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from newsroom.accounts.models import User
from newsroom.packing import PackingMiddleware
from newsroom.pagecache.encodings import WORTH_PACKING

TEXT = "Council hears neighbors. " * 200
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


def _asked(accepted: str = "gzip") -> HttpRequest:
    return RequestFactory().get("/", headers={"Accept-Encoding": accepted})


def _packed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    given = PackingMiddleware(lambda _: answer)(request)
    assert isinstance(given, HttpResponse)
    return given


@pytest.mark.parametrize(
    ("kind", "is_packed"),
    [
        ("text/html; charset=utf-8", True),
        ("application/json", True),
        ("image/webp", False),
        ("application/octet-stream", False),
    ],
)
def test_texts_are_packed_and_pictures_are_left(kind: str, is_packed: bool) -> None:
    answer = _packed(_asked(), HttpResponse(TEXT, content_type=kind))
    assert ("Content-Encoding" in answer.headers) is is_packed
    body = gzip.decompress(answer.content) if is_packed else answer.content
    assert body.decode() == TEXT


@given(st.binary(min_size=WORTH_PACKING, max_size=2000), st.sampled_from(["br", "gzip", ""]))
def test_every_text_is_what_it_was_when_unpacked(start: bytes, encoding: str) -> None:
    body = start + start
    answer = _packed(_asked(encoding), HttpResponse(body))
    assert answer.get("Content-Encoding", "") == encoding
    assert answer["Vary"] == "Accept-Encoding"
    assert UNPACK[encoding](answer.content) == body
    if encoding:
        assert answer["Content-Length"] == str(len(answer.content))


def test_what_would_not_be_shorter_is_left() -> None:
    short = HttpResponse("Kept.")
    assert _packed(_asked(), short).content == b"Kept."
    assert "Content-Encoding" not in short.headers


def test_a_tag_of_a_packed_page_is_weak() -> None:
    answer = _packed(_asked(), HttpResponse(TEXT, headers={"ETag": '"one"'}))
    assert answer["ETag"] == 'W/"one"'


def test_a_file_is_left_to_its_stream() -> None:
    with open(__file__, "rb") as file:
        sent = FileResponse(file, content_type="text/plain")
        assert PackingMiddleware(lambda _: sent)(_asked()) is sent
        assert "Content-Encoding" not in sent.headers


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_two_copies_of_a_personal_page_differ_in_length(
    client: Client, dolores: User, encoding: str
) -> None:
    client.force_login(dolores)
    lengths = {
        len(client.get("/me/", headers={"Accept-Encoding": encoding}).content) for _ in "12345678"
    }
    assert len(lengths) > 1
