"""Runs the rows that are named, or all: `python -m tests.faults [name …]`.

Prints a table. Ends with 1 where a write was lost or doubled or an answer was wrong.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import clock, disks, kills, mail, postgres, power, redis, upgrade
from tests.faults.stage import Missing, Row, Stage

FAULTS: dict[str, Callable[[Stage], Iterator[Row]]] = {
    "kills": kills.run,
    "power": power.run,
    "disk-full": disks.full,
    "disk-read-only": disks.read_only,
    "postgres": postgres.run,
    "redis": redis.run,
    "clock": clock.run,
    "mail-day": mail.day,
    "mail-kills": mail.kills,
    "mail-poison": mail.poison,
    "upgrade": upgrade.run,
}
HEAD = ("fault", "database", "taken", "lost", "doubled", "wrong", "recovered", "")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(FAULTS)}")
    given = asked.parse_args()
    if unknown := set(given.names) - set(FAULTS):
        asked.error(f"There is no {', '.join(sorted(unknown))}; there is {', '.join(FAULTS)}.")
    return table(given.names or list(FAULTS))


def table(names: list[str]) -> int:
    """Runs them, each row printed as soon as it is known."""
    good = True
    _print(HEAD)
    with TemporaryDirectory(prefix="newsroom-faults-") as folder:
        stage = Stage(Path(folder))
        for name in names:
            try:
                for row in FAULTS[name](stage):
                    good &= row.is_good
                    _tell(row)
            except Missing as lack:
                sys.stdout.write(f"{name} is left out: there is {lack}\n")
    return 0 if good else 1


def _tell(row: Row) -> None:
    recovered = "" if row.recovered is None else f"{row.recovered:.1f} s"
    counted = (row.acknowledged, row.lost, row.doubled)
    _print((row.fault, row.database, *counted, row.wrong or "none", recovered, row.note))


def _print(cells: tuple[object, ...]) -> None:
    widths = (38, 10, 5, 4, 7, 10, 9, 0)
    line = "  ".join(f"{cell!s:<{width}}" for cell, width in zip(cells, widths, strict=True))
    sys.stdout.write(f"{line.rstrip()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
