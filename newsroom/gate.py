"""What the site refuses before anything reads it: odd methods, endless addresses, great bodies."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# A reader sends text, and an eyewitness one photo at a time. An editor sends photos, of at most
# 20 MB each.
READER_BYTES = 2_500_000
PHOTO_BYTES = 12_000_000
PHOTO_PATH = re.compile(r"/comments/[0-9]{1,19}/tip/photos/")
STAFF_BYTES = 64_000_000
STAFF_PATH = "/admin/"
# Our longest is a search for 300 letters of three bytes each, as `%E2%82%AC`. A redirect repeats
# the address in a header, for which nginx has 4 kB unless told otherwise.
ADDRESS_LETTERS = 3_000


class GateMiddleware:
    """Answers 400, 405, 411, 413 or 414, the body left unread, to what cannot be one of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = refusal(request)
        if status is None:
            return self.get_response(request)
        response = HttpResponse(status=status, content_type="text/plain; charset=utf-8")
        response.content = f"{response.reason_phrase}\n".encode()
        return response


def refusal(request: HttpRequest) -> int | None:
    """The status to refuse this request with, if any.

    A chunked body is refused because WSGI knows a body by its length alone, and because a second
    opinion about that length is how requests are smuggled (OWASP ASVS 5.0, V4.2.1).
    """
    if request.method not in METHODS:
        return 405
    if len(request.get_full_path()) > ADDRESS_LETTERS:
        return 414
    if "Transfer-Encoding" in request.headers:
        return 411
    return _length_refusal(request)


def _length_refusal(request: HttpRequest) -> int | None:
    given = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (given.isascii() and given.isdecimal() and len(given) < 19):
        return 400
    return 413 if int(given) > _allowed(request.path) else None


def _allowed(path: str) -> int:
    """How long a body may be."""
    if path.startswith(STAFF_PATH):
        return STAFF_BYTES
    return PHOTO_BYTES if PHOTO_PATH.fullmatch(path) else READER_BYTES
