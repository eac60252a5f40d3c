"""How fast search is on 50,000 stories: `python -m tests.bench.search [stories]`.

Makes a database of its own on SQLite (a temporary file) and on PostgreSQL (where there is one),
fills it, and prints p50 and p95 in milliseconds for a whole page of results: count, hits, stories
and excerpts. Both databases are removed afterwards.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import psycopg

from tests import services

STORIES = 50_000
RUNS = 200
BATCH = 1000
WORDS_A_STORY = 350
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
QUERIES = {
    "rare": "quokka",
    "common": "council",
    "two words, common and rare": "council ferret",
    "two words, both common": "council school",
    "two words, common but never together": "morning evening",
    "common long ago, not now": "streetcar",
    "nothing": "zyzzyva",
}


def main() -> None:
    """Measures on each database in a process of its own."""
    stories = sys.argv[1] if len(sys.argv) > 1 else str(STORIES)
    on_each_database("tests.bench.search", {"BENCH_STORIES": stories})


def on_each_database(bench: str, size: dict[str, str]) -> None:
    """Runs `measure` of the module in a process for each: DATABASE_URL is read once in each."""
    with TemporaryDirectory(prefix="newsroom-bench-") as folder:
        _child(folder, f"sqlite:///{folder}/bench.sqlite3", bench, size)
        missing = services.no_postgres()
        if missing:
            sys.stdout.write(f"PostgreSQL is left out: {missing}\n")
            return
        with _postgres() as url:
            _child(folder, url, bench, size)


def _child(folder: str, url: str, bench: str, size: dict[str, str]) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "VAR_DIR": folder, **size}
    command = [sys.executable, "-c", f"from {bench} import measure; measure()"]
    subprocess.run(command, env=environment, check=True)


@contextmanager
def _postgres() -> Iterator[str]:
    """The address of a new database, dropped at the end."""
    server, name = services.POSTGRES_URL.rpartition("/")[0], f"newsroom_bench_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def measure() -> None:
    """Fills the database of this process and prints the figures."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    stories = int(os.environ["BENCH_STORIES"])
    took = _fill(stories)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sys.stdout.write(f"{connection.vendor}, {stories:,} stories, stored in {took:.0f} s\n")
    for name, query in QUERIES.items():
        times, count = _time(query)
        cuts = quantiles(times, n=100)
        hits = f"{count:,} hits" if count <= 1000 else "more than 1,000 hits"
        sys.stdout.write(f"  {name:38} p50 {cuts[49]:6.1f} ms  p95 {cuts[94]:6.1f} ms  {hits}\n")


def _time(query: str) -> tuple[list[float], int]:
    """Milliseconds of each run, and how many hits were counted."""
    from articles.search import find

    times = []
    for _ in range(RUNS):
        start = perf_counter()
        results = find(query)
        times.append((perf_counter() - start) * 1000)
    return times, results.count


def _fill(stories: int) -> float:
    """Stores the stories, oldest first, a few hours apart; returns how many seconds it took."""
    from articles.models import Section, Story

    section = Section.objects.create(name="Local", slug="local")
    random = Random(2019)  # noqa: S311 - sample words
    vocabulary = [f"word{number}" for number in range(30_000)]
    weights = [1 / (number + 1) for number in range(len(vocabulary))]
    start = perf_counter()
    for first in range(0, stories, BATCH):
        rows = []
        for number in range(first, min(first + BATCH, stories)):
            when = NEWEST - timedelta(hours=2 * (stories - number))
            words = random.choices(vocabulary, weights, k=WORDS_A_STORY)
            words += _planted(number, stories, random)
            random.shuffle(words)
            rows.append(
                Story(
                    headline=f"Story number {number}",
                    slug=f"story-{number}",
                    section=section,
                    body=f"<p>{' '.join(words[:150])}</p><p>{' '.join(words[150:])}</p>",
                    status="published",
                    published_at=when,
                    day=when.date(),
                )
            )
        Story.objects.bulk_create(rows)
    return perf_counter() - start


def _planted(number: int, stories: int, random: Random) -> list[str]:
    """The words that the queries look for."""
    words = []
    if number % 10_000 == 7:
        words.append("quokka")
    if number % 1000 == 9:
        words.append("ferret")
    if random.random() < 0.8:
        words.append("council")
    if random.random() < 0.3:
        words.append("school")
    if number < stories / 4:
        words.append("streetcar")
    words.append("morning" if number % 2 else "evening")
    return words


if __name__ == "__main__":
    main()
