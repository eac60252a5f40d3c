"""Fits the desk's model: logistic regression over tf-idf, beside the packaged score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from comments.learning.corpus import Array, Corpus, Labels
from comments.rules import Rule
from comments.screening.learned import Learned

# Nothing that fewer people wrote is kept: no phrase of one person, no name that one person dropped.
SHARED_BY = 3
# The most frequent terms. So many take a quarter of a second to load and 10 MB.
MOST_TERMS = 30_000
# Inverse strength of the ridge penalty; texts are rows of length one, so this is mild.
_C = 4.0


@dataclass(frozen=True)
class Fitted:
    """A model over some columns of a corpus."""

    columns: Array
    idf: Array
    weights: Array
    score_weight: float
    intercept: float

    def probabilities(self, texts: Corpus, rows: Array | None = None) -> Array:
        """Of these rows of a corpus with the same columns as the one that it was fitted on."""
        rows = np.arange(texts.texts()) if rows is None else rows
        if not len(rows):
            return np.zeros(0)
        scaled = _tf_idf(texts.counts[rows][:, self.columns], self.idf)
        decisions = scaled @ self.weights + self.score_weight * texts.scores[rows] + self.intercept
        return 1 / (1 + np.exp(-decisions))

    def learned(self, texts: Corpus, name: str, rule: Rule, threshold: float) -> Learned:
        """As plain numbers, for the screening."""
        numbers = zip(self.idf.round(4).tolist(), self.weights.round(5).tolist(), strict=True)
        names = (texts.names[column] for column in self.columns)
        return Learned(
            name=name,
            rule=rule,
            threshold=threshold,
            intercept=self.intercept,
            score_weight=self.score_weight,
            weights=dict(zip(names, numbers, strict=True)),
        )


def fit(texts: Corpus, known: Labels, decided: Array) -> Fitted:
    """A model of these decided rows, and of the neutral sentences. Removed texts weigh as much
    together as kept ones.

    Raises ValueError where the rows are all removed, all kept, or share no term.
    """
    rows = np.concatenate([decided, known.shown()])
    counts, removed = texts.counts[rows], known.removed[rows]
    columns = _shared(counts, known.person[rows])
    counts = counts[:, columns]
    in_how_many = np.asarray((counts > 0).sum(axis=0)).ravel()
    idf = np.log((1 + len(rows)) / (1 + in_how_many)) + 1
    scores = csr_matrix(texts.scores[rows].reshape(-1, 1))
    regression = LogisticRegression(C=_C, class_weight="balanced", solver="liblinear")
    rows_as_numbers = hstack([_tf_idf(counts, idf), scores]).tocsr()
    regression.fit(rows_as_numbers, removed, sample_weight=known.weight[rows])
    *weights, score_weight = regression.coef_[0]
    return Fitted(
        columns, idf, np.array(weights), float(score_weight), float(regression.intercept_[0])
    )


def _shared(counts: Array, person: Array) -> Array:
    """The columns of the most frequent terms among those that enough different people wrote."""
    _, number = np.unique(person, return_inverse=True)
    wrote = csr_matrix((np.ones(len(number)), (number, np.arange(len(number)))))
    people = np.asarray(((wrote @ (counts > 0).astype(float)) > 0).sum(axis=0)).ravel()
    shared = np.flatnonzero(people >= SHARED_BY)
    most_first = np.argsort(-people[shared], kind="stable")
    return np.sort(shared[most_first[:MOST_TERMS]])


def _tf_idf(counts: Array, idf: Array) -> Array:
    """Rows of length one; a term that stands twice counts a little more than once."""
    scaled = counts.copy()
    scaled.data = 1 + np.log(scaled.data)
    return normalize(scaled.multiply(idf).tocsr())
