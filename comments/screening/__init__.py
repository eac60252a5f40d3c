"""Screening: reads a comment before anybody else does and says what the house rules make of it.

Pure Python. `review` takes a `Draft` and gives a `Verdict` with every finding; `screen` is the
plain front door. A text goes through the same steps each time: fold it (normalise), mask what is
allowed (words), read it as stretches and sentences (reading), run every check (checks), decide
(policy). What is looked for is data: single words in `words/`, sentences in `patterns/`.
"""

from pathlib import Path
from threading import Thread

from comments.screening import lexicon, score, sentence_patterns
from comments.screening.capitals import lower_letters
from comments.screening.checks import CHECKS, FOR_EVERYONE
from comments.screening.checks.duplicate import near_duplicate
from comments.screening.draft import Author, Draft
from comments.screening.findings import Action, Finding, Outcome, Verdict
from comments.screening.policy import decide
from comments.screening.reading import Reading
from comments.screening.words import Term, Tier, WordList, builtin

__all__ = [
    "VERSION",
    "Action",
    "Author",
    "Draft",
    "Finding",
    "Outcome",
    "Term",
    "Tier",
    "Verdict",
    "WordList",
    "builtin",
    "load_aside",
    "lower_letters",
    "near_duplicate",
    "review",
    "screen",
]

# Raised with any change of the code that may change a verdict.
VERSION = "1"


def load_aside(score_file: Path) -> Thread:
    """Load all that is loaded once, patterns and score, where a server starts, in a thread.

    `score_file` keeps the score's table (see `score.load_aside`). Returns the thread.
    """
    thread = score.load_aside(score_file)
    review(Draft("Good morning."))
    return thread


def screen(text: str) -> Outcome:
    """The verdict on a bare text, with the built-in list and nothing known of its author."""
    return review(Draft(text)).action


def review(draft: Draft) -> Verdict:
    """Every check's findings on `draft`, and the one verdict they lead to; raises on no text."""
    staff = draft.author is not None and draft.author.staff
    reading = Reading(draft)
    findings = [
        finding for check in (FOR_EVERYONE if staff else CHECKS) for finding in check(reading)
    ]
    versions = {
        "screening": VERSION,
        "words": draft.words.version,
        "lexicon": lexicon.version(),
        "patterns": sentence_patterns.version(),
    }
    return decide(findings, versions)
