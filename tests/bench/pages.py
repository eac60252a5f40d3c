"""What each kind of page and each act costs: `python -m tests.bench.pages [--seconds N] …`.

Serves the site with made-up stories from a folder of its own, once as it is and once without kept
pages, beside constants of the same bytes: from a bare application under the same server, from a
Django view under gunicorn's threads, from a file by nginx where that is installed; and the site
itself under gunicorn. All are driven in turns, so that a busy machine is busy for all of them; the
table says medians over the rounds, ratios first. "CPU" is the server's processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench import load, servers
from tests.bench.load import Ask, Load
from tests.bench.servers import Server

STORIES, COMMENTS, FEW, HOT = 200, 4000, 3, 2000
# So many that none of them writes too often for the screening.
READERS, CASES = 400, 1000
CONNECTIONS = 16
# More than are sent in a second, but where there are no more.
FORMS_A_SECOND, DECISIONS_A_SECOND = 800, 100
GZIP = {"Accept-Encoding": "gzip"}
NGINX, BARE = "static file, nginx", "constant WSGI app, same server"
DJANGO = "constant Django view, gunicorn"
# Of what is made for each request: how many times a constant Django view it may take.
WANTED = {
    "50 comments, made anew": 15,
    "50 comments, deep, made anew": 15,
    "50 comments, logged in": 24,
    "front page, made anew": 16,
    "search": 20,
    "posting": 20,
    "deciding": 24,
}


@dataclass(frozen=True)
class Kind:
    """One line of the table: a page to be asked for, or forms to be sent."""

    name: str
    server: Server
    path: str = "/"
    headers: dict[str, str] | None = None
    forms: Iterator[Ask] | None = None
    forms_a_second: int = FORMS_A_SECOND

    def drive(self, seconds: float) -> Load:
        if self.forms is None:
            return load.drive(self.server, self.path, self.headers or {}, seconds, CONNECTIONS)
        some = list(islice(self.forms, round(self.forms_a_second * seconds)))
        return load.send_for(self.server, some, seconds, CONNECTIONS)

    def size(self) -> int:
        """Bytes of the page."""
        if self.forms is not None:
            return 0
        return len(servers.get(self.server.port, self.path, self.headers or {})[1])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each turn")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", help="an empty one; default: SQLite in a folder of its own")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="newsroom-bench-") as folder, ExitStack() as running:
        database = asked.database or f"sqlite:///{folder}/bench.sqlite3"
        kinds = _kinds(running, folder, database, asked.workers)
        sizes = {kind.name: kind.size() for kind in kinds}
        for kind in kinds:  # once for nothing: what is loaded at the first time
            kind.drive(1)
        loads: dict[str, list[Load]] = {kind.name: [] for kind in kinds}
        for _ in range(asked.rounds):
            for kind in kinds:
                loads[kind.name].append(kind.drive(asked.seconds))
        _print(kinds, loads, sizes)


def settings(folder: str, database: str) -> dict[str, str]:
    """The environment of a site that is measured: its own, on which nobody is too fast."""
    own = {"VAR_DIR": folder, "DATABASE_URL": database}
    return {**own, "DEBUG": "0", "RATE_LIMIT_FACTOR": "1e9"}


def furnish(folder: str, environment: dict[str, str]) -> dict[str, Any]:
    """Fills a site of those settings, by a process of its own; out: what to ask for."""
    code = f"from tests.bench.pages import measure; measure({folder!r})"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **environment}, check=True)
    told: dict[str, Any] = json.loads(Path(folder, "told.json").read_text(encoding="utf-8"))
    return told


def measure(folder: str) -> None:
    """Fills the database of this process, and says in the folder what to ask for."""
    from tests.bench import databases

    databases.open_site()
    from django.core.management import call_command

    from articles.models import Story
    from comments.cases import open_case
    from comments.models import Comment
    from newsroom.accounts.models import User
    from newsroom.management import bulk

    hot = bulk.fill([*[COMMENTS // STORIES] * STORIES, FEW, HOT], 1, hot=True)
    few = Story.objects.select_related("section").get(slug=f"populated-1-{STORIES}")
    roots = Comment.objects.roots_in_place().filter(story=hot).order_by("pk")
    moderator = User.objects.create_superuser("bench@example.com", name="Bench Moderator")
    writers = User.objects.filter(email__endswith="@populate.example.com").order_by("pk")
    readers = list(writers[:READERS])
    told = Comment.objects.published().filter(story=hot).select_related("story").order_by("pk")
    others = told.exclude(author__in=readers)
    databases.analyze()
    call_command("collectstatic", interactive=False, verbosity=0)
    said = {
        "story": hot.get_absolute_url(),
        "few": few.get_absolute_url(),
        "deep": f"{hot.get_absolute_url()}?after={roots[len(roots) // 2].pk}",
        "roots": [root.pk for root in roots],
        "post": f"/stories/{hot.pk}/comments/",
        "readers": [session(reader) for reader in readers],
        "moderator": session(moderator),
        "comments": [comment.pk for comment in others],
        "cases": [open_case(one, rule="nice", reason="bench").pk for one in told[:CASES]],
    }
    Path(folder, "told.json").write_text(json.dumps(said), encoding="utf-8")


def session(person: Any) -> str:
    """The key of a session in which this person is logged in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from newsroom.accounts.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _kinds(running: ExitStack, folder: str, database: str, workers: int) -> list[Kind]:
    """Fills a site, starts the servers and lists what is asked of them."""
    kept = settings(folder, database) | {"WORKER": "0"}
    anew = kept | {"PAGE_CACHE_MB": "0"}
    told = furnish(folder, kept)

    def start(command: list[str], environment: dict[str, str]) -> Server:
        return running.enter_context(servers.serving(command, **environment))

    site = start(servers.site(workers), kept)
    making = start(servers.site(workers), anew)
    wsgi = "newsroom.wsgi:application"
    by_gunicorn = start(servers.gunicorn(wsgi, workers), kept)
    making_by_gunicorn = start(servers.gunicorn(wsgi, workers), anew)
    constant = Path(folder, "constant.html")
    constant.write_bytes(servers.get(site.port, told["few"], {})[1])
    same = {"CONSTANT": str(constant)}
    bare = start(servers.granian("tests.bench.constant:bare", workers), same)
    django = start(servers.gunicorn("tests.bench.constant:django()", workers), same)
    static = servers.static(folder, workers)
    reader = {"Cookie": f"sessionid={told['readers'][0]}"}
    moderator = {"Cookie": f"sessionid={told['moderator']}"}
    return [
        *([Kind(NGINX, start(static, {}), "/constant.html")] if static else []),
        Kind(BARE, bare),
        Kind(DJANGO, django),
        Kind("story, kept", site, told["few"]),
        Kind("story, kept, gzip", site, told["few"], GZIP),
        Kind("story, 304", site, told["few"], {"If-None-Match": "*"}),
        Kind("story, kept, under gunicorn", by_gunicorn, told["few"]),
        Kind("front page, kept", site, "/"),
        Kind("50 comments, made anew", making, told["story"]),
        Kind("50 comments, deep, made anew", making, told["deep"]),
        Kind("the same under gunicorn", making_by_gunicorn, told["story"]),
        Kind("50 comments, logged in", site, told["story"], reader),
        Kind("50 comments, logged in, gzip", site, told["story"], reader | GZIP),
        Kind("front page, made anew", making, "/"),
        Kind("search", site, "/search/?q=council"),
        Kind("the desk", site, "/admin/desk/", moderator),
        Kind("posting", site, forms=comments(told)),
        Kind("reporting", site, forms=_reports(told)),
        Kind("deciding", site, forms=decisions(told), forms_a_second=DECISIONS_A_SECOND),
    ]


