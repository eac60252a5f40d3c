"""The faults that take least, done to real processes: nothing lost, nothing doubled, no 500.

All of them, on both databases: `python -m tests.faults`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.faults import mail, power, redis
from tests.faults.stage import Missing, Row, Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder: Path = tmp_path_factory.mktemp("faults")
    return Stage(folder, with_postgres=False)


@pytest.mark.parametrize(
    "fault",
    [partial(power.run, comments=1), mail.poison, redis.run],
    ids=["power cut", "poisoned mail", "Redis gone"],
)
def test_it_goes_on_by_itself_and_nothing_is_lost_or_doubled(
    stage: Stage, fault: Callable[[Stage], Iterator[Row]]
) -> None:
    try:
        rows = list(fault(stage))
    except Missing as lack:
        pytest.skip(f"there is {lack}")
    assert rows
    assert [row for row in rows if not row.is_good] == []
