"""Lowering the letters of a shouted comment the way a copy editor would."""

import re
from collections.abc import Set

from comments.screening import lexicon

ACRONYMS = lexicon.words("acronyms.txt", "acronyms")
# Acronyms that are also words ("us", "it") are not raised in a text that was shouted throughout.
_ALWAYS = ACRONYMS - lexicon.words("acronyms.txt", "also words")
# Written with a capital wherever they stand; "march" and "may" are more often the plain words.
_PROPER = {
    word.lower(): word
    for word in [
        "Sunday",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "January",
        "February",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
    ]
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_START = re.compile(r"(?:^|[.!?]+[\"'”’)\]]*\s+|\n\s*)[\"'“‘(\[]*$")
_FIRST_PERSON = re.compile(r"^i(?=$|['’](?:m|d|ll|ve|s)$)")


def lower_letters(text: str, names: Set[str] = frozenset()) -> str:
    """`text` with its shouted words lowered and everything else as it was.

    Kept or raised: the first letter of a sentence, "I", acronyms, and `names` (as the story writes
    them; a name of several words also counts word by word).
    """
    known = _PROPER | {part.lower(): part for name in names for part in _WORD.findall(name)}
    pieces: list[str] = []
    last = 0
    for found in _WORD.finditer(text):
        pieces.append(text[last : found.start()])
        word = _lowered(found[0], known)
        starts = _START.search(text[max(0, found.start() - 8) : found.start()])
        pieces.append(
            word[:1].upper() + word[1:] if starts and _whole(text, found, starts) else word
        )
        last = found.end()
    return "".join(pieces) + text[last:]


def _whole(text: str, found: re.Match[str], starts: re.Match[str]) -> bool:
    """Whether the look-back that found a sentence start saw a real one, not its own cut edge."""
    return found.start() <= 8 or starts.start() > 0 or starts[0][:1] in ".!?\n"


def _lowered(word: str, names: dict[str, str]) -> str:
    if not word.isupper():
        return word
    stem = re.split(r"['’]", word)[0]
    if stem in _ALWAYS:
        return stem + word[len(stem) :].lower()
    if stem.endswith("S") and stem[:-1] in _ALWAYS and len(stem) > 3:
        return stem[:-1] + "s" + word[len(stem) :].lower()
    lower = word.lower()
    name = names.get(lower) or names.get(stem.lower())
    if name:
        return name + lower[len(name) :]
    return _FIRST_PERSON.sub("I", lower)
