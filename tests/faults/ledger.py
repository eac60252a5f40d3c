"""What readers were told was taken, to be compared with what the database has afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic

from tests.faults.databases import Database

# The last words of every text that is posted, and of no other.
MARK = "That is point"


class Stuck(Exception):  # noqa: N818 - it tells what happened
    """What was waited for did not come."""


@dataclass(frozen=True)
class Taken:
    """An acknowledged write: the text, when it was first sent and when it was acknowledged."""

    body: str
    begun: float
    at: float


@dataclass
class Ledger:
    """Written by many readers at once. `wrong` counts answers that should not have been."""

    taken: list[Taken] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    excused: Counter[str] = field(default_factory=Counter)
    changed: Condition = field(default_factory=Condition)

    def acknowledge(self, body: str, begun: float) -> None:
        with self.changed:
            self.taken.append(Taken(body, begun, monotonic()))
            self.changed.notify_all()

    def excuse(self, answer: str) -> None:
        """No answer, or one that says when to come back, is what a fault may cause."""
        with self.changed:
            self.excused[answer] += 1
            self.changed.notify_all()

    def wait_for(self, more: int, since: float = 0.0, patience: float = 120.0) -> float:
        """Waits for so many writes that were begun after `since`; when the last was acknowledged.

        Raises Stuck when they do not come.
        """

        def moments() -> list[float]:
            return sorted(one.at for one in self.taken if one.begun >= since)

        with self.changed:
            wanted = more if since else len(self.taken) + more
            if not self.changed.wait_for(lambda: len(moments()) >= wanted, patience):
                raise Stuck(f"{len(moments())} of {wanted} posts taken; {dict(self.wrong)}")
            return moments()[wanted - 1]

    def compare(self, database: Database) -> tuple[int, int]:
        """How many acknowledged writes are lost, and how many texts are there more than once."""
        rows = database.ask(
            f"SELECT body, COUNT(*) FROM comments_comment WHERE body LIKE '%{MARK}%' GROUP BY body"  # noqa: S608
        )
        there = {str(body): int(count) for body, count in rows}
        lost = sum(one.body not in there for one in self.taken)
        return lost, sum(count > 1 for count in there.values())
