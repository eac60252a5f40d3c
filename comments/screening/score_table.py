"""The learned model as plain numbers: taken from its package once, and kept in a file.

The package brings scientific libraries that take seconds and 110 MB to load; the table takes 30 ms
and 7 MB.
"""

from __future__ import annotations

import fcntl
import importlib
import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = "alt-profanity-check"
_ROOT = Path(__file__).resolve().parent.parent.parent
_WRITE = (
    "import pathlib, sys; from comments.screening import score_table;"
    "score_table.write(pathlib.Path(sys.argv[1]))"
)


@dataclass(frozen=True)
class Table:
    """The words that the model knows with their idf and a weight in each of its linear models, and
    each model's intercept, slope and offset. `pattern` finds the words; `name` says the version.
    """

    name: str
    pattern: str
    folds: list[tuple[float, float, float]]
    weights: dict[str, tuple[float, tuple[float, ...]]]


def name() -> str | None:
    """The installed model and its version; None where the extra `score` is not installed."""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return None


def installed() -> Table | None:
    """The table of the installed package, by loading it; None where it is not installed."""
    model = name()
    if model is None:
        return None
    package = importlib.import_module("profanity_check.profanity_check")
    vectorizer, folds = package.vectorizer, package.model.calibrated_classifiers_
    idf = vectorizer.idf_.tolist()
    weights = list(zip(*(fold.estimator.coef_[0].tolist() for fold in folds), strict=True))
    words = {word: (idf[at], weights[at]) for word, at in vectorizer.vocabulary_.items()}
    for stop_word in vectorizer.get_stop_words():
        words.pop(stop_word, None)
    sigmoids = [
        (
            float(fold.estimator.intercept_[0]),
            float(fold.calibrators[0].a_),
            float(fold.calibrators[0].b_),
        )
        for fold in folds
    ]
    return Table(model, vectorizer.token_pattern, sigmoids, words)


def kept(file: Path) -> Table | None:
    """The table in the file, made there by a process of its own if it is missing or of another
    version; None where there is no model. Several processes that ask at once wait for one."""
    model = name()
    if model is None:
        return None
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = _read(file, model)
        if found is None:
            command = [sys.executable, "-c", _WRITE, str(file)]
            subprocess.run(command, cwd=_ROOT, check=True)  # noqa: S603 - nothing of a request
            found = _read(file, model)
    return found


def write(file: Path) -> None:
    """Writes the installed model's table, whole or not at all."""
    table = installed()
    if table is not None:
        aside = file.with_suffix(".new")
        aside.write_text(json.dumps(vars(table)), encoding="utf-8")
        aside.replace(file)


def _read(file: Path, model: str) -> Table | None:
    """The file's table; None for no file, a damaged one, or one of another version."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if found["name"] != model:
            return None
        folds = [(fold[0], fold[1], fold[2]) for fold in found["folds"]]
        weights = {word: (idf, tuple(rest)) for word, (idf, rest) in found["weights"].items()}
        return Table(model, found["pattern"], folds, weights)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
