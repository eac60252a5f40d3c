"""A learned score of abuse, behind one small interface so that a better model can take its place.

The model comes from alt-profanity-check (the optional extra `score`); without it there is no score
and nothing else changes. A server calls `load_aside` where it starts: no reader's post waits for
the model, and one that comes before it is there goes without a score.
"""

import re
from collections import Counter
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from threading import Thread
from typing import Protocol

from comments.screening import score_table
from comments.screening.score_table import Table


class Scorer(Protocol):
    """Anything that gives a text a probability of abuse."""

    name: str

    def probability(self, text: str) -> float:
        """0.0 harmless to 1.0 certain abuse. `text` is short, already bounded."""
        ...


@dataclass(frozen=True)
class _Fold:
    """One of the linear models whose calibrated answers are averaged (Platt's sigmoid)."""

    intercept: float
    slope: float
    offset: float

    def probability(self, decision: float) -> float:
        return 1 / (1 + exp(self.slope * (decision + self.intercept) + self.offset))


class ProfanityCheck:
    """alt-profanity-check: tf-idf over single words and a calibrated linear model.

    The model's own numbers are summed here. Its library answers the same, but spends milliseconds
    on checking tables of one row.
    """

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self._words = re.compile(table.pattern)
        self._weights = table.weights
        self._folds = [_Fold(*numbers) for numbers in table.folds]

    def probability(self, text: str) -> float:
        """The calibrated probability of the model's one positive class."""
        counted = Counter(w for w in self._words.findall(text.lower()) if w in self._weights)
        decisions, length = [0.0] * len(self._folds), 0.0
        for word, times in counted.items():
            idf, weights = self._weights[word]
            value = times * idf
            length += value * value
            for row, weight in enumerate(weights):
                decisions[row] += value * weight
        norm = sqrt(length) or 1.0
        answers = [f.probability(d / norm) for f, d in zip(self._folds, decisions, strict=True)]
        return sum(answers) / len(answers)


class _Shelf:
    """The one scorer of this process: not asked for yet, being loaded, or there (or known not to
    be)."""

    def __init__(self) -> None:
        self.is_asked = False
        self.scorer: Scorer | None = None

    def load(self, table: Table | None) -> None:
        self.scorer = ProfanityCheck(table) if table else None


_shelf = _Shelf()


def scorer() -> Scorer | None:
    """The installed scorer, loaded at the first call unless `load_aside` was called before.

    None where the extra is not installed, and while the model is being loaded aside.
    """
    if not _shelf.is_asked:
        _shelf.is_asked = True
        _shelf.load(score_table.installed())
    return _shelf.scorer


def preload() -> bool:
    """Load the model now. Returns whether there is one."""
    return scorer() is not None


def load_aside(file: Path) -> Thread:
    """Loads the model in a thread, from the table in `file`, which is made if need be.

    The file is for all processes of a machine. Returns the thread.
    """
    _shelf.is_asked = True
    thread = Thread(target=lambda: _shelf.load(score_table.kept(file)), daemon=True)
    thread.start()
    return thread
