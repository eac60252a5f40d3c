"""How fast search in 50,000 quotations is: `python -m tests.bench.said [quotations]`.

On databases of its own, as `tests.bench.search`; p50 and p95 in milliseconds for a page of results:
count, hits, and the quotations with their stories and speakers.
"""

import argparse
import sys
from datetime import date, timedelta
from random import Random
from statistics import quantiles
from time import perf_counter

from tests.bench import databases
from tests.bench.search import BATCH, NEWEST, RUNS

QUOTES = 50_000
A_STORY = 5
SPEAKERS = 2000
LONG_AGO = date(2014, 6, 1)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.said")
    parser.add_argument("quotations", nargs="?", type=int, default=QUOTES)
    databases.on_each("tests.bench.said", str(parser.parse_args().quotations))


def measure(quotations: str) -> None:
    """Fills the database of this process and prints the figures."""
    databases.open_site()
    from django.db import connection

    from articles.search.quotations import Wanted, find_quotes

    quotes = int(quotations)
    took = _fill(quotes)
    databases.analyze()
    sys.stdout.write(f"{connection.vendor}, {quotes:,} quotations, stored in {took:.0f} s\n")
    questions = {
        "rare word": Wanted(q="quokka"),
        "common word": Wanted(q="council"),
        "two common words": Wanted(q="council school"),
        "common word of a rare speaker": Wanted(q="council", speaker="person1999"),
        "common word of a busy speaker": Wanted(q="council", speaker="person0"),
        "common role": Wanted(role="mayor"),
        "common word, long ago": Wanted(q="council", until=LONG_AGO),
        "days alone": Wanted(since=LONG_AGO, until=LONG_AGO + timedelta(days=365)),
        "everything": Wanted(),
        "nothing": Wanted(q="zyzzyva"),
    }
    for name, wanted in questions.items():
        times = []
        for _ in range(RUNS):
            start = perf_counter()
            results = find_quotes(wanted)
            times.append((perf_counter() - start) * 1000)
        cuts = quantiles(times, n=100)
        hits = f"{results.count:,} hits" if results.count <= 1000 else "more than 1,000 hits"
        sys.stdout.write(f"  {name:32} p50 {cuts[49]:6.1f} ms  p95 {cuts[94]:6.1f} ms  {hits}\n")


def _fill(quotes: int) -> float:
    """Stores stories half a day apart with five quotations each; returns the seconds it took."""
    from articles.models import Quote, Section, Speaker, Story

    section = Section.objects.create(name="Local", slug="local")
    random = Random(2019)  # noqa: S311 - sample words
    vocabulary = [f"word{number}" for number in range(10_000)]
    weights = [1 / (number + 1) for number in range(len(vocabulary))]
    speakers = Speaker.objects.bulk_create(
        Speaker(name=f"Ann Person{n}", slug=f"person-{n}", role="mayor" if n % 3 == 0 else "clerk")
        for n in range(SPEAKERS)
    )
    often = [1 / (number + 1) for number in range(SPEAKERS)]
    start = perf_counter()
    for first in range(0, quotes // A_STORY, BATCH):
        numbers = range(first, min(first + BATCH, quotes // A_STORY))
        whens = [NEWEST - timedelta(hours=12 * (quotes // A_STORY - n)) for n in numbers]
        body = f"<p>{' '.join(random.choices(vocabulary, weights, k=350))}</p>"
        stories = Story.objects.bulk_create(
            Story(
                headline=f"Story number {n}", slug=f"story-{n}", section=section, body=body,
                status="published", published_at=when, day=when.date(),
            )
            for n, when in zip(numbers, whens, strict=True)
        )  # fmt: skip
        rows = []
        for story in stories:
            for _ in range(A_STORY):
                words = random.choices(vocabulary, weights, k=24)
                words += ["council"] * (random.random() < 0.5) + ["school"] * (
                    random.random() < 0.3
                )
                words += ["quokka"] * (random.random() < 0.0002)
                speaker = random.choices(speakers, often)[0]
                rows.append(Quote(story=story, speaker=speaker, text=" ".join(words)))
        Quote.objects.bulk_create(rows)
    return perf_counter() - start


if __name__ == "__main__":
    main()
