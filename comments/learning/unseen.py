"""What fits of the same kind say of decisions that they have not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from comments.learning.corpus import Array, Corpus, Labels
from comments.learning.figures import Measure
from comments.learning.fitting import fit

FOLDS = 5
NEWEST = 0.2


@dataclass(frozen=True)
class Unseen:
    """Rows of a corpus, and the probability that each is such as the desk removes."""

    rows: Array
    said: Array


def by_story(texts: Corpus, known: Labels) -> Unseen:
    """Of every text by a fit that saw none of its story: talk of one story is much alike.

    Raises ValueError where there are too few stories.
    """
    rows = known.decided()
    said = np.zeros(len(rows))
    for seen, unseen in GroupKFold(FOLDS).split(rows, groups=known.story[rows]):
        said[unseen] = fit(texts, known, rows[seen]).probabilities(texts, rows[unseen])
    return Unseen(rows, said)


def by_time(texts: Corpus, known: Labels) -> Unseen:
    """Of the newest texts by a fit of the older ones: tomorrow is not yesterday.

    Raises ValueError where either half is all removed or all kept.
    """
    rows = known.decided()
    split = round(len(rows) * (1 - NEWEST))
    seen, unseen = rows[:split], rows[split:]
    if len(set(known.removed[unseen].tolist())) < 2:
        raise ValueError("The newest decisions are all alike.")
    return Unseen(unseen, fit(texts, known, seen).probabilities(texts, unseen))


def measure(
    unseen: Unseen, texts: Corpus, known: Labels, threshold: float, packaged_threshold: float
) -> Measure:
    """How that compares with the packaged score; each holds from its threshold on."""
    removed, scores = known.removed[unseen.rows], texts.scores[unseen.rows]
    precision, recall = _precision_and_recall(unseen.said >= threshold, removed)
    packaged = _precision_and_recall(scores >= packaged_threshold, removed)
    return Measure(
        ranking(unseen.said, removed), precision, recall, ranking(scores, removed), *packaged
    )


def ranking(said: Array, removed: Array) -> float:
    """The average precision."""
    return float(average_precision_score(removed, said))


def _precision_and_recall(held: Array, removed: Array) -> tuple[float, float]:
    """Each 0.0 where there is nothing to divide by."""
    right = float((held & removed).sum())
    return right / max(1.0, float(held.sum())), right / max(1.0, float(removed.sum()))
