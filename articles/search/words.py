"""What a reader types, taken as words and nothing else: no sign in it is ever query syntax."""

import re
import unicodedata

MOST_LETTERS = 300
MOST_WORDS = 10
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W_]+")
# "mayor's" is looked up as "mayor", "don't" as "don".
_ENDING = re.compile(r"(?<=\w)['’](?:s|t|d|m|re|ve|ll)\b", re.IGNORECASE)
_SUFFIXES = ("ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y")


def words_of(text: str) -> list[str]:
    """The words to look up, each once, in their order; at most ten of the first 300 letters."""
    start = unicodedata.normalize("NFC", text[:MOST_LETTERS])
    found = _WORD.findall(_ENDING.sub("", start).casefold())
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in found))[:MOST_WORDS]


def stem(word: str) -> str:
    """A word without the endings of number and tense, near enough to mark it in a text.

    The databases stem by Porter's rules; this need only agree on everyday words.
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word
