"""The learned score: a hold where the words as a whole read like abuse. It never rejects."""

import re
from functools import cache

from comments.rules import Rule
from comments.screening import lexicon, score
from comments.screening.findings import Action, Finding
from comments.screening.hearing import who_people_are
from comments.screening.reading import Reading

NAME = "score"
_WORD = re.compile(r"[a-z']+")


def check(reading: Reading) -> list[Finding]:
    """At most one hold; nothing for short texts and where no scorer is installed."""
    draft = reading.draft
    if len(reading.original) < draft.score_min_length:
        return []
    scorer = score.scorer()
    if scorer is None or probability(reading, scorer) < draft.score_threshold:
        return []
    return [Finding(NAME, Rule.NICE, Action.HOLD, (), "score", scorer.name)]


def probability(reading: Reading, scorer: score.Scorer) -> float:
    """What the score makes of the words that it is asked about: 0.0 harmless to 1.0 abuse."""
    return scorer.probability(_heard(reading))


def _heard(reading: Reading) -> str:
    """The text without the words on which the score is not asked.

    Words for who somebody is never count; nor does heat that the newsroom lets stand, nor a word
    that the list has judged already.
    """
    unheard, listed = _unheard(), reading.draft.words.forms
    return " ".join(
        word for word in _WORD.findall(reading.masked) if word not in unheard and word not in listed
    )


@cache
def _unheard() -> frozenset[str]:
    return lexicon.words("heat.txt") | who_people_are()
