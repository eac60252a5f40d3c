"""What was decided cannot be changed or deleted: not by code, not by SQL, not by the admin."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from comments import desk
from comments.models import Act, Case, Decision
from newsroom.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def decision(held: Case, sam: User) -> Decision:
    return desk.decide(held, sam, Act.PUBLISH)


def test_code_neither_changes_nor_deletes_a_decision(decision: Decision) -> None:
    decision.reason = "Something else."
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE comments_decision SET reason = 'Something else.'", "DELETE FROM comments_decision"],
)
def test_the_database_refuses_whoever_asks(decision: Decision, statement: str) -> None:
    refused = pytest.raises(DatabaseError, match="add another")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Decision.objects.get().reason == ""


def test_querysets_are_refused_too(decision: Decision) -> None:
    for change in (lambda: Decision.objects.update(reason="x"), Decision.objects.all().delete):
        with pytest.raises(DatabaseError, match="add another"), transaction.atomic():
            change()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_the_guard_is_there_again_after_a_test_that_commits(
    held: Case, sam: User, round_: Any
) -> None:
    desk.decide(held, sam, Act.PUBLISH)
    with pytest.raises(DatabaseError, match="add another"), transaction.atomic():
        Decision.objects.update(reason="x")
