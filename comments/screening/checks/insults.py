"""Insults thrown at another reader. Heat about officials, plans and the world is let be."""

from comments.rules import Rule
from comments.screening.findings import Action, Finding
from comments.screening.reading import Reading
from comments.screening.sentence_patterns import load, version
from comments.screening.sentences import Sentence

NAME = "insults"


def check(reading: Reading) -> list[Finding]:
    """A hold for each sentence that degrades somebody in the discussion."""
    found = (_insult(sentence, reading) for sentence in reading.sentences)
    return [finding for finding in found if finding]


def _insult(sentence: Sentence, reading: Reading) -> Finding | None:
    book = load("insults")
    match = next(
        (at for pattern, at in book.matches(sentence.text) if pattern.reason == "direct"), None
    )
    if not match:
        return None
    personal = " you " in match[0] + " " or " your " in match[0]
    if not personal and book.finds(sentence.text, "spared"):
        return None
    span = sentence.span(match.start() + 1, match.end())
    if reading.is_quoted(span):
        return None
    return Finding(NAME, Rule.NICE, Action.HOLD, (span,), "insult", version())
