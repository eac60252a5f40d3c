"""Logs: every line with its request, nothing that is nobody's business, nothing that lies."""

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from newsroom.entrance import Entrance
from newsroom.logs import Json, Plain, request_id


def record(message: str, *arguments: Any, **extra: Any) -> logging.LogRecord:
    made = logging.LogRecord("site", logging.WARNING, "file.py", 1, message, arguments, None)
    made.__dict__.update(extra)
    return made


SECRETS = [
    "Not Found: /accounts/password/reset/key/1f-cme9-SECRET/",
    "Not Found: /accounts/confirm-email/MTI:SECRET:x/",
    "GET /me/mail/WzEsSECRET:abc/ 200",
    "GET /me/close/keep/WzEsSECRET:abc/ 200",
    "Redis is away: redis://site:SECRET@10.0.0.5:6379/0",
    "could not connect to postgres://newsroom:SECRET@db/newsroom",
    "password=SECRET failed",
    "{'password1': 'SECRET and more SECRET', 'name': 'x'}",
    "Authorization: Bearer SECRET",
    "sessionid=SECRET; theme=dark",
    "The mail to SECRET.person@example.com was refused",
    "duplicate key\nDETAIL:  Key (email)=(SECRET) already exists.",
]


@pytest.mark.parametrize("form", [Plain(), Json()], ids=["text", "json"])
@pytest.mark.parametrize("said", SECRETS)
def test_no_secret_is_logged(said: str, form: logging.Formatter) -> None:
    assert "SECRET" not in form.format(record("%s", said))


@pytest.mark.parametrize("form", [Plain(), Json()], ids=["text", "json"])
def test_no_secret_is_logged_with_a_traceback(form: logging.Formatter) -> None:
    try:
        raise ValueError("postgres://newsroom:SECRET@db/newsroom")
    except ValueError:
        failed = record("It failed")
        failed.exc_info = sys.exc_info()
    told = form.format(failed)
    assert "ValueError" in told
    assert "SECRET" not in told


@pytest.mark.parametrize("form", [Plain(), Json()], ids=["text", "json"])
def test_what_is_logged_cannot_begin_a_line_of_its_own_or_steer_a_terminal(
    form: logging.Formatter,
) -> None:
    told = form.format(record("Not Found: %s", "/a\r\nCRITICAL site: forged\x1b[2J\x9b31m"))
    assert len(told.splitlines()) == 1
    assert not set(told) & set("\r\n\x1b\x9b")


def test_json_says_when_where_and_for_which_request_and_not_what_was_sent() -> None:
    token = request_id.set("0123456789abcdef")
    try:
        request = RequestFactory().post("/", {"body": "What somebody wrote"})
        told = json.loads(Json().format(record("Slow", status=200, request=request)))
    finally:
        request_id.reset(token)
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "WARNING", "logger": "site", "message": "Slow", "request": "0123456789abcdef",
        "status": 200,
    }  # fmt: skip


class Asked:
    """A site behind the door, and what it knows of the request while it answers."""

    def __init__(self) -> None:
        self.known = ""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.known = request_id.get()
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]


def ident(site: Asked, **headers: str) -> str:
    """The id in the answer."""
    answered: dict[str, str] = {}

    def start(status: str, given: list[tuple[str, str]], *rest: Any) -> None:
        answered.update(given)

    assert Entrance(site)(RequestFactory().get("/", headers=headers).environ, start) == [b"ok"]
    return answered["X-Request-ID"]


def test_every_answer_carries_the_id_that_its_log_lines_have() -> None:
    site = Asked()
    first = ident(site)
    assert first == site.known
    assert len(first) == 32
    assert ident(site) != first
    assert request_id.get() == ""


@pytest.mark.parametrize(
    ("proxies", "given", "is_believed"),
    [
        (0, "a-visitor-made-this-up", False),
        (1, "4f0c9a1e22334455", True),
        (1, "short", False),
        (1, "x" * 65, False),
        (1, "with space and\nline", False),
    ],
)
def test_an_id_is_believed_only_from_a_proxy_of_ours(
    proxies: int, given: str, is_believed: bool, settings: Any
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert (ident(Asked(), **{"x-request-id": given}) == given) is is_believed


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is logged about requests, as JSON has it."""
    found: list[str] = []
    handler, log = logging.Handler(), logging.getLogger("newsroom.requests")
    handler.emit = lambda record: found.append(Json().format(record))  # type: ignore[method-assign]
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    yield found
    log.setLevel(level)
    log.removeHandler(handler)


@pytest.mark.django_db
def test_a_request_is_logged_without_what_follows_the_question_mark(lines: list[str]) -> None:
    environ = RequestFactory().get("/healthz?token=SECRET").environ
    answer = Entrance(WSGIHandler())(environ, lambda *_: None)
    answer.close()  # type: ignore[attr-defined]
    told = json.loads(lines[0])
    assert told["message"].startswith("GET /healthz 200 in ")
    assert told["status"] == 200
    assert "SECRET" not in lines[0]
