"""The learned table is made once and read by every process; what does not fit is not used."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from comments.screening import score, score_table
from comments.screening.score_table import Table

MODEL = "alt-profanity-check 9.9"
TABLE = Table(MODEL, r"\w\w+", [(0.5, -1.0, 0.25), (0.25, -2.0, 0.5)], {"idiot": (1.5, (2.0, 3.0))})


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the table is kept. A process that would be started to make it writes TABLE instead."""
    monkeypatch.setattr(score_table, "name", lambda: MODEL)
    monkeypatch.setattr(score_table, "installed", lambda: TABLE)

    def make(command: list[str], **_: Any) -> None:
        made.append(command[-1])
        score_table.write(Path(command[-1]))

    made: list[str] = []
    monkeypatch.setattr(score_table.subprocess, "run", make)
    monkeypatch.setattr(score_table, "made", made, raising=False)
    return tmp_path / "score.json"


def test_the_table_is_made_once_and_comes_back_as_it_was(file: Path) -> None:
    assert [score_table.kept(file) for _ in range(3)] == [TABLE] * 3
    assert score_table.made == [str(file)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        json.dumps(vars(replace(TABLE, name="alt-profanity-check 1.0"))),
        json.dumps({**vars(TABLE), "folds": [[1]]}),
        json.dumps({**vars(TABLE), "weights": {"idiot": [1]}}),
    ],
)
def test_a_damaged_table_or_one_of_another_version_is_made_anew(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    assert score_table.kept(file) == TABLE


def test_without_the_package_there_is_no_table_and_no_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_table, "name", lambda: None)
    assert score_table.kept(file) is None
    assert not file.exists()


def test_while_the_model_is_loaded_aside_there_is_no_score(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score, "_shelf", score._Shelf())
    seen = []

    def kept(file: Path) -> Table:
        seen.append(score.scorer())
        return TABLE

    monkeypatch.setattr(score_table, "kept", kept)
    score.load_aside(file).join()
    found = score.scorer()
    assert seen == [None]
    assert found is not None
    assert found.probability("idiot") > found.probability("neighbor")
