"""Folding: what a reader sees, spelled with plain lower-case letters, each tied to its place.

The stored text is never altered; checks read the folded text and point back into the original.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from confusable_homoglyphs.confusables import confusables_data

# A comment is at most 2,000 characters; a little over that still reads whole, the rest is cut.
READ_LIMIT = 4_000
_WINDOW = 80

_PLAIN = {
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
    "–": "-", "—": " - ", "‐": "-", "‑": "-", "−": "-", "…": "...", "•": "*", "·": ".", "×": "x",
    "₣": "f", "₭": "k", "₮": "t", "₴": "s", "₳": "a", "฿": "b", "€": "e", "£": "l", "¥": "y",
    "¢": "c", "§": "s", "¡": "i", "†": "t", "µ": "u", "ß": "ss", "к": "k", "ц": "u", "и": "n",
    "т": "t", "м": "m", "н": "h", "в": "b", "г": "r", "ч": "4", "κ": "k", "τ": "t", "μ": "u",
    "σ": "o", "ε": "e", "η": "n", "λ": "a", "∆": "a", "∂": "d", "∑": "e", "Σ": "e", "Ω": "o",
    "ʃ": "s", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ł": "l",
}  # fmt: skip

# Names of letters drawn in another style: small capitals, squared, circled, flags, hooked …
_STYLED = re.compile(
    r"^(?:LATIN (?:SMALL|CAPITAL|LETTER)(?: LETTER)?(?: SMALL)?(?: CAPITAL)?"
    r"|REGIONAL INDICATOR SYMBOL LETTER"
    r"|(?:NEGATIVE |CROSSED NEGATIVE )?(?:SQUARED|CIRCLED) LATIN CAPITAL LETTER"
    r"|MODIFIER LETTER (?:SMALL|CAPITAL)"
    r") ([A-Z])(?: WITH .*)?$"
)
# Right-to-left and syllabic letters look like Latin ones only by accident of the table.
_FOREIGN = (
    "ARABIC", "HEBREW", "SYRIAC", "NKO", "THAANA", "CJK", "HANGUL", "DEVANAGARI",
    "BENGALI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "GUJARATI", "THAI", "LAO",
    "KHMER", "MYANMAR", "SINHALA", "ETHIOPIC", "HIRAGANA", "KATAKANA", "BOPOMOFO", "GURMUKHI",
    "ORIYA",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded text; `origin[i]` is where its i-th character came from."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that folded characters start..end-1 came from."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


def bounded(text: str) -> str:
    """`text`, cut at a word's end near `READ_LIMIT` when it is longer."""
    if len(text) <= READ_LIMIT:
        return text
    cut = text.rfind(" ", READ_LIMIT - _WINDOW, READ_LIMIT)
    return text[: cut if cut > 0 else READ_LIMIT]


def fold(text: str) -> Folded:
    """Lower-case, compatibility forms and look-alikes made plain, marks and invisibles dropped."""
    if text.isascii():
        return Folded(text.lower().replace("`", "'"), range(len(text)))
    letters: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for letter in _fold_char(char):
            letters.append(letter)
            origin.append(index)
    return Folded("".join(letters), origin)


@lru_cache(maxsize=16_384)
def _fold_char(char: str) -> str:
    """What one character stands for: one letter, none for a mark, several for a ligature."""
    if char.isascii():
        return char.lower() if char != "`" else "'"
    if char in _PLAIN:
        return _PLAIN[char]
    kept = [part for part in unicodedata.normalize("NFKD", char) if not _ignorable(part)]
    return "".join(part.lower() if part.isascii() else _look_alike(part) for part in kept)


def _ignorable(char: str) -> bool:
    """Combining marks, invisible characters (zero width, bidi) and variation selectors."""
    return unicodedata.category(char) in {"Mn", "Me", "Cf"} or char in "\u115f\u1160\u3164\uffa0"


def _look_alike(char: str) -> str:
    """The ASCII letter that `char` is drawn like, else its own lower case."""
    if char in _PLAIN:
        return _PLAIN[char]
    name = unicodedata.name(char, "")
    styled = _STYLED.match(name)
    if styled:
        return styled[1].lower()
    if name.startswith(_FOREIGN):
        return char
    twins = [twin["c"] for twin in confusables_data.get(char, ())]
    letters = [twin for twin in twins if len(twin) == 1 and twin.isascii() and twin.isalnum()]
    if letters:
        return str(min(letters, key=str.isdigit)).lower()
    lowered = char.lower()
    return lowered if lowered == char or len(lowered) != 1 else _look_alike(lowered)
