"""`manage.py migrate` on a live site: readers go first."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections

from newsroom.management.commands import migrate

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def lock_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return str(cursor.fetchone()[0])


def test_a_table_in_use_is_waited_for_in_moments_and_then_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A migration's log is locked here; a try is made in vain, and the next one does its work."""
    monkeypatch.setattr(migrate, "LOCK_SECONDS", 1)
    rested = []
    reader = connections.create_connection("default")
    reader.set_autocommit(False)
    with reader.cursor() as cursor:
        cursor.execute("LOCK TABLE newsroom_change IN ACCESS EXCLUSIVE MODE")

    def rest(seconds: float) -> None:
        rested.append(seconds)
        reader.rollback()

    monkeypatch.setattr(migrate, "sleep", rest)
    call_command("migrate", "newsroom", "0001", stdout=StringIO())
    call_command("migrate", verbosity=0)
    reader.close()
    assert rested == [migrate.REST_SECONDS]
    assert lock_timeout() == "0"
