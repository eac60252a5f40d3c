"""The production server as `make run` starts it: one real start, asked in many ways."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest

from newsroom.environment import ROOT

START_SECONDS = 120


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Site:
    """A site that is being served by a process of its own."""

    port: int
    process: subprocess.Popen[str]
    folder: Path

    def get(self, path: str, **headers: str) -> Answer:
        """The answer as sent: compressed where it came so."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def raw(self, request: bytes) -> bytes:
        """All that comes back for these very bytes, until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as wire:
            wire.sendall(request)
            return b"".join(iter(lambda: wire.recv(65536), b""))


def environment(folder: Path, port: int) -> dict[str, str]:
    """Of an installation with nothing configured but where it lies and listens."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "VAR_DIR": str(folder), "PORT": str(port)}


def manage(folder: Path, port: int, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment(folder, port), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_until_alive(site: Site) -> None:
    """Returns once the site answers; fails when its process ends or nothing comes for long."""
    deadline = time.monotonic() + START_SECONDS
    while site.process.poll() is None and time.monotonic() < deadline:
        try:
            if site.get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    site.process.kill()
    pytest.fail(f"The site did not start: {site.process.communicate()[0]}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder, port = tmp_path_factory.mktemp("var"), free_port()
    migration = manage(folder, port, "migrate", "--verbosity=0")
    assert migration.communicate(timeout=START_SECONDS)[0] == ""
    served = Site(port, manage(folder, port, "serve", "--workers", "1"), folder)
    wait_until_alive(served)
    yield served
    served.process.send_signal(signal.SIGTERM)
    served.process.communicate(timeout=60)


def test_it_starts_with_nothing_configured_and_keeps_all_it_writes_in_one_folder(
    site: Site,
) -> None:
    assert site.get("/readyz").body == b"database: ok\nmigrations: ok\ncache: ok\n"
    assert {"db.sqlite3", "secret_key", "static"} <= {path.name for path in site.folder.iterdir()}


def test_static_files_have_names_of_their_content_and_come_compressed(site: Site) -> None:
    (sheet,) = (site.folder / "static" / "css").glob("site.????????????.css")
    answer = site.get(f"/static/css/{sheet.name}", **{"Accept-Encoding": "br"})
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.body) < sheet.stat().st_size


def test_it_tells_no_version_of_itself(site: Site) -> None:
    headers = site.get("/healthz").headers
    assert not re.search(r"\d", headers.get("Server", ""))
    assert "X-Powered-By" not in headers


def test_a_foreign_host_is_refused(site: Site) -> None:
    assert site.get("/said/", Host="evil.example").status == 400


def test_trace_is_refused(site: Site) -> None:
    answer = site.raw(b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 405 ")


def test_two_lengths_of_one_body_are_refused_and_nothing_after_it_is_heard(site: Site) -> None:
    answer = site.raw(
        b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 6\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 411 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_great_body_is_refused_before_it_is_sent(site: Site) -> None:
    answer = site.raw(
        b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        b"Content-Length: 900000000\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_second_start_at_the_same_port_says_so_and_leaves_the_first_alone(site: Site) -> None:
    second = manage(site.folder, site.port, "serve")
    said, _ = second.communicate(timeout=60)
    assert second.returncode == 1
    assert f"Port {site.port} on 127.0.0.1 is taken" in said
    assert "Traceback" not in said
    assert site.get("/healthz").status == 200


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_stops_when_it_is_told_to_and_starts_again(site: Site, stop: signal.Signals) -> None:
    port = free_port()
    again = Site(port, manage(site.folder, port, "serve", "--workers", "1"), site.folder)
    wait_until_alive(again)
    again.process.send_signal(stop)
    said, _ = again.process.communicate(timeout=60)
    assert again.process.returncode == 0
    assert "collected" not in said
    assert "Traceback" not in said
    with closing(socket.socket()) as knock:
        assert knock.connect_ex(("127.0.0.1", port)) != 0


def test_nothing_outlives_a_killed_server(site: Site) -> None:
    port = free_port()
    again = Site(port, manage(site.folder, port, "serve", "--workers", "1"), site.folder)
    wait_until_alive(again)
    again.process.kill()
    # All of its processes write there: this ends when the last of them has.
    again.process.communicate(timeout=60)
    with closing(socket.socket()) as knock:
        assert knock.connect_ex(("127.0.0.1", port)) != 0
