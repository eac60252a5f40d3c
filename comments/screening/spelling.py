"""Plain words for the sentence patterns: contractions opened, slips and disguises undone.

Only words that the patterns know are ever corrected to, so that ordinary text stays as it is.
"""

import re
from collections.abc import Iterable
from functools import cache

from comments.screening import lexicon

_OPENED = lexicon.pairs("shorthand.txt")
_SUFFIXES = (("n't", " not"), ("'re", " are"), ("'ll", " will"), ("'ve", " have"), ("'d", " would"))
# "he's", "that's": a verb; elsewhere 's is a possessive and is dropped.
_IS = lexicon.words("spelling.txt", "is")
_LEET = str.maketrans("@43105$7!|+", "aaeiosstiit"[:11])
_REPEAT = re.compile(r"([a-z])\1+")
_WORD = re.compile(r"[a-z]{3,}")
_FIGURE = re.compile(r"[0-9@$!|+]")


@cache
def vocabulary() -> frozenset[str]:
    """Single words that corrections may lead to: groups, and the verbs that matter most."""
    titles = ("plural", "singular", "nations", "adjective", "creed")
    named = {word for title in titles for word in lexicon.words("groups.txt", title)}
    return frozenset(word for word in named if word.isalpha() and len(word) > 3) | lexicon.words(
        "spelling.txt", "mended"
    )


@cache
def _slips() -> dict[str, str]:
    """Each misspelling by one swap or one missing inner letter, to the word that was meant."""
    slips: dict[str, str] = {}
    real = lexicon.words("spelling.txt", "real")
    for word in sorted(vocabulary(), key=len, reverse=True):
        for wrong in _one_slip(word):
            if wrong not in vocabulary() and wrong not in real:
                slips[wrong] = word
    return slips


def _one_slip(word: str) -> Iterable[str]:
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if len(word) > 3:
        for at in range(1, len(word) - 1):
            yield word[:at] + word[at + 1 :]


def plain(token: str) -> tuple[str, ...]:
    """The plain words that a token (lower case, no outer punctuation) stands for."""
    opened = _OPENED.get(token)
    if opened:
        return tuple(opened.split())
    if "'" in token:
        return _open(token)
    if not token.isalpha() and _FIGURE.search(token) and any(char.isalpha() for char in token):
        return _decode(token)
    return (_slips().get(token) or _unstretched(token),)


def _unstretched(word: str) -> str:
    """`murrder`, `killll`: the known word that is left when stretched letters are let go."""
    if word in _known() or not _REPEAT.search(word):
        return word
    for letters in (r"\1", r"\1\1"):
        view = _REPEAT.sub(letters, word)
        if view in _known() or view in vocabulary():
            return view
    return word


def _open(token: str) -> tuple[str, ...]:
    for suffix, words in _SUFFIXES:
        if token.endswith(suffix):
            head = token.removesuffix(suffix)
            return tuple((head + words).split())
    if token.endswith("'s"):
        head = token.removesuffix("'s")
        return (head, "is") if head in _IS else (head,)
    return plain(token.replace("'", "")) if token.strip("'") else ()


def _decode(token: str) -> tuple[str, ...]:
    for table in (_LEET, _LEET | {ord("1"): "l", ord("!"): "l"}):
        word = token.translate(table)
        if word in _OPENED:
            return plain(word)
        if word.isalpha():
            mended = _slips().get(word, word)
            if mended in vocabulary() or mended in _spoken():
                return (mended,)
    return (token,)


@cache
def _known() -> frozenset[str]:
    """Every single word that some pattern class knows."""
    files = {
        "contempt.txt": ("dehumanising", "noun", "adjective", "verb", "insults", "degrading"),
        "violence.txt": ("hard", "soft"),
        "people.txt": ("",),
    }
    return frozenset(
        word
        for name, titles in files.items()
        for title in titles
        for word in lexicon.words(name, title)
    )


@cache
def _spoken() -> frozenset[str]:
    """Every word that stands in a pattern, the glue words included."""
    return _known() | frozenset(_WORD.findall(lexicon.pattern_text()))


@cache
def _pieces() -> frozenset[str]:
    return vocabulary() | _known() | lexicon.words("spelling.txt", "glue")


def unglue(token: str) -> tuple[str, ...]:
    """`ihatewomen` as its words, when a long token is made of known words alone; else itself."""
    if len(token) < 9 or not token.isalpha() or token in _known() or token in vocabulary():
        return (token,)
    best: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(token)):
        if start not in best:
            continue
        for end in range(start + 1, min(len(token), start + 14) + 1):
            if token[start:end] in _pieces():
                found = (*best[start], token[start:end])
                if end not in best or len(found) < len(best[end]):
                    best[end] = found
    found = best.get(len(token), (token,))
    return found if len(found) > 2 else (token,)
