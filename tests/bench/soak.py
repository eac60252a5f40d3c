"""What a day of reading and writing leaves behind: `python -m tests.bench.soak [--requests N] …`.

Serves a made-up site as a newsroom does, with what works in the background, and lets readers ask
for pages of every kind and post comments, until so many requests were answered and so many seconds
have passed. Prints how long each kind took and what failed, the memory of each worker after every
quarter, whether each comment that was acknowledged is in the database once, and how often a page
was made that many asked for at the same moment. The readers are threads of this process on the
same machine: its times are rather too long.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from tests.bench import load, pages, servers
from tests.bench.load import Answer, Ask
from tests.bench.servers import Server

QUARTERS = ("start", "1/4", "1/2", "3/4", "end")
# Of a hundred requests that do not write.
SHARES = {
    "page, kept": 30,
    "page, 304": 10,
    "hot story, kept": 20,
    "hot story, made anew": 10,
    "deep page": 10,
    "logged in": 15,
    "search": 5,
}
POSTING = "posting"
# In percent: how much the memory of a worker may grow in the last quarter.
WANTED_GROWTH = 3
CROWD, CROWDED_PAGES = 64, 10
# Larger than the id of any comment: a page that begins there is another for each such number.
BEYOND = 10**9
TOKEN = "soak"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak")
    parser.add_argument("--requests", type=int, default=200_000, help="at least")
    parser.add_argument("--seconds", type=float, default=60.0, help="at least")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--writes", type=float, default=5.0, help="of a hundred requests")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", help="an empty one; default: SQLite in a folder of its own")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="newsroom-bench-") as folder:
        database = asked.database or f"sqlite:///{folder}/bench.sqlite3"
        environment = pages.settings(folder, database) | {"METRICS_TOKEN": TOKEN}
        told = pages.furnish(folder, environment)
        with servers.serving(servers.site(asked.workers), **environment) as server:
            _crowd(server, told)
            answers = _soak(server, _asks(told, asked.writes), asked)
        _tell_posts(environment, answers)


def _crowd(server: Server, told: dict[str, Any]) -> None:
    """Many ask for a page at the same moment that is not kept, and again for another one."""
    made, failed = [], 0
    for number in range(CROWDED_PAGES):
        before = servers.pages_made(server, TOKEN)
        ask = Ask(f"{told['story']}?after={BEYOND - 1 - number}", {})
        failed += load.send(server, [ask] * CROWD, CROWD).failed
        made.append(
            servers.pages_made(server, TOKEN) - before - 1
        )  # the second question is one of them
    _tell(
        f"A page that {CROWD} asked for at once was made {max(made)} times at most, of"
        f" {len(made)} pages, by {len(server.workers())} workers; {failed} errors (wanted: once)."
    )


def _asks(told: dict[str, Any], writes: float) -> Iterator[Ask]:
    """What readers ask for, without end; so many of a hundred write."""
    random, comments = Random(1), pages.comments(told)  # noqa: S311 - no secret
    kinds, shares = list(SHARES), list(SHARES.values())
    for number in count(1):
        if random.random() * 100 < writes:
            yield replace(next(comments), kind=POSTING)
        else:
            (kind,) = random.choices(kinds, shares)
            yield replace(_read(kind, number, told), kind=kind)


def _read(kind: str, number: int, told: dict[str, Any]) -> Ask:
    headers = pages.GZIP if number % 2 else {}
    hot, readers, roots = told["story"], told["readers"], told["roots"]
    logged_in = {"Cookie": f"sessionid={readers[number % len(readers)]}"}
    some = ("/", "/latest/", told["few"])[number % 3]
    match kind:
        case "page, kept":
            return Ask(f"{some}?utm_source={number}", headers)
        case "page, 304":
            return Ask(some, headers | {"If-None-Match": "*"})
        case "hot story, kept":
            return Ask(hot, headers)
        case "hot story, made anew":
            return Ask(f"{hot}?after={BEYOND + number}", headers)
        case "deep page":
            return Ask(f"{hot}?after={roots[number % len(roots)]}", headers)
        case "logged in":
            return Ask((hot, some, "/me/")[number // 3 % 3], headers | logged_in)
        case _:
            return Ask(f"/search/?q=council+{number}", headers)


def _soak(server: Server, asks: Iterator[Ask], asked: argparse.Namespace) -> list[Answer]:
    """Out: all answers to those who posted."""
    times, wrong = defaultdict[str, list[float]](list), Counter[str]()
    posted, memory, begun = list[Answer](), [_memory(server)], monotonic()
    for _ in QUARTERS[1:]:
        part = _part(asks, asked.requests / 4, asked.seconds / 4)
        for answer in load.each(server, part, asked.connections):
            kind = answer.ask.kind
            times[kind].append(answer.seconds)
            if not _is_expected(answer):
                wrong[f"{kind}: {answer.status or answer.why}"] += 1
            if kind == POSTING:
                posted.append(answer)
        memory.append(_memory(server))
    _tell_times(times, wrong, monotonic() - begun)
    _tell_memory(memory)
    return posted


def _part(asks: Iterator[Ask], requests: float, seconds: float) -> Iterator[Ask]:
    """So many, and on until the time is over."""
    until = monotonic() + seconds
    for number in count():
        if number >= requests and monotonic() >= until:
            return
        yield next(asks)


def _is_expected(answer: Answer) -> bool:
    """A page, or where a comment was sent the way to it: all else is an error."""
    return answer.status == 303 if answer.ask.kind == POSTING else answer.is_right()


def _tell_times(times: dict[str, list[float]], wrong: Counter[str], took: float) -> None:
    _tell(f"{'':22}  requests   p50 ms   p99 ms")
    for kind in (*SHARES, POSTING):
        _tell(_row(kind, times[kind]))
    every = [seconds for some in times.values() for seconds in some]
    _tell(_row("all", every))
    _tell(f"{len(every) / took:,.0f} requests a second; {wrong.total()} errors.")
    for what, number in wrong.most_common():
        _tell(f"  {number:6,}  {what}")


def _row(kind: str, seconds: list[float]) -> str:
    p50, p99 = (load.percentile(seconds, part) * 1000 for part in (50, 99))
    return f"{kind:22}  {len(seconds):8,}  {p50:7.1f}  {p99:7.1f}"


def _memory(server: Server) -> dict[int, dict[str, float]]:
    return {pid: servers.memory_mb(pid) for pid in server.workers()}


def _tell_memory(memory: list[dict[int, dict[str, float]]]) -> None:
    """RSS and PSS of each worker; one that ended has nothing to show."""
    _tell(f"{'MB of a worker':22}{''.join(f'{name:>10}' for name in QUARTERS)}  last quarter")
    pids = sorted({pid for moment in memory for pid in moment})
    for pid, kind in ((pid, kind) for pid in pids for kind in ("Rss", "Pss")):
        sizes = [moment[pid][kind] if pid in moment else None for moment in memory]
        cells = "".join(f"{'-' if size is None else f'{size:.1f}':>10}" for size in sizes)
        last, end = sizes[-2:]
        growth = f"{(end / last - 1) * 100:+.1f} %" if last and end else "-"
        _tell(f"{pid:<10}{kind.upper():12}{cells}  {growth:>7}  (wanted: +{WANTED_GROWTH} %)")


def _tell_posts(environment: dict[str, str], posted: list[Answer]) -> None:
    """Compares what readers were told with what the database has."""
    code = "from tests.bench.soak import print_comments; print_comments()"
    command = [sys.executable, "-c", code]
    output = subprocess.run(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True
    ).stdout
    stored = Counter(json.loads(output))
    taken = [answer.ask.fields["body"] for answer in posted if answer.status == 303]  # type: ignore[index]
    lost = sum(body not in stored for body in taken)
    doubled = sum(number > 1 for number in stored.values())
    _tell(
        f"Of {len(posted):,} comments that were sent {len(taken):,} were acknowledged:"
        f" {len(taken) - lost:,} are in the database, {lost} lost, {doubled} doubled."
    )


def print_comments() -> None:
    """The texts of all comments in the database of this process that came with a form, as JSON."""
    from tests.bench.databases import open_site

    open_site()
    from comments.models import Comment

    texts = Comment.objects.filter(token__isnull=False).values_list("body", flat=True)
    sys.stdout.write(json.dumps(list(texts)))


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
