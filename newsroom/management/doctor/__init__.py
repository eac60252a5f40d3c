"""What in this installation is wrong or risky, in plain words, each with its remedy.

A check is a function that yields what it finds. `settings`, `machine`, `data` and `people` hold
them by where they look; those of the last two need a database that answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from django.db import Error

from newsroom.management.doctor import data, machine, people, settings
from newsroom.management.doctor.complaint import Complaint

WITHOUT_DATABASE = (*settings.CHECKS, *machine.CHECKS)
WITH_DATABASE = (*data.CHECKS, *people.CHECKS)


def examine() -> list[Complaint]:
    """Everything there is to say, what is wrong before what is only risky."""
    found = list(_all(WITHOUT_DATABASE))
    try:
        # Tables of another version could be asked the wrong questions.
        found += list(data.migrations()) or _all(WITH_DATABASE)
    except Error as error:
        found.append(
            Complaint(
                f"The database does not answer: {error}".strip().splitlines()[0],
                "Check DATABASE_URL, and that the database runs. Then run: manage.py migrate",
            )
        )
    return sorted(found, key=lambda complaint: not complaint.is_wrong)


def _all(checks: Iterable[Callable[[], Iterator[Complaint]]]) -> Iterator[Complaint]:
    return chain.from_iterable(check() for check in checks)
