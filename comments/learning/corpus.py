"""Texts as numbers, for scientific libraries: how often each term stands in each text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from comments.learning.example import Example
from comments.screening import Draft, score
from comments.screening.checks.score import probability
from comments.screening.reading import Reading
from comments.screening.terms import terms
from comments.screening.words import WordList

# How much all neutral sentences together weigh, beside the comments that were kept.
NEUTRAL_WEIGHT = 0.25
# Arrays of the scientific libraries, whose element types say nothing here.
Array = Any


@dataclass(frozen=True)
class Corpus:
    """`counts` has a row for each text and a column for each of `names`; `scores` is what the
    packaged score makes of each text."""

    names: list[str]
    counts: Array
    scores: Array

    def texts(self) -> int:
        return int(self.counts.shape[0])


@dataclass(frozen=True)
class Labels:
    """What is known of each text of a corpus, in its order."""

    removed: Array
    story: Array
    person: Array
    decided_at: Array
    weight: Array

    def decided(self) -> Array:
        """The rows that moderators decided, oldest first."""
        rows = np.flatnonzero(np.isfinite(self.decided_at))
        return rows[np.argsort(self.decided_at[rows], kind="stable")]

    def shown(self) -> Array:
        """The rows of neutral sentences, which every fit is shown."""
        return np.flatnonzero(~np.isfinite(self.decided_at))


def corpus(texts: Sequence[str], words: WordList, names: list[str] | None = None) -> Corpus:
    """The texts as numbers; with `names` in those columns alone. Raises RuntimeError without the
    packaged score."""
    scorer = score.scorer()
    if scorer is None:
        raise RuntimeError("The packaged score is not installed.")
    known = {name: column for column, name in enumerate(names)} if names is not None else {}
    columns: list[int] = []
    numbers: list[int] = []
    ends, scores = [0], []
    for text in texts:
        reading = Reading(Draft(text, words=words))
        for term, times in Counter(terms(reading)).items():
            column = known.get(term) if names is not None else known.setdefault(term, len(known))
            if column is not None:
                columns.append(column)
                numbers.append(times)
        ends.append(len(columns))
        scores.append(probability(reading, scorer))
    counts = csr_matrix((numbers, columns, ends), shape=(len(texts), len(known)), dtype=float)
    return Corpus(list(known), counts, np.array(scores, dtype=float))


def labels(examples: Sequence[Example], neutral: Sequence[Sequence[str]]) -> Labels:
    """The examples' labels, and after them those of the neutral sentences: kept, never decided.

    The sentences of a line are one person's, and all of them weigh NEUTRAL_WEIGHT of what is kept.
    """
    lines = [-1 - number for number, line in enumerate(neutral) for _ in line]
    kept = sum(not one.removed for one in examples)
    weight = NEUTRAL_WEIGHT * kept / max(1, len(lines))
    return Labels(
        removed=np.array([one.removed for one in examples] + [False] * len(lines), dtype=bool),
        story=np.array([one.story for one in examples] + lines),
        person=np.array([one.person for one in examples] + lines),
        decided_at=np.array(
            [one.decided_at.timestamp() for one in examples] + [np.nan] * len(lines)
        ),
        weight=np.array([1.0] * len(examples) + [weight] * len(lines)),
    )
