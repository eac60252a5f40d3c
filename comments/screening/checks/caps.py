"""Capitals: "Please turn off your caps lock". A nudge; the form offers to lower the letters."""

import re

from comments.rules import Rule
from comments.screening import lexicon
from comments.screening.capitals import ACRONYMS
from comments.screening.findings import Action, Finding
from comments.screening.reading import Reading

NAME = "caps"
VERSION = "1"
# A comment shouts when it has this many letters and this share of them are capitals …
FEWEST_LETTERS = 20
SHARE = 0.7
# … or when this many shouted words (not acronyms) follow one another inside a quieter one.
RUN = 7
_WORD = re.compile(r"[^\W\d_][^\W\d_'’]*")
_SHORT = 4
_LONG_WORDS = 2


def check(reading: Reading) -> list[Finding]:
    """A nudge over the whole text, or over each shouted run of it."""
    text = reading.original
    words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]
    letters = [char for char in text if char.isupper() or char.islower()]
    shouted = [word for *_, word in words if _is_shouted(word)]
    if len(letters) >= FEWEST_LETTERS and shouted:
        capitals = sum(map(str.isupper, letters))
        if capitals >= SHARE * len(letters) and _mostly_shouted(words, shouted):
            return [_nudge(((0, len(text)),), "all")]
    runs = _runs(words)
    return [_nudge(tuple(runs), "run")] if runs else []


def _nudge(spans: tuple[tuple[int, int], ...], reason: str) -> Finding:
    return Finding(NAME, Rule.CAPS, Action.NUDGE, spans, reason, VERSION)


def _is_shouted(word: str) -> bool:
    """A word in capitals that is no known acronym; a single letter shouts nothing."""
    return (
        len(word) > 1
        and word.isupper()
        and word.rstrip("S") not in ACRONYMS
        and word not in ACRONYMS
    )


def _mostly_shouted(words: list[tuple[int, int, str]], shouted: list[str]) -> bool:
    """Whether plain words shout, and not only acronyms that the list does not know."""
    upper = [word for *_, word in words if len(word) > 1 and word.isupper()]
    plain = any(word.lower() in lexicon.words("spelling.txt", "common") for word in shouted)
    long = sum(len(word) > _SHORT for word in shouted)
    return len(shouted) * 2 > len(upper) and (plain or long >= _LONG_WORDS)


def _runs(words: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Stretches of `RUN` shouted words and more; acronyms neither count nor break one."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for start, end, word in (*words, (0, 0, "end")):
        if _is_shouted(word):
            run.append((start, end))
        elif not word.isupper():
            if len(run) >= RUN:
                found.append((run[0][0], run[-1][1]))
            run = []
    return found
