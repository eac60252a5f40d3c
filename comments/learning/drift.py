"""How the model in use does on what was decided since it was fitted."""

from __future__ import annotations

from dataclasses import dataclass

from comments.learning import decisions
from comments.models import ScreeningModel
from comments.screening import Draft, score
from comments.screening.checks.score import probability
from comments.screening.learned import Learned
from comments.screening.reading import Reading
from comments.screening.terms import terms
from comments.wordlist import in_force

MOST = 300
# Fewer decisions tell nothing.
FEWEST = 20
# A precision that fell by so much is said to have drifted; our choice.
FALLEN = 0.15


@dataclass(frozen=True)
class Drift:
    """Counts of the newest decisions since: `held` are those that the model would have held, and
    `right` those of them that were removed."""

    decisions: int
    removals: int
    held: int
    right: int

    @property
    def is_enough(self) -> bool:
        return self.decisions >= FEWEST

    def has_fallen_from(self, precision: float) -> bool:
        """Whether it is clearly less precise than it was when it was fitted."""
        return self.held >= FEWEST and self.right / self.held < precision - FALLEN


def since(model: ScreeningModel, learned: Learned) -> Drift | None:
    """None where there is no score to ask beside it. Two queries; some 0.3 s at most."""
    scorer = score.scorer()
    if scorer is None:
        return None
    found = decisions.newest(MOST, since=model.fitted_at)
    words, held, right = in_force(), 0, 0
    for one in found:
        reading = Reading(Draft(one.text, words=words))
        if learned.probability(terms(reading), probability(reading, scorer)) >= learned.threshold:
            held += 1
            right += one.removed
    return Drift(len(found), sum(one.removed for one in found), held, right)
