"""The desk's own model: a hold for what is like comments that it removed. It never rejects."""

from comments.screening import score
from comments.screening.checks.score import probability
from comments.screening.findings import Action, Finding
from comments.screening.reading import Reading
from comments.screening.terms import terms

NAME = "learned"


def check(reading: Reading) -> list[Finding]:
    """At most one hold; nothing for short texts and where no model is in use."""
    draft, scorer = reading.draft, score.scorer()
    model = draft.learned
    if model is None or scorer is None or len(reading.original) < draft.score_min_length:
        return []
    if model.probability(terms(reading), probability(reading, scorer)) < model.threshold:
        return []
    return [Finding(NAME, model.rule, Action.HOLD, (), "learned", model.name)]
