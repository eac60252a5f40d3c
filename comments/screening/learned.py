"""A model that was learned from this desk's own decisions, as plain numbers.

It weighs the terms of a text (see `terms`) beside the packaged score: logistic regression over
tf-idf. `comments.learning` fits it. It comes from the database as numbers; no code comes with it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt

from comments.rules import Rule

FORMAT = 1
LONGEST_TERM = 80


@dataclass(frozen=True, slots=True)
class Learned:
    """`weights` are each term's idf and weight. `rule` is what the desk removes under most."""

    name: str
    rule: Rule
    threshold: float
    intercept: float
    score_weight: float
    weights: dict[str, tuple[float, float]]

    def probability(self, terms: Sequence[str], score: float) -> float:
        """How much a text is like what the desk removed, from 0.0 to 1.0.

        In: its terms, and the packaged score's answer.
        """
        decision, length = 0.0, 0.0
        for term, times in Counter(terms).items():
            known = self.weights.get(term)
            if known is not None:
                value = (1 + log(times)) * known[0]
                length += value * value
                decision += value * known[1]
        decision = decision / (sqrt(length) or 1.0) + self.score_weight * score + self.intercept
        return 1 / (1 + exp(-max(-700.0, min(decision, 700.0))))


def dump(learned: Learned) -> str:
    """The model as text, without its name."""
    weights = {term: [idf, weight] for term, (idf, weight) in sorted(learned.weights.items())}
    numbers = (learned.rule, learned.threshold, learned.intercept, learned.score_weight)
    return json.dumps([FORMAT, *numbers, weights], ensure_ascii=False, separators=(",", ":"))


def parse(text: str, name: str) -> Learned:
    """What `dump` wrote. Raises ValueError for anything else."""
    try:
        version, rule, threshold, intercept, score_weight, weights = json.loads(text)
        if version != FORMAT:
            raise ValueError(f"Format {version} is unknown here.")
        pairs = {_term(term): (_number(idf), _number(of)) for term, (idf, of) in weights.items()}
        numbers = (_number(threshold), _number(intercept), _number(score_weight))
        return Learned(name, Rule(rule), *numbers, pairs)
    except (TypeError, AttributeError, RecursionError) as error:
        raise ValueError("This is no learned model.") from error


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"{value!r} is no number.")
    return float(value)


def _term(value: str) -> str:
    if len(value) > LONGEST_TERM:
        raise ValueError("A term is too long.")
    return value
