"""The clock stepped a day ahead and an hour back while people post, by libfaketime."""

from collections.abc import Iterator
from pathlib import Path

from tests.faults.stage import Missing, Row, Stage

STEPS = ("+1d", "-1h")


def run(stage: Stage) -> Iterator[Row]:
    library = next(Path("/usr").glob("lib*/**/faketime/libfaketimeMT.so.1"), None)
    if library is None:
        raise Missing("no libfaketime")
    for database in stage.databases():
        steps = stage.place("clock")
        _set(steps, "+0")
        with stage.scene(
            database,
            LD_PRELOAD=str(library),
            FAKETIME_TIMESTAMP_FILE=str(steps),
            FAKETIME_NO_CACHE="1",
            # A step moves the time of day alone.
            FAKETIME_DONT_FAKE_MONOTONIC="1",
        ) as scene:
            for step in STEPS:
                _set(steps, step)
                scene.recovers()
            yield scene.row("clock a day ahead, then an hour back", reads_go_on=True)


def _set(file: Path, step: str) -> None:
    """At once: half a line would be half a step."""
    written = file.with_suffix(".new")
    written.write_text(f"{step}\n")
    written.rename(file)
