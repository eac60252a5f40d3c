"""What an error tells Sentry: read where it arrives."""

import gzip
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import brotli
import pytest

from newsroom.environment import ROOT

UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
PROGRAM = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
import django
django.setup()
import sentry_sdk
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.conf import settings

def fails(request, key):
    secret = request.POST["password"]
    raise ValueError(f"The sink is full, dolores@example.com, password={secret}")

class Addresses:
    urlpatterns = [path("reset/key/<key>/", fails)]
    handler500 = lambda request: HttpResponse(status=500)

settings.ROOT_URLCONF = Addresses
client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
client.cookies["sessionid"] = "cookie-of-dolores"
client.post("/reset/key/opens-the-door/?q=who-dolores-looked-for", {"password": "hunter-2019"})
sentry_sdk.flush()
"""


@pytest.fixture
def arrived() -> Iterator[tuple[str, list[str]]]:
    """A place that takes what is told to it: its address, and what came."""
    came: list[str] = []

    class Sink(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.append(UNPACKED[self.headers["Content-Encoding"]](body).decode())
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args: object) -> None:
            """A test prints nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Sink) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://public@127.0.0.1:{server.server_port}/1", came
        server.shutdown()
        thread.join()


def test_an_error_says_where_it_happened_and_nothing_of_who_met_it(
    arrived: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dsn, came = arrived
    monkeypatch.setenv("SENTRY_DSN", dsn)
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = "\n".join(came)
    assert "ValueError" in told
    assert "The sink is full" in told
    assert "/reset/key/" in told
    for secret in ("dolores", "hunter-2019", "opens-the-door", "looked-for"):
        assert secret not in told
