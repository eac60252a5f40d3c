"""Fits a model and judges it before it may hold anything: on stories and days it has not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, nextafter

import numpy as np
from sklearn.metrics import precision_recall_curve

from comments.learning.corpus import Array, Corpus, Labels, corpus, labels
from comments.learning.example import Example
from comments.learning.figures import (
    LEAST_SURE,
    MOST_NEUTRAL,
    MOST_QUIET,
    NEARLY,
    PRECISION,
    Figures,
    Outcome,
    Since,
    judge,
)
from comments.learning.fitting import Fitted, fit
from comments.learning.neutral import to_judge_by, to_learn
from comments.learning.unseen import Unseen, by_story, by_time, measure, ranking
from comments.rules import Rule
from comments.screening import Draft
from comments.screening.learned import Learned
from comments.screening.reading import Reading
from comments.screening.terms import terms
from comments.screening.words import WordList


@dataclass(frozen=True)
class Setting:
    """What a fit has to fit into: the word list, from where on the packaged score holds, comments
    that stood without complaint, and the present model with the time (a timestamp) of its fit."""

    words: WordList
    packaged_threshold: float
    quiet: Sequence[str] = ()
    present: Learned | None = None
    present_since: float = 0.0


@dataclass(frozen=True)
class Trial:
    """`learned` is there only where it is to be used; no figures where nothing could be fitted."""

    outcome: Outcome
    figures: Figures | None = None
    learned: Learned | None = None


def attempt(examples: Sequence[Example], setting: Setting, name: str) -> Trial:
    """Fits a model of the examples, under this name, and judges it.

    TOO_ALIKE where the decisions lie on too few stories, or the newest are all alike.
    """
    neutral = to_learn()
    shown = [sentence for line in neutral for sentence in line]
    texts = corpus([*(one.text for one in examples), *shown], setting.words)
    known = labels(examples, neutral)
    try:
        unseen = (by_story(texts, known), by_time(texts, known))
        fitted = fit(texts, known, known.decided())
    except ValueError:
        return Trial(Outcome.TOO_ALIKE)
    figures = _figures(fitted, texts, known, unseen, examples, setting)
    outcome = judge(figures)
    if outcome is not Outcome.USED:
        return Trial(outcome, figures)
    return Trial(outcome, figures, fitted.learned(texts, name, _rule(examples), figures.threshold))


def _figures(
    fitted: Fitted,
    texts: Corpus,
    known: Labels,
    unseen: tuple[Unseen, Unseen],
    examples: Sequence[Example],
    setting: Setting,
) -> Figures:
    """Of a threshold at which it holds precisely, and lets be what is to be let be."""

    def say(of: Sequence[str]) -> Array:
        return fitted.probabilities(corpus(of, setting.words, texts.names))

    neutral, quiet = say(to_judge_by()), say(setting.quiet)
    threshold = max(
        _precise_from(unseen[0], known),
        _above_all_but(neutral, MOST_NEUTRAL),
        _above_all_but(quiet, MOST_QUIET),
    )
    limits = (threshold, setting.packaged_threshold)
    story, time = (measure(some, texts, known, *limits) for some in unseen)
    return Figures(
        by_story=story,
        by_time=time,
        threshold=threshold,
        terms=len(fitted.columns),
        neutral=_held(neutral, threshold),
        quiet=_held(quiet, threshold),
        quiet_texts=len(quiet),
        since=_since(unseen[0], texts, known, examples, setting),
    )


def _precise_from(unseen: Unseen, known: Labels) -> float:
    """From where on PRECISION of what is held was removed; 1.0 where nowhere.

    Not the lowest such threshold but the highest that finds nearly as much: what it meets later is
    less like what it knows, and then it had better keep still.
    """
    precision, recall, limits = precision_recall_curve(known.removed[unseen.rows], unseen.said)
    precise = precision[:-1] >= PRECISION
    if not precise.any():
        return 1.0
    found = recall[:-1]
    highest = limits[precise & (found >= NEARLY * found[precise].max())].max()
    return max(LEAST_SURE, float(highest))


def _above_all_but(said: Array, share: float) -> float:
    """The lowest threshold that at most this share of the texts reaches."""
    falling = np.sort(said)[::-1]
    may = int(share * len(falling))
    return nextafter(float(falling[may]), inf) if may < len(falling) else 0.0


def _held(said: Array, threshold: float) -> float:
    """The share of texts that it would hold."""
    return float((said >= threshold).mean()) if len(said) else 0.0


def _since(
    unseen: Unseen, texts: Corpus, known: Labels, examples: Sequence[Example], setting: Setting
) -> Since | None:
    """The two models on what neither of them has seen; None where there is no present one."""
    if setting.present is None:
        return None
    since = known.decided_at[unseen.rows] > setting.present_since
    rows, said = unseen.rows[since], unseen.said[since]
    removed = known.removed[rows]
    if not removed.any():
        return Since(len(rows), 0, 0.0, 0.0)
    present = np.array(
        [
            setting.present.probability(
                terms(Reading(Draft(examples[row].text, words=setting.words))), texts.scores[row]
            )
            for row in rows
        ]
    )
    rankings = ranking(said, removed), ranking(present, removed)
    return Since(len(rows), int(removed.sum()), *rankings)


def _rule(examples: Sequence[Example]) -> Rule:
    """What the desk removes under most."""
    counted = Counter(one.rule for one in examples if one.removed)
    return Rule(counted.most_common(1)[0][0])
