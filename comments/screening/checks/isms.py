"""Racism, sexism and every other -ism: a group of people degraded for who they are."""

import re

from comments.rules import Rule
from comments.screening import lexicon
from comments.screening.counterspeech import is_denounced, is_reported
from comments.screening.findings import Action, Finding
from comments.screening.reading import Reading
from comments.screening.sentence_patterns import load, version
from comments.screening.sentences import Sentence

NAME = "isms"
_NEGATORS = lexicon.words("spelling.txt", "negators")
# A sentence about "them" is read together with the one before when that one is about a group.
_THEM = re.compile(
    r"(?<= )(?:they|those people|these people|that lot|this lot|them|all of them|most of them|"
    r"every one of them|the whole lot|their kind|the lot of them)(?= )"
)
_LONGEST_LEAD = 20
_SHORTEST = 4
# These carry their own negation, or need none to be turned round: "are not human".
_PLAIN_NEGATIVE = frozenset(("unequal", "worse"))


def check(reading: Reading) -> list[Finding]:
    """One finding a degrading sentence; repeated or denounced words are let through."""
    found: list[Finding] = []
    lead = False
    for sentence in reading.sentences:
        finding = _degrading(sentence.text, sentence, reading)
        if finding is None and lead:
            named = _THEM.sub("GROUP", sentence.text, count=1)
            if named != sentence.text:
                finding = _degrading(named, sentence, reading, whole=True)
        if finding:
            found.append(finding)
        lead = _leads(sentence) or (lead and len(sentence.words) < _SHORTEST)
    return found


def _leads(sentence: Sentence) -> bool:
    """Whether this sentence is about a group, so that the next sentence's "they" may be it."""
    return len(sentence.words) <= _LONGEST_LEAD and " GROUP " in sentence.text


def _degrading(
    text: str, sentence: Sentence, reading: Reading, *, whole: bool = False
) -> Finding | None:
    for pattern, match in load("isms").matches(text):
        if _is_excused(text, match.start(), pattern.reason):
            continue
        ends = (0, len(sentence.text)) if whole else (match.start() + 1, match.end())
        span = sentence.span(*ends)
        if reading.is_quoted(span) or is_denounced(text, match.start(), match.end()):
            continue
        return Finding(
            NAME, Rule.NICE, Action.HOLD, (span,), pattern.reason, version(), disclose=False
        )
    return None


def _is_excused(text: str, start: int, reason: str) -> bool:
    """Whether what follows `start` is put in others' mouths, or turned round."""
    negated = reason not in _PLAIN_NEGATIVE and _is_negated(text, start)
    return negated or is_reported(text, start)


def _is_negated(text: str, start: int) -> bool:
    """Whether one of the four words before the match turns it round."""
    return any(word in _NEGATORS for word in text[:start].split()[-4:])
