"""What each kind of page costs: `python -m tests.bench.pages [--seconds N] [--rounds N]`.

Serves the site with made-up stories from a folder of its own, once as it is and once without kept
pages, beside two constants of the same bytes: one under the same server, one a Django view under
gunicorn's threads. All are driven in turns, so that a busy machine is busy for all of them; the
table says medians over the rounds, ratios first. "CPU" is the server's processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench import load, servers
from tests.bench.load import Load
from tests.bench.servers import Server

STORIES, COMMENTS, HOT = 200, 4000, 2000
CONNECTIONS = 16
GZIP = {"Accept-Encoding": "gzip"}
BARE, DJANGO = "constant WSGI app, same server", "constant Django view, gunicorn"
# Of the pages that are made for each request: how many times a constant Django view they may take.
WANTED = {
    "story, made anew": 15,
    "story, logged in": 24,
    "front page, made anew": 16,
    "search": 20,
}


@dataclass(frozen=True)
class Kind:
    """One line of the table."""

    name: str
    server: Server
    path: str
    headers: dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each turn")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="newsroom-bench-") as folder, ExitStack() as running:
        there = _prepare(folder)
        kinds = _kinds(running, folder, there, asked.workers)
        sizes = {
            kind.name: len(servers.get(kind.server.port, kind.path, kind.headers)[1])
            for kind in kinds
        }
        for kind in kinds:  # once for nothing: what is loaded at the first time
            load.drive(kind.server, kind.path, kind.headers, 1, CONNECTIONS)
        loads: dict[str, list[Load]] = {kind.name: [] for kind in kinds}
        for _ in range(asked.rounds):
            for kind in kinds:
                found = load.drive(kind.server, kind.path, kind.headers, asked.seconds, CONNECTIONS)
                loads[kind.name].append(found)
        _print(kinds, loads, sizes)


def measure(folder: str) -> None:
    """Fills the database of this process, and says on standard output what to ask for."""
    from tests.bench import databases

    databases.open_site()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from newsroom.accounts.models import User
    from newsroom.management import bulk

    sizes = [COMMENTS // STORIES] * STORIES
    newest = bulk.fill([*sizes, HOT], 1, hot=True)
    databases.analyze()
    reader = User.objects.create_user(name="Bench Reader", email="bench@example.com")
    session = SessionStore()
    session[SESSION_KEY] = str(reader.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = reader.get_session_auth_hash()
    session.save()
    call_command("collectstatic", interactive=False, verbosity=0)
    told = {"story": newest.get_absolute_url(), "cookie": f"sessionid={session.session_key}"}
    Path(folder, "told.json").write_text(json.dumps(told), encoding="utf-8")


def _prepare(folder: str) -> dict[str, str]:
    code = f"from tests.bench.pages import measure; measure({folder!r})"
    subprocess.run([sys.executable, "-c", code], env=_environment(folder), check=True)
    told: dict[str, str] = json.loads(Path(folder, "told.json").read_text(encoding="utf-8"))
    return told


def _environment(folder: str, **more: str) -> dict[str, str]:
    """Of a site that lives in the folder alone."""
    own = {"VAR_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "DEBUG": "0"}
    return {**os.environ, **own, "RATE_LIMIT_FACTOR": "1e9", "WORKER": "0", **more}


def _kinds(running: ExitStack, folder: str, told: dict[str, str], workers: int) -> list[Kind]:
    """Starts the servers and lists what is asked of them."""
    start = running.enter_context
    site = start(servers.serving(servers.site(workers), **_environment(folder)))
    making = _environment(folder, PAGE_CACHE_MB="0")
    anew = start(servers.serving(servers.site(workers), **making))
    story, reader = told["story"], {"Cookie": told["cookie"]}
    body = servers.get(site.port, story, {})[1]
    constant = Path(folder, "constant.html")
    constant.write_bytes(body)
    same = {"CONSTANT": str(constant)}
    bare = start(servers.serving(servers.granian("tests.bench.constant:bare", workers), **same))
    django = start(
        servers.serving(servers.gunicorn("tests.bench.constant:django()", workers), **same)
    )
    return [
        Kind(BARE, bare, "/", {}),
        Kind(DJANGO, django, "/", {}),
        Kind("story, kept", site, story, {}),
        Kind("story, kept, gzip", site, story, GZIP),
        Kind("story, 304", site, story, {"If-None-Match": "*"}),
        Kind("front page, kept", site, "/", {}),
        Kind("story, made anew", anew, story, {}),
        Kind("story, logged in", site, story, reader),
        Kind("story, logged in, gzip", site, story, reader | GZIP),
        Kind("front page, made anew", anew, "/", {}),
        Kind("search", anew, "/search/?q=council", {}),
    ]


def _print(kinds: list[Kind], loads: dict[str, list[Load]], sizes: dict[str, int]) -> None:
    by_name = {name: _middle(found) for name, found in loads.items()}
    bare, django = by_name[BARE], by_name[DJANGO]
    lines = [f"{'':34}  rate of    rate of    CPU of                         CPU"]
    lines.append(
        f"{'':34}  bare app   Django     Django   wanted  per second    ms   p99 ms   bytes  failed"
    )
    for kind in kinds:
        found = by_name[kind.name]
        wanted = f"≤ {WANTED[kind.name]}" if kind.name in WANTED else ""
        lines.append(
            f"{kind.name:34}  {found.per_second / bare.per_second:8.2f}"
            f"  {found.per_second / django.per_second:8.2f}  {found.cpu_ms / django.cpu_ms:8.1f}"
            f"  {wanted:>7}  {found.per_second:10,.0f}  {found.cpu_ms:5.2f}  {found.p99_ms:7.1f}"
            f"  {sizes[kind.name]:6,}  {found.failed:6}"
        )
    largest = max(kind.server.largest_mb() for kind in kinds)
    lines.append(f"The largest process took {largest:.0f} MB.")
    sys.stdout.write("\n".join(lines) + "\n")


def _middle(found: list[Load]) -> Load:
    return Load(
        median(one.per_second for one in found),
        median(one.cpu_ms for one in found),
        median(one.p99_ms for one in found),
        sum(one.failed for one in found),
    )


if __name__ == "__main__":
    main()
