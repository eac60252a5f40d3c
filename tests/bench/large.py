"""Whether a large site stays in hand: `python -m tests.bench.large [--comments N]`.

Makes a site of a tenth of the size and one of the whole with `populate`, and copies, proves,
restores and moves each by the command that its owner would use, in a process of its own. Somebody
posts while a copy is made. Prints what each command took: the time, its processor time, and the
most memory that its largest process held, `pg_dump` and the like included; bounded memory does not
grow with the site. At the end it says what the copies hold and how that was compared.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from tests import services
from tests.bench import databases

COMMENTS = 1_000_000
# A story for so many comments; half of the comments are under the newest.
A_STORY = 100
# Seconds between two comments of whoever posts meanwhile.
PAUSE = 0.05
# For a million comments.
WANTED = {"populate": "≤ 300 s"}
# How much more memory a site may take that is ten times as large. Other commands read the database
# file where the system keeps it in memory, which counts as theirs: up to 256 MB, whatever its size.
BOUNDED = ("backup", "restore", "move_to")
WANTED_GROWTH = "≤ 1.3"


@dataclass(frozen=True)
class Ran:
    """What a command took and said. Seconds; MB of its largest process."""

    seconds: float
    cpu: float
    mb: float
    said: str


@dataclass
class Site:
    """A made-up site, with what its commands took, by name; each is told beside what it took on
    the smaller site, if there is one."""

    folder: Path
    comments: int
    smaller: Site | None = None
    took: dict[str, Ran] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def run(self, name: str, environment: dict[str, str], *arguments: str) -> Ran:
        """Runs a command of the site; the result is kept under `name`. SystemExit if it fails."""
        said = self.folder / "said.txt"
        start = perf_counter()
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                env={**os.environ, **environment}, stdout=out,
            )  # fmt: skip
            _, status, usage = os.wait4(process.pid, 0)
        took, process.returncode = perf_counter() - start, os.waitstatus_to_exitcode(status)
        text = said.read_text(encoding="utf-8")
        if process.returncode:
            raise SystemExit(f"{arguments[0]} failed. {text}")
        cpu = usage.ru_utime + usage.ru_stime
        ran = self.took[name] = Ran(took, cpu, usage.ru_maxrss / 1024, text)
        if self.smaller:
            _tell(_row(name, self.smaller.took[name], ran))
        return ran


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large")
    parser.add_argument("--comments", type=int, default=COMMENTS, metavar="N")
    comments: int = parser.parse_args().comments
    with TemporaryDirectory(prefix="newsroom-bench-") as name:
        tenth = Site(Path(name, "tenth"), comments // 10)
        whole = Site(Path(name, "whole"), comments, smaller=tenth)
        _measure(tenth)
        _tell(_heading(tenth, whole))
        _measure(whole)
    _tell("\n".join(whole.told))


def _measure(site: Site) -> None:
    """The site is made and put through everything."""
    site.folder.mkdir()
    comments, sqlite = site.comments, _settings(site.folder / "paper")
    site.run("migrate", sqlite, "migrate", "--verbosity=0")
    hot, others = comments // 2, comments - comments // 2
    site.run(
        "populate", sqlite, "populate", f"--stories={comments // A_STORY}",
        f"--comments={others}", f"--hot-story={hot}",
    )  # fmt: skip
    copy = _copied(site, "SQLite", sqlite)
    restored = _settings(site.folder / "restored")
    site.run("restore", restored, "restore", str(copy))
    site.told.append(f"Restored: {site.run('recount', restored, 'recount').said.strip()}")
    if missing := services.no_postgres():
        site.told.append(f"PostgreSQL is left out: {missing}")
        return
    with databases.new_postgres() as url:
        moved = site.run("move_to", sqlite, "move_to", url)
        site.told.append(f"Moved and compared: {moved.said.splitlines()[-2]}")
        _copied(site, "PostgreSQL", sqlite | {"DATABASE_URL": url})


def _settings(var: Path) -> dict[str, str]:
    var.mkdir()
    own = {"VAR_DIR": str(var), "MEDIA_ROOT": str(var / "media")}
    return {**own, "DATABASE_URL": f"sqlite:///{var}/db.sqlite3", "RATE_LIMIT_FACTOR": "1e9"}


def _copied(site: Site, database: str, environment: dict[str, str]) -> Path:
    """A copy that was made while somebody posted, and proved."""
    copy = site.folder / f"{database}.tar"
    with _posting(site.folder, environment) as posted:
        before = posted()
        made = site.run(f"backup, {database}", environment, "backup", str(copy))
        after = posted()
    site.run(f"backup --verify, {database}", environment, "backup", "--verify", str(copy))
    found = re.search(r"([\d,]+) comments", made.said)
    held = int(found[1].replace(",", "")) if found else 0
    site.told.append(
        f"{database}: {copy.stat().st_size / 1e6:,.0f} MB with {held:,} comments;"
        f" {before:,} were there when it began, {after:,} when it was done."
    )
    if not before <= held <= after + 1:  # the last may have been stored and not yet told
        raise SystemExit(site.told[-1])
    return copy


@contextmanager
def _posting(folder: Path, environment: dict[str, str]) -> Iterator[Callable[[], int]]:
    """Somebody posts all the while; gives what tells how many comments the site has by now."""
    noted = folder / "posted.txt"
    code = "from tests.bench.large import post; post()"

    def posted() -> int:
        *_, last = noted.read_text(encoding="ascii").split()
        return int(last)

    with noted.open("wb") as out, ExitStack() as ended:
        command = [sys.executable, "-c", code]
        writer = subprocess.Popen(command, env={**os.environ, **environment}, stdout=out)
        ended.callback(writer.wait)
        ended.callback(writer.kill)
        while not noted.stat().st_size:
            if writer.poll() is not None:
                raise SystemExit("Nobody could post.")
            sleep(PAUSE)
        yield posted
        if writer.poll() is not None:
            raise SystemExit("A comment was not taken.")


def post() -> None:
    """Posts on the newest story until it is killed; prints how many comments there are by then."""
    databases.open_site()
    from comments.models import Comment
    from comments.submission import Entry, submit
    from newsroom.accounts.models import User
    from newsroom.management import prose

    roots = Comment.objects.published().filter(parent=None)
    root = roots.select_related("story__section").latest("pk")
    people = list(User.objects.filter(email__endswith="@populate.example.com").order_by("pk"))
    there = Comment.objects.count()
    for number in count(there + 1):
        text = f"{' '.join(prose.sentences(number, 3))} That is point {number}."
        entry = Entry(root.story, people[number % len(people)], text, root, token=str(number))
        outcome = submit(entry)
        if outcome.comment is None:
            raise SystemExit(f"A comment was not taken: {outcome.refusal or outcome.verdict}.")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        sleep(PAUSE)


def _heading(tenth: Site, whole: Site) -> str:
    sizes = "".join(f"{f'{site.comments:,} comments':>30}" for site in (tenth, whole))
    columns = f"{'seconds':>10}{'CPU s':>10}{'MB':>10}" * 2
    return f"{'':28}{sizes}\n{'':28}{columns}  memory  wanted"


def _row(name: str, before: Ran, ran: Ran) -> str:
    """What a command took on the smaller site and on the larger one, and how memory grew."""
    both = (before, ran)
    cells = "".join(f"{one.seconds:10.1f}{one.cpu:10.1f}{one.mb:10.0f}" for one in both)
    wanted = WANTED_GROWTH if name.startswith(BOUNDED) else WANTED.get(name, "")
    return f"{name:28}{cells}{ran.mb / before.mb:8.2f}  {wanted}".rstrip()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
