"""How fast search is on 50,000 stories: `python -m tests.bench.search [stories]`.

Fills databases of its own, and prints p50 and p95 in milliseconds for a whole page of results:
count, hits, stories and excerpts.
"""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import quantiles
from time import perf_counter

from tests.bench import databases

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
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search")
    parser.add_argument("stories", nargs="?", type=int, default=STORIES)
    databases.on_each("tests.bench.search", str(parser.parse_args().stories))


def measure(stories: str) -> None:
    """Fills the database of this process and prints the figures."""
    databases.open_site()
    from django.db import connection

    took = _fill(int(stories))
    databases.analyze()
    sys.stdout.write(f"{connection.vendor}, {int(stories):,} stories, stored in {took:.0f} s\n")
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