def comments(told: dict[str, Any]) -> Iterator[Ask]:
    """Comments of some 200 letters on the story with most of them, each by the next reader."""
    from newsroom.management import prose

    for number in count(1):
        text = f"{' '.join(prose.sentences(number, 3))} That is point {number}."
        fields = {"body": text, "token": str(number), "kind": "comment"}
        yield form(told["post"], told["readers"][number % len(told["readers"])], fields)


def _reports(told: dict[str, Any]) -> Iterator[Ask]:
    """Reports of the story's comments in turn, each by the next reader."""
    for number in count(1):
        path = f"/comments/{told['comments'][-1 - number % len(told['comments'])]}/report/"
        yield form(path, told["readers"][number % len(told["readers"])], {"rule": "nice"})


def decisions(told: dict[str, Any]) -> Iterator[Ask]:
    """One case after the other is decided: the comment stays."""
    for case in told["cases"]:
        yield form(f"/admin/desk/cases/{case}/", told["moderator"], {"act": "publish"})


def form(path: str, session: str, fields: dict[str, str]) -> Ask:
    token = "bench" * 6 + "ab"
    cookies = f"sessionid={session}; csrftoken={token}"
    return Ask(path, {"Cookie": cookies}, {**fields, "csrfmiddlewaretoken": token})


def _print(kinds: list[Kind], loads: dict[str, list[Load]], sizes: dict[str, int]) -> None:
    by_name = {name: _middle(found) for name, found in loads.items()}
    bare, django = by_name[BARE], by_name[DJANGO]
    lines = [f"{'':30}  rate of    rate of    CPU of                         CPU"]
    lines.append(
        f"{'':30}  bare app   Django     Django   wanted  per second    ms   p99 ms   bytes  failed"
    )
    for kind in kinds:
        found = by_name[kind.name]
        wanted = f"≤ {WANTED[kind.name]}" if kind.name in WANTED else ""
        lines.append(
            f"{kind.name:30}  {found.per_second / bare.per_second:8.2f}"
            f"  {found.per_second / django.per_second:8.2f}  {found.cpu_ms / django.cpu_ms:8.1f}"
            f"  {wanted:>7}  {found.per_second:10,.0f}  {found.cpu_ms:5.2f}  {found.p99_ms:7.1f}"
            f"  {sizes[kind.name] or '':6}  {found.failed:6}"
        )
    if NGINX not in by_name:
        lines.append("A static file of nginx is left out: nginx is not installed.")
    largest = max(kind.server.largest_mb() for kind in kinds)
    lines.append(f"The largest process took {largest:.0f} MB, the score included.")
    sys.stdout.write("\n".join(lines) + "\n")


def _middle(found: list[Load]) -> Load:
    middle: Callable[[str], float] = lambda name: median(getattr(one, name) for one in found)  # noqa: E731
    return Load(
        middle("per_second"), middle("cpu_ms"), middle("p99_ms"), sum(one.failed for one in found)
    )


if __name__ == "__main__":
    main()
