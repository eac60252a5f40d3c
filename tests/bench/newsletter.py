"""The morning edition at full size: `python -m tests.bench.newsletter [subscribers] [rounds]`.

Letters go to a mail server of the bench's own. First pages are asked for in turns, with a worker
that sends at its usual pace and without one; then three workers send the rest as fast as they can.
They are killed (SIGKILL) again and again, and at the end every letter is counted. Prints what pages
lose, the memory of the workers, letters a second, and who got none or two.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic, sleep

from tests.bench import databases, load, servers
from tests.bench.load import Load
from tests.bench.servers import Server

SUBSCRIBERS, ROUNDS = 50_000, 5
SECONDS, CONNECTIONS = 6.0, 8
KILLS, WORKERS = 5, 3
BATCH = 5000
STORIES, COMMENTS = 100, 2000
PATIENCE = 120.0


@dataclass
class Post:
    """The mail server and whoever sends to it."""

    port: int
    noted: Path
    peaks: list[int] = field(default_factory=list)

    def taken(self) -> int:
        """How many letters the mail server has."""
        return self.noted.read_bytes().count(b"\n")

    @contextmanager
    def workers(self, number: int = 1, **environment: str) -> Iterator[Server]:
        """Workers that send, until the block ends; they are killed then, whatever they do."""
        told = {**os.environ, **environment, "EMAIL_URL": f"smtp://127.0.0.1:{self.port}"}
        command = [sys.executable, "manage.py", "work"]
        with ExitStack() as killed:
            processes = [
                subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL)
                for _ in range(number)
            ]
            for process in processes:
                killed.callback(process.wait)
                killed.callback(process.kill)
            self._wait_for_letters()
            yield servers.Server(0, processes[0].pid)
            self.peaks += [_peak_kb(process.pid) for process in processes]

    def _wait_for_letters(self) -> None:
        before, until = self.taken(), monotonic() + PATIENCE
        while self.taken() < before + 20 and monotonic() < until:
            sleep(0.2)


def main() -> None:
    usual = (str(SUBSCRIBERS), str(ROUNDS))
    given = sys.argv[1:3]
    databases.on_each("tests.bench.newsletter", *given, *usual[len(given) :])


def measure(subscribers: str, rounds: str) -> None:
    """Sends to so many in the database of this process, and prints the figures."""
    databases.open_site()
    from django.conf import settings
    from django.db import connection

    story = _fill(int(subscribers))
    sys.stdout.write(f"{connection.vendor}: {int(subscribers):,} subscribers are due at once\n")
    folder = Path(settings.VAR_DIR)
    command = [sys.executable, "-m", "tests.bench.sink", str(folder / "letters.txt")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sink:
        if sink.stdout is None:
            raise SystemExit("The mail server says nothing.")
        post = Post(int(sink.stdout.readline()), folder / "letters.txt")
        try:
            with servers.serving(servers.site(2), WORKER="0") as site:
                _pages(site, story, post, int(rounds))
            _flood(post, int(subscribers))
        finally:
            sink.terminate()
    _count(post, int(subscribers))


def _fill(subscribers: int) -> str:
    """Stories, comments, and everybody due now; out: the address of the story most discussed."""
    from django.core.management import call_command
    from django.utils import timezone

    from articles.models import Subscriber
    from newsroom.management import bulk

    newest = bulk.fill([COMMENTS // STORIES] * STORIES, 1, hot=False)
    now = timezone.now()
    slugs = [[], [], [newest.section.slug]]
    for start in range(0, subscribers, BATCH):
        numbers = range(start, min(start + BATCH, subscribers))
        Subscriber.objects.bulk_create(
            Subscriber(
                email=f"reader-{number}@example.com",
                sections=slugs[number % 3],
                confirmed_at=now,
                next_at=now,
            )
            for number in numbers
        )
    databases.analyze()
    call_command("collectstatic", interactive=False, verbosity=0)
    return newest.get_absolute_url()


def _pages(site: Server, story: str, post: Post, rounds: int) -> None:
    """Pages with and without letters going out; made anew each time, and kept."""
    asked = {"front page, kept": "/", "story, kept": story, "search": "/search/?q=council"}
    loads: dict[tuple[str, bool], list[Load]] = {}
    letters, spent, took = 0, 0.0, 0.0
    for path in asked.values():
        load.drive(site, path, {}, 1, CONNECTIONS)
    for turn in range(rounds * 2):
        # Off, on, on, off: what grows or ages meanwhile does so for both.
        sends = turn % 4 in (1, 2)
        with post.workers() if sends else nullcontext() as worker:
            before = (post.taken(), worker.cpu_seconds(), monotonic()) if worker else (0, 0.0, 0.0)
            for name, path in asked.items():
                found = load.drive(site, path, {}, SECONDS, CONNECTIONS)
                loads.setdefault((name, sends), []).append(found)
            if worker:
                letters += post.taken() - before[0]
                spent += worker.cpu_seconds() - before[1]
                took += monotonic() - before[2]
    for name in asked:
        _print(name, loads[name, False], loads[name, True])
    sys.stdout.write(
        f"  letters a second meanwhile: {letters / took:.0f}, of {spent / letters * 1000:.1f} ms"
        f" processor time each: {spent / took / (os.cpu_count() or 1):.1%} of this machine\n"
    )


def _print(name: str, alone: list[Load], meanwhile: list[Load]) -> None:
    """A page without and with letters going out: how many a second, and what each one takes."""
    rate, slower = (median(one.per_second for one in found) for found in (alone, meanwhile))
    cpu, more = (median(one.cpu_ms for one in found) for found in (alone, meanwhile))
    sys.stdout.write(
        f"  {name:18} {rate:8,.0f} a second, {slower:8,.0f} while letters go out:"
        f" {slower / rate - 1:+.1%} (wanted: -10% at most);"
        f" {cpu:.2f} and {more:.2f} ms processor time\n"
    )


def _flood(post: Post, subscribers: int) -> None:
    """The rest, without a limit, through so many kills; the last worker comes to the end."""
    from articles.models import Subscriber

    begun, first = monotonic(), post.taken()
    for number in range(1, KILLS + 1):
        goal = first + (subscribers - first) * number // KILLS
        with post.workers(WORKERS, NEWSLETTER_PER_SECOND="0"):
            while _is_due(Subscriber) and (number == KILLS or post.taken() < goal):
                sleep(0.5)
    sent, took = post.taken() - first, monotonic() - begun
    sys.stdout.write(f"  {sent:,} letters without a limit: {sent / took:.0f} a second\n")


def _is_due(subscriber: type) -> bool:
    from django.utils import timezone

    return bool(subscriber.objects.filter(next_at__lte=timezone.now()).exists())  # type: ignore[attr-defined]


def _count(post: Post, subscribers: int) -> None:
    from articles.models import Edition

    letters = Counter(post.noted.read_bytes().split())
    (edition,) = Edition.objects.all()
    doubled = sum(1 for times in letters.values() if times > 1)
    sys.stdout.write(
        f"  {len(post.peaks)} workers were killed; the largest took"
        f" {max(post.peaks) / 1024:.0f} MB, the first {post.peaks[0] / 1024:.0f} MB\n"
        f"  got it: {len(letters):,} of {subscribers:,}; twice: {doubled};"
        f" handed over {edition.handed:,}, accepted {edition.accepted:,},"
        f" in doubt {edition.in_doubt}\n"
    )
    if doubled or subscribers - len(letters) > edition.in_doubt:
        raise SystemExit("Somebody got two, or none and nobody knows.")


def _peak_kb(process: int) -> int:
    """The most memory that it ever had."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
