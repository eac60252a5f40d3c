"""What a page of comments costs as its thread grows: `python -m tests.bench.threads [--sizes …]`.

Makes stories with so many comments on SQLite and on PostgreSQL, in databases of its own. For each
order and place it prints what a page costs for each comment on it, as a ratio to the smallest
story: all pages hold about ten comments then, so that like is compared with like. The milliseconds
are of a full page.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench import databases

if TYPE_CHECKING:
    from articles.models import Story
    from comments.threads import Page

SIZES = (10, 1_000, 100_000, 1_000_000)
RUNS = 150
WANTED = 1.3
Open = Callable[[], "Page"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.threads")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="N")
    sizes = sorted(parser.parse_args().sizes)
    databases.on_each("tests.bench.threads", *map(str, sizes))


def measure(*sizes: str) -> None:
    """Fills the database of this process and prints the figures."""
    databases.open_site()
    from django.db import connection

    from newsroom.management import bulk

    start = perf_counter()
    stories = [bulk.fill([int(size)], seed, hot=True) for seed, size in enumerate(sizes, 1)]
    took = perf_counter() - start
    databases.analyze()
    total = sum(map(int, sizes))
    sys.stdout.write(f"{connection.vendor}: {total:,} comments stored in {took:.0f} s\n")
    sys.stdout.write(
        f"  ratio to {int(sizes[0]):,} comments (wanted: {WANTED} at most); full page\n"
    )
    for name in PAGES:
        _row(name, stories, list(sizes))


def _row(name: str, stories: list[Story], sizes: list[str]) -> None:
    """One line: the page of this name in each story."""
    full = _milliseconds([PAGES[name](story) for story in stories])
    with _ten_a_page():
        pages = [PAGES[name](story) for story in stories]
        shown = [sum(1 for _ in page().comments()) for page in pages]
        each = [ms / number for ms, number in zip(_milliseconds(pages), shown, strict=True)]
    cells = [
        f"{int(size):>9,}: {cost / each[0]:4.2f} {whole:6.2f} ms"
        for size, cost, whole in zip(sizes, each, full, strict=True)
    ]
    sys.stdout.write(f"  {name:18}{'  '.join(cells)}\n")


def _milliseconds(pages: list[Open]) -> list[float]:
    """The median of each, measured in turn, so that a busy moment hits all of them."""
    times: list[list[float]] = [[] for _ in pages]
    for page in pages:
        page()
    for _ in range(RUNS):
        for taken, page in zip(times, pages, strict=True):
            start = perf_counter()
            page()
            taken.append((perf_counter() - start) * 1000)
    return [median(taken) for taken in times]


@contextmanager
def _ten_a_page() -> Iterator[None]:
    """For a while a page holds as many comments as the smallest story has."""
    from comments import threads

    before = (threads.COMMENTS_A_PAGE, threads.REPLIES_A_PAGE)
    threads.COMMENTS_A_PAGE = threads.REPLIES_A_PAGE = 10
    yield
    threads.COMMENTS_A_PAGE, threads.REPLIES_A_PAGE = before


def _page(sort: str, share: float) -> Callable[[Story], Open]:
    """The page that begins after this share of the story's roots, in this order."""

    def of(story: Story) -> Open:
        from django.contrib.auth.models import AnonymousUser

        from comments import threads

        order, after = threads.Sort(sort), ""
        keys = list(_keys(story, sort))
        if (skipped := int((len(keys) - 8) * share)) > 0:
            after = str(keys[skipped - 1])
        return lambda: threads.first_or_next(story, AnonymousUser(), order, after)

    return of


def _keys(story: Story, sort: str) -> Iterator[int]:
    """The cursors of the story's roots, in this order."""
    from comments.models import Comment

    key = "rank" if sort == "respected" else "pk"
    roots = Comment.objects.roots_in_place().filter(story=story)
    return roots.order_by(key if sort == "oldest" else f"-{key}").values_list(key, flat=True)


def _permalink(story: Story) -> Open:
    """From a permalink to the reply in the middle of the longest thread, with its page."""
    from django.contrib.auth.models import AnonymousUser

    from comments import threads
    from comments.models import Comment

    root = Comment.objects.roots_in_place().filter(story=story).order_by("-replies")[0]
    middle = Comment.objects.filter(root=root, reply_no=(root.replies + 1) // 2)
    reply = middle.select_related("story__section").first() or root

    def open_it() -> Page:
        threads.whereabouts(reply)
        found = threads.thread(root, AnonymousUser(), at=reply if reply != root else None)
        return threads.Page([found.branch], found.after, threads.Sort.OLDEST)

    return open_it


PAGES: dict[str, Callable[[Story], Open]] = {
    **{
        f"{sort}, {where}": _page(sort, share)
        for sort in ("newest", "oldest", "respected")
        for where, share in (("first", 0.0), ("middle", 0.5), ("last", 1.0))
    },
    "permalink, deep": _permalink,
}


if __name__ == "__main__":
    main()
