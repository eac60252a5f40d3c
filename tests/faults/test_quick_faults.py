"""The faults that take least, done to real processes: nothing lost, nothing doubled, no 500.

All of them, on both databases: `python -m tests.faults`.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests import services
from tests.faults import disks, mail, power, redis
from tests.faults.stage import Forbidden, Missing, Row, Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder: Path = tmp_path_factory.mktemp("faults")
    return Stage(folder, with_postgres=False)


@pytest.mark.parametrize(
    "fault",
    [partial(power.run, comments=1), mail.poison, redis.run, disks.read_only],
    ids=["power cut", "poisoned mail", "Redis gone", "disk read-only"],
)
def test_it_goes_on_and_nothing_is_lost_or_doubled(
    stage: Stage, fault: Callable[[Stage], Iterator[Row]]
) -> None:
    try:
        rows = list(fault(stage))
    except Missing as lack:
        if services.REQUIRED and not isinstance(lack, Forbidden):
            pytest.fail(f"REQUIRE_SERVICES is set, but there is {lack}", pytrace=False)
        pytest.skip(f"there is {lack}")
    assert rows
    assert [row for row in rows if not row.is_good] == []
