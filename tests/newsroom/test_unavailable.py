"""What passes by itself is a 503 that says so; what is wrong with the code is a 500."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import ConnectionHandler, DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom.errors import broken, is_passing


def answer_to(error: BaseException, method: str = "GET") -> HttpResponse:
    """As Django calls the handler of 500: while the error is being handled."""
    try:
        raise error
    except type(error):
        return broken(RequestFactory().generic(method, "/"))


@pytest.fixture
def failing(db: None, tmp_path: Path) -> Iterator[dict[str, DatabaseError]]:
    """What Django raises where SQLite's file is read-only or away, and for a wrong statement."""
    engine = "django.db.backends.sqlite3"
    (tmp_path / "there").touch()
    places = {
        "read-only": f"file:{tmp_path}/there?mode=ro",
        "away": f"file:{tmp_path}/nowhere?mode=ro",
        "wrong": ":memory:",
    }
    databases = {name: {"ENGINE": engine, "NAME": place} for name, place in places.items()}
    handler = ConnectionHandler({"default": {}, **databases})
    raised = {}
    for name in places:
        statement = "SELECT nothing FROM nowhere" if name == "wrong" else "CREATE TABLE t (i int)"
        with pytest.raises(DatabaseError) as caught, handler[name].cursor() as cursor:
            cursor.execute(statement)
        raised[name] = caught.value
    yield raised
    handler.close_all()


@pytest.mark.parametrize("what", ["read-only", "away"])
def test_a_database_that_is_away_or_read_only_is_a_kind_503(
    failing: dict[str, DatabaseError], what: str
) -> None:
    answer = answer_to(failing[what])
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Back in a moment" in answer.content.decode()
    assert "what you sent" not in answer.content.decode()


def test_who_has_sent_something_is_told_that_it_counts_once(
    failing: dict[str, DatabaseError],
) -> None:
    assert "counts once" in answer_to(failing["away"], "POST").content.decode()


def test_a_wrong_statement_is_a_500_though_sqlite_gives_it_the_same_name(
    failing: dict[str, DatabaseError],
) -> None:
    assert answer_to(failing["wrong"]).status_code == 500


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (ValueError("A mistake"), False),
    ],
)
def test_a_full_disk_passes_and_a_mistake_does_not(error: Exception, passes: bool) -> None:
    assert is_passing(error) is passes


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("statement", "status"),
    [
        ("SELECT pg_terminate_backend(pg_backend_pid())", 503),
        ("CREATE TABLE t (i int)", 503),
        # As PostgreSQL says it of its own files on a disk that turned read-only.
        ("DO $$ BEGIN RAISE insufficient_privilege; END $$", 503),
        ("SELECT nothing FROM nowhere", 500),
    ],
)
def test_a_server_that_goes_or_became_a_replica_is_left_for_one_that_takes_writes(
    statement: str, status: int
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        with pytest.raises(DatabaseError) as caught:
            cursor.execute(statement)
    assert answer_to(caught.value).status_code == status
    with connection.cursor() as cursor:
        cursor.execute("SHOW default_transaction_read_only")
        assert cursor.fetchone() == ("off" if status == 503 else "on",)
    connection.close()
