"""Public names: what a name may hold, which two look alike, and which pose as the newsroom.

Based on Unicode's security mechanisms (UTS 39): one script a name (5.2), and a skeleton of
look-alikes (4). On top of it case, accents and spaces make no difference here.
"""

import re
import unicodedata
from functools import lru_cache

from confusable_homoglyphs import categories, confusables

SHORTEST, LONGEST = 2, 40
KEY_LENGTH = 120

# As the whole name, these pose as somebody of the newsroom or as nobody at all.
RESERVED = frozenset(
    {
        "anonymous", "editorialstaff", "me", "nobody", "official", "reader", "reporter", "root",
        "staff", "support", "system", "thedesk", "thestaff", "you",
    }
)  # fmt: skip
# As a word anywhere in a name, these do.
POSING = frozenset(
    {
        "admin", "administrator", "editor", "editorial", "editors", "moderation", "moderator",
        "moderators", "mods", "newsdesk", "newsroom", "webmaster",
    }
)  # fmt: skip
# Scripts that are written together.
EAST_ASIAN = frozenset({"BOPOMOFO", "HAN", "HANGUL", "HIRAGANA", "KATAKANA", "LATIN"})
PUNCTUATION = frozenset(" .'’‘-‐,()&·")

_LATIN = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |DOTLESS )?([A-Z])(?: WITH .+)?"
)
_SAME = (("0", "o"), ("1", "i"), ("l", "i"), ("rn", "m"), ("vv", "w"))


def tidy(text: str) -> str:
    """The text in composed form, with single spaces and none around it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def complaint(name: str, site_name: str) -> str:
    """What is wrong with a tidy name, as an advice to its owner; "" when nothing is."""
    if not SHORTEST <= len(name) <= LONGEST:
        return f"Use {SHORTEST} to {LONGEST} characters"
    if not is_plain(name):
        return "Use letters, digits, spaces, periods, hyphens and apostrophes"
    if not any(map(str.isalpha, name)):
        return "Use at least one letter"
    if not is_one_script(name):
        return "Use letters of one alphabet"
    if is_reserved(name, site_name):
        return f"“{name}” is kept for the newsroom. Use your own name"
    return ""


def is_plain(text: str) -> bool:
    """Whether it is letters, digits, their marks and a few signs: nothing invisible, no stacks.

    Refused: controls, newlines, text direction, zero-width and private characters, symbols, and
    more than two marks on one letter.
    """
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in ("Mn", "Mc") else 0
        if marks > 2 or not (
            marks or category[0] == "L" or category == "Nd" or char in PUNCTUATION
        ):
            return False
    return not text or unicodedata.category(text[0])[0] != "M"


def is_one_script(name: str) -> bool:
    """Whether all letters are of one script, or of the East Asian ones with Latin."""
    scripts = {categories.alias(char) for char in name if char.isalpha()} - {"COMMON", "INHERITED"}
    return len(scripts) <= 1 or scripts <= EAST_ASIAN


def is_reserved(name: str, site_name: str) -> bool:
    """Whether a reader's name would pose as the newsroom, its staff or the site itself."""
    key = name_key(name)
    words = {name_key(word.strip("0123456789")) for word in re.split(r"[^\w]+|_", name)}
    return (
        key in _keys(RESERVED)
        or not words.isdisjoint(_keys(POSING))
        or any(key.startswith(posing) and key[len(posing) :].isdigit() for posing in _keys(POSING))
        or name_key(site_name) in key
    )


def name_key(name: str) -> str:
    """The key under which a public name is unique: no case, accents, spaces or look-alikes.

    In: a name as typed. Out: at most 120 characters; two names that look alike share it. Letters
    of other scripts stay themselves unless they pass for Latin ones. Since case makes no
    difference, "I" passes for "l" in either case. The price is that "Lian" and "Ilan" share a key:
    no single one can part them and hold "Ivan", "lvan" and "ivan" together.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    key = "".join(_plain_letter(char) for char in folded if _counts(char))
    for look, alike in _SAME:
        key = key.replace(look, alike)
    return key[:KEY_LENGTH]


@lru_cache(maxsize=4)
def _keys(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(name_key, words))


def _counts(char: str) -> bool:
    """Whether a character tells two names apart.

    Accents and the vowel points of Hebrew and Arabic do not; vowel signs, voicing marks and tone
    marks of other scripts are part of the letter (their canonical combining classes say which).
    """
    if unicodedata.category(char)[0] != "M":
        return char.isalnum()
    combining = unicodedata.combining(char)
    return not (10 <= combining <= 35 or combining >= 200)


@lru_cache(maxsize=4096)
def _plain_letter(char: str) -> str:
    """The Latin letter that a lower-case character, or its capital, passes for; else itself."""
    if char.isascii():
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if latin := _LATIN.fullmatch(unicodedata.name(char, "")):
        return latin[1].lower()
    return _look_alike(char.upper()) or _look_alike(char) or char


def _look_alike(char: str) -> str:
    for other in confusables.confusables_data.get(char, ()):
        if other["c"].isascii() and other["c"].isalnum():
            return str(other["c"]).casefold()
    return ""
