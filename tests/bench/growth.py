"""What every page and act costs as the site grows: `python -m tests.bench.growth [--small S N] …`.

Makes two sites, a small and a large one of so many stories and so many comments under the newest,
on SQLite and on PostgreSQL, and asks both for the same pages in turns, through the whole framework
and with nothing kept ready. A page holds ten rows on both, so that like is compared with like.
Prints the least processor time that each took, the database's server included where that is on this
machine, how many times the larger site's is the smaller's, and what is above what is wanted.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import IO, Any

from tests import services
from tests.bench import databases, pages, tour

SMALL, LARGE = (100, 10), (50_000, 1_000_000)
ROUNDS = 25
WANTED = 1.3
ROWS = 10


@dataclass(frozen=True)
class Size:
    """So many stories, with one comment each, and so many comments under one more."""

    stories: int
    comments: int

    def __str__(self) -> str:
        return f"{self.stories:,} stories, {self.comments:,} comments"


@dataclass(frozen=True)
class Site:
    """A process that has such a site in its database, and asks it for pages when it is told to."""

    input: IO[str]
    output: IO[str]

    def said(self) -> Any:
        return json.loads(self.output.readline() or "null")

    def cost(self, name: str) -> float:
        """Milliseconds for the page of that name. SystemExit where it is none."""
        self.input.write(f"{name}\n")
        self.input.flush()
        found = self.said()
        if not isinstance(found, float):
            raise SystemExit(f"{name}: {found or 'the process ended'}")
        return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.growth")
    for name, size in (("--small", SMALL), ("--large", LARGE)):
        parser.add_argument(
            name, nargs=2, type=int, default=size, metavar=("STORIES", "COMMENTS"),
            help=f"default: {size[0]} {size[1]}",
        )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    sizes = [Size(*asked.small), Size(*asked.large)]
    with TemporaryDirectory(prefix="newsroom-bench-") as folder, ExitStack() as running:
        _collect_static(folder)
        urls = [f"sqlite:///{folder}/{name}.sqlite3" for name in ("small", "large")]
        _compare("SQLite", folder, sizes, urls, asked.rounds)
        if missing := services.no_postgres():
            _tell(f"PostgreSQL is left out: {missing}")
            return
        urls = [running.enter_context(databases.new_postgres()) for _ in sizes]
        _compare("PostgreSQL", folder, sizes, urls, asked.rounds)


def _collect_static(folder: str) -> None:
    """Pages name their style sheets and scripts by what these hold."""
    environment = {**os.environ, **pages.settings(folder, f"sqlite:///{folder}/none.sqlite3")}
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, env=environment, check=True)


def _compare(database: str, folder: str, sizes: list[Size], urls: list[str], rounds: int) -> None:
    with ExitStack() as running:
        sites = [
            running.enter_context(_site(folder, size, url))
            for size, url in zip(sizes, urls, strict=True)
        ]
        names, _ = [site.said() for site in sites]
        _tell(f"{database}: CPU ms of a page with {ROWS} rows (wanted: {WANTED} times at most)")
        _tell(f"{'':32}{sizes[0]!s:>32}{sizes[1]!s:>36}")
        for name in names:
            costs: list[list[float]] = [[] for _ in sites]
            for site in sites:
                site.cost(name)  # once for nothing
            for _ in range(rounds):
                for taken, site in zip(costs, sites, strict=True):
                    taken.append(site.cost(name))
            small, large = map(min, costs)
            ratio = large / small
            _tell(
                f"{name:32}{small:32.2f}{large:36.2f}{ratio:8.2f}"
                f"{'  more than wanted' if ratio > WANTED else ''}"
            )


@contextmanager
def _site(folder: str, size: Size, url: str) -> Iterator[Site]:
    """A process of its own for a site: DATABASE_URL is read once in each."""
    environment = {**os.environ, **pages.settings(folder, url), "PAGE_CACHE_MB": "0"}
    code = f"from tests.bench.growth import answer; answer({size.stories}, {size.comments})"
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None and process.stdout is not None  # noqa: PT018
    with process:
        yield Site(process.stdin, process.stdout)
        process.stdin.close()


def answer(stories: int, comments: int) -> None:
    """Makes the site, prints the names of its pages as JSON, and then what each costs that is
    named on a line of the input: milliseconds, or in words why it was not given."""
    databases.open_site()
    asks = tour.tour(stories, comments)
    with _ten_a_page():
        _say(list(asks))
        for line in sys.stdin:
            _say(_cost(asks[line.strip()]))


def _cost(ask: tour.Ask) -> float | str:
    from django.core.cache import cache

    from newsroom import memo

    cache.clear()
    memo.forget_everything()
    start = _taken_ns()
    found = ask()
    took = (_taken_ns() - start) / 1e6
    return took if found.status_code in (200, 302, 303) else f"status {found.status_code}"


def _taken_ns() -> int:
    """Processor time of this process and of the one that answers it on PostgreSQL."""
    from django.db import connection

    taken = process_time_ns()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        taken += int(told.read_text().split()[0]) if told.exists() else 0
    return taken


@contextmanager
def _ten_a_page() -> Iterator[None]:
    """For a while pages hold as many rows as the small site can fill."""
    from comments import queue, searching, threads
    from comments.views import feeds, me
    from comments.views.moderators import people

    limits = (
        (threads, "COMMENTS_A_PAGE"), (threads, "REPLIES_A_PAGE"), (queue, "CARDS"),
        (feeds, "ENTRIES"), (me, "ROWS"), (people, "ROWS"), (searching, "ROWS"),
    )  # fmt: skip
    before = [getattr(module, name) for module, name in limits]
    for module, name in limits:
        setattr(module, name, ROWS)
    yield
    for (module, name), number in zip(limits, before, strict=True):
        setattr(module, name, number)


def _say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
