"""How many queries something may take, as a context."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import memo
from newsroom.changes.sight import watcher


@contextmanager
def budget(most: int, *, cold: bool = True) -> Iterator[None]:
    """Fails where more statements are asked; `cold` forgets first what every page repeats.

    Savepoints are a test's own: outside of one they begin and end a transaction.
    """
    watcher.look()  # each process asks once, at its start, whether changes are noted
    if cold:
        memo.forget_everything()
    with CaptureQueriesContext(connection) as queries:
        yield
    asked = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(asked) <= most, "\n".join(asked)
