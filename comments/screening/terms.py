"""The terms of a text: what the desk's own model weighs.

Words, pairs of words, and stretches of three to five letters. Both sides take them from here: what
fits the model and what asks it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from comments.screening.hearing import anybody
from comments.screening.reading import Reading

# The first letter of a term says what it is: a model's card shows words, not stretches.
WORDS, LETTERS = "w ", "c "
_LENGTHS = (3, 4, 5)
# A longer one is no word that two people would write.
_LONGEST_WORD = 30
_WORD = re.compile(r"[a-z']+|\d+")
_MASKED = re.compile(r"q+")


def terms(reading: Reading) -> list[str]:
    """The terms of a text, as often as they stand in it; words for who somebody is are left out."""
    return list(_terms(_words(reading)))


def _words(reading: Reading) -> list[str]:
    """Lower-case words; numbers by their length alone, and a word for each web address."""
    unheard = anybody()
    found = (
        "0" * min(len(word), 4) if word.isdigit() else word[:_LONGEST_WORD]
        for word in _WORD.findall(reading.masked)
        if word not in unheard and not _MASKED.fullmatch(word)
    )
    return [*found, *("0link" for _ in reading.links)]


def _terms(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield f"{WORDS}{word}"
        padded = f" {word} "
        for length in _LENGTHS:
            for start in range(len(padded) - length + 1):
                yield f"{LETTERS}{padded[start : start + length]}"
    for first, second in pairwise(words):
        yield f"{WORDS}{first} {second}"
