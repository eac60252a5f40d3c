"""The same text posted again by others, word for word or nearly."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from comments.rules import Rule
from comments.screening.findings import Action, Finding
from comments.screening.normalise import bounded, fold
from comments.screening.reading import Reading

NAME = "duplicate"
VERSION = "1"
# Shorter texts are alike by chance ("I agree with this"); counted in letters and figures.
FEWEST_CHARACTERS = 40
# rapidfuzz ratio, 0 to 100: a changed name or link stays above, another wording falls below.
ALIKE = 88.0
_OTHER = re.compile(r"[^\w]+|_")


def check(reading: Reading) -> list[Finding]:
    """A hold when one of the recent texts is nearly this one."""
    text = _plain(reading.original)
    if any(_are_alike(text, _plain(other)) for other in reading.draft.recent):
        return [Finding(NAME, Rule.OTHER, Action.HOLD, (), "duplicate", VERSION)]
    return []


def near_duplicate(a: str, b: str) -> bool:
    """Whether two texts are the same but for case, signs, look-alikes and a few words."""
    return _are_alike(_plain(a), _plain(b))


def _are_alike(first: str, second: str) -> bool:
    if min(len(first), len(second)) < FEWEST_CHARACTERS:
        return False
    return fuzz.ratio(first, second, score_cutoff=ALIKE) > 0


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    """Its folded words alone; kept, because the same recent texts are compared with every draft."""
    return _OTHER.sub(" ", fold(bounded(text)).text).strip()
