"""`HARTFORD, CT (WFSB) --` at the head of a story: place, state and source."""

import re
from typing import NamedTuple

from articles.wire.states import state_code
from articles.wire.word_sets import word_set

_WORD = r"[^\W\d_][\w.'’ʻ&]*"
_PLACE = rf"{_WORD}(?:[ /-]{{1,3}}{_WORD}){{0,7}}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:, ?(?P<region>{_PLACE}))?,? ?"
    r"(?:[(\[](?P<source>[^()\[\]]{1,60})[)\]])? ?"
    r"(?P<dash>--+|[—–―‒−]+|-(?= |$)|(?<= )-)? ?(?P<after>.*)",
    re.DOTALL,
)
# A sentence that only happens to have a dash near its start is no dateline.
_NO_PLACE = word_set("""
    in on at a an and but for from with when while after before as if it he she they we i you
    this that these those there according police officials
""")
_LOWER_IN_PLACES = word_set("""
    of the on in by de del la las los le du sur upon and et
""")


class Dateline(NamedTuple):
    """Where a story was filed, by whom, and the text that follows on the line.

    `place` is written as in the copy; a region that is no U.S. state stays a part of it.
    """

    place: str
    state: str
    source: str
    after: str


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline that `text` starts with, or None where there is none."""
    match = _DATELINE.match(text)
    if not match:
        return None
    place, region = match["place"].strip(), (match["region"] or "").strip()
    source, dash = (match["source"] or "").strip(), match["dash"]
    if not (dash or source) or not _is_place(place, named=bool(region or source)):
        return None
    if not dash and not place.isupper():
        return None
    state = state_code(region) if region else ""
    if region and not state:
        if not _is_place(region, named=True):
            return None
        place = f"{place}, {region}"
    return Dateline(place, state, source, match["after"].strip())


def _is_place(words: str, *, named: bool) -> bool:
    first, *rest = re.split(r"[ /-]+", words)
    if words.isupper() and len(words) > 1:
        return True
    if not first[0].isupper() or (first.lower() in _NO_PLACE and not named):
        return False
    return len(rest) < 5 and all(
        word[:1].isupper() or word.lower() in _LOWER_IN_PLACES for word in rest
    )
