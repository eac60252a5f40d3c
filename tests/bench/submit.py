"""How fast comments come in, into one thread: `python -m tests.bench.submit [comments] …`.

1, 4 and 16 processes write at once: the bare row, durable, by the database's own driver (on
PostgreSQL with a shared counter; on SQLite there is one writer anyway), and in turn with it a reply
through `submission.submit`, screening included. Prints the rates, their ratio, and whether every
comment is there once with every counter right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tests.bench import databases

if TYPE_CHECKING:
    from comments.models import Comment
    from newsroom.accounts.models import User

# With three rounds of each, few enough that no author posts faster than people write.
COMMENTS = 400
# Under the story that is written to.
THREAD = 2000
WRITERS = (1, 4, 16)
WANTED = {"sqlite": 0.08, "postgresql": 0.2}
ROUNDS = 3
Act = Callable[[], None]


@dataclass(frozen=True)
class Place:
    """Where is written: replies to `root` by `people`; bare rows beside `spare`."""

    root: Comment
    spare: Comment
    people: list[User]

    def author(self, number: int) -> User:
        """Everybody takes turns."""
        return self.people[number % len(self.people)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.submit")
    parser.add_argument("comments", nargs="?", type=int, default=COMMENTS, help="of each round")
    parser.add_argument(
        "--thread", type=int, default=THREAD, metavar="N", help="comments there are before"
    )
    asked = parser.parse_args()
    databases.on_each("tests.bench.submit", str(asked.comments), str(asked.thread))


def measure(comments: str, thread: str) -> None:
    """Writes into the database of this process and prints the figures."""
    databases.open_site()
    from django.db import connection

    place = _place(int(thread))
    _submissions(place, range(1))[0]()  # loads the word list and the model
    databases.analyze()
    wanted = WANTED[connection.vendor]
    sys.stdout.write(f"{connection.vendor}: a second, and the ratio (wanted: {wanted} at least)\n")
    first = 1
    for writers in WRITERS:
        bare, submitted = [], []
        for _ in range(ROUNDS):
            bare.append(_rate(_bare_rows, writers, int(comments), place, first))
            submitted.append(_rate(_submissions, writers, int(comments), place, first))
            first += int(comments)
        ratio = median(submitted) / median(bare)
        sys.stdout.write(
            f"  {writers:2} at once: bare {median(bare):7,.0f}"
            f"  submitted {median(submitted):7,.0f}  ratio {ratio:.3f}\n"
        )
    sys.stdout.write(f"  {_whole(place, first)}\n")


def _place(thread: int) -> Place:
    from newsroom.accounts.models import User
    from newsroom.management import bulk

    stories = [bulk.fill([size], seed, hot=True) for seed, size in ((1, thread), (2, THREAD))]
    roots = [story.comments.order_by("pk")[0] for story in stories]
    writers = User.objects.filter(email__endswith="@populate.example.com").order_by("pk")
    return Place(roots[0], roots[1], list(writers))


def _rate(
    prepare: Callable[[Place, range], list[Act]],
    writers: int,
    total: int,
    place: Place,
    first: int,
) -> float:
    """Writes a second, all processes together, from when all are ready until the last is done."""
    from django.db import connection, connections

    connections.close_all()
    context, share = get_context("fork"), total // writers
    ready, go = context.Barrier(writers + 1), context.Barrier(writers + 1)

    def work(number: int) -> None:
        connection.ensure_connection()
        numbers = range(first + number * share, first + (number + 1) * share)
        acts = prepare(place, numbers)
        ready.wait()
        go.wait()
        for act in acts:
            act()
        connection.close()

    processes = [context.Process(target=work, args=(number,)) for number in range(writers)]
    for process in processes:
        process.start()
    ready.wait()
    start = perf_counter()
    go.wait()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise SystemExit("A writer failed.")
    return writers * share / (perf_counter() - start)


def _submissions(place: Place, numbers: range) -> list[Act]:
    from comments.submission import Entry, submit

    def act(entry: Entry) -> None:
        if submit(entry).comment is None:
            raise SystemExit("A comment was not taken.")

    story = place.root.story
    entries = [Entry(story, place.author(n), _text(n), place.root, token=str(n)) for n in numbers]
    return [lambda entry=entry: act(entry) for entry in entries]  # type: ignore[misc]


def _bare_rows(place: Place, numbers: range) -> list[Act]:
    from django.db import connection

    driver, is_sqlite = connection.connection, connection.vendor == "sqlite"
    statement, rows = _insert(place, numbers, "?" if is_sqlite else "%s")

    def with_counter(values: list[Any]) -> None:
        with driver.transaction():
            driver.execute(
                "UPDATE comments_comment SET replies = replies + 1 WHERE id = %s", [place.spare.pk]
            )
            driver.execute(statement, values)

    if is_sqlite:
        return [lambda row=row: driver.execute(statement, row) for row in rows]  # type: ignore[misc]
    return [lambda row=row: with_counter(row) for row in rows]  # type: ignore[misc]


def _insert(place: Place, numbers: range, mark: str) -> tuple[str, list[list[Any]]]:
    """The statement, and the values of each row."""
    from django.db import connection

    from comments.models import Comment

    fields = [field for field in Comment._meta.local_concrete_fields if not field.primary_key]
    rows = [
        Comment(
            story=place.spare.story,
            author=place.author(n),
            body=_text(n),
            token=f"bare {n}",
            posted_at=place.spare.posted_at,  # long ago: nobody posts too fast by it
        )
        for n in numbers
    ]
    values = [
        [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
        for row in rows
    ]
    columns = ", ".join(field.column for field in fields)
    marks = ", ".join([mark] * len(fields))
    return f"INSERT INTO comments_comment ({columns}) VALUES ({marks})", values  # noqa: S608


def _text(number: int) -> str:
    """A remark of some 200 characters, like no other."""
    from newsroom.management import prose

    return f"{' '.join(prose.sentences(number, 3))} That is point {number}."


def _whole(place: Place, sent: int) -> str:
    """Whether each comment that was sent is there once, with every counter right; in words."""
    from comments.counting import differences
    from comments.models import Comment

    place.spare.story.delete()
    stored = Comment.objects.filter(root=place.root, token__isnull=False)
    numbers = list(Comment.objects.filter(root=place.root).order_by("reply_no"))
    gaps = [n for n, reply in enumerate(numbers, 1) if reply.reply_no != n]
    wrong = [*gaps, *map(str, differences())]
    there, held = stored.count(), stored.filter(status="held").count()
    return f"{there:,} of {sent:,} comments are there, {held:,} held; wrong: {wrong or 'nothing'}"


if __name__ == "__main__":
    main()
