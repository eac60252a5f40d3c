"""A gate spares work and never hides a match."""

import re

import pytest

from comments.screening import Draft
from comments.screening.gates import needed
from comments.screening.reading import Reading
from comments.screening.sentence_patterns import load
from tests.comments.screening.evaluate import CATEGORIES, cases

BOOKS = ("threats", "harmless", "isms", "insults", "counterspeech")


@pytest.mark.parametrize(
    ("pattern", "gate"),
    [
        ("(?:kill|shoot) (?:him|her)", {"kill", "shoot"}),
        ("the (?:nice )?bullets?", {"bullet", "bullets"}),
        ("(?:the )?rope(?! ladder)", {"rope"}),
        ("(?:burn|\\w+) down", {"down"}),
        ("colou?r", None),
        ("(?:house )?", None),
        ("lamp(?:post)?s", None),
    ],
)
def test_a_gate_names_words_that_a_match_cannot_do_without(
    pattern: str, gate: set[str] | None
) -> None:
    assert needed(pattern) == gate


@pytest.mark.parametrize("name", BOOKS)
def test_no_match_is_hidden_by_a_gate(name: str) -> None:
    book = load(name)
    every = re.compile("|".join(pattern.regex.pattern for pattern in book.patterns))
    texts = [text for category in CATEGORIES[::2] for text in cases(category.file, "tune")[:80]]
    sentences = [sentence.text for text in texts for sentence in Reading(Draft(text)).sentences]
    matched = [text for text in sentences if any(book.matches(text))]
    assert matched == [text for text in sentences if every.search(text)]
    assert matched
