"""Words in disguise: stretched, masked, in leet, split, swapped or run together.

`Disguises` knows the spellings worth looking for; `readings` lists what one stretch of text may be
meant to say. Everything is a dictionary look-up or a linear pattern.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from comments.screening import lexicon

_LEET = str.maketrans("@48369150$!|7+(<2", "aabeggisosiittccz")
_LEET_L = str.maketrans("@48369150$!|7+(<2", "aabegglsosllttccz")
_LEET_SIGNS = frozenset("@48369150$!|7+(<2")
_MASKS = frozenset("*#@%$^&!?+=~-_.")
_POINTS = frozenset("-_.'")
_DASHES = re.compile(r"--|__")
_OUTER = "\"'()[]{}.,;:?~<>/\\"
_REPEAT = re.compile(r"(.)\1+")
_LONG_REPEAT = re.compile(r"(.)\1{2,}")
_VOWELS = frozenset("aeiou")
# Fully masked words need a well-known outline: first letter and length.
_OUTLINES = {
    "f***": "fuck", "f*****": "fucked", "f******": "fucking", "s***": "shit", "b****": "bitch",
    "c***": "cunt", "n*****": "nigger", "n******": "niggers", "a******": "asshole",
    "a*******": "assholes", "p****": "pussy", "b*******": "bullshit",
    "f**": "fuck", "f*": "fuck",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disguises:
    """`stretched` goes from collapsed spelling to forms, `misspelt` to one form; `stems` may sit
    anywhere in a word, `merged` forms where the rest of the word is made of `joiners`."""

    forms: frozenset[str]
    stretched: Mapping[str, tuple[str, ...]]
    misspelt: Mapping[str, str]
    by_initial: Mapping[str, tuple[str, ...]]
    stems: re.Pattern[str]
    merged: frozenset[str]
    joiners: frozenset[str]
    innocent: frozenset[str]

    @classmethod
    def build(
        cls, marks: Mapping[str, Set[str]], joiners: frozenset[str], exempt: Set[str]
    ) -> "Disguises":
        """Indexes for the forms whose marks ask for it."""
        forms = [form for form, marked in marks.items() if "disguise" in marked and form.isalpha()]
        embedded = sorted({f for f in forms if "embed" in marks[f] and _is_stem(f, forms, marks)})
        stretched: dict[str, tuple[str, ...]] = {}
        by_initial: dict[str, tuple[str, ...]] = {}
        for form in forms:
            flat = _REPEAT.sub(r"\1", form)
            stretched[flat] = (*stretched.get(flat, ()), form)
            by_initial[form[0]] = (*by_initial.get(form[0], ()), form)
        regular = [form for form in forms if "regular" in marks[form]]
        misspelt = {wrong: form for form in regular for wrong in _misspellings(form)}
        innocent = lexicon.words("spelling.txt", "undisguised")
        known = marks.keys() | exempt | innocent
        return cls(
            forms=frozenset(forms),
            stretched=stretched,
            misspelt={wrong: form for wrong, form in misspelt.items() if wrong not in known},
            by_initial=by_initial,
            stems=re.compile("|".join(embedded) if embedded else r"(?!)"),
            merged=frozenset(form for form in forms if "merge" in marks[form]),
            joiners=joiners,
            innocent=innocent,
        )

    def unveil(self, word: str) -> str | None:
        """The form that `word` (letters only, not itself a form) is a disguise of, if any."""
        if word in self.innocent:
            return None
        if _REPEAT.search(word):
            found = self._unstretch(word)
            if found:
                return found
        return self.misspelt.get(word) or self._embedded(word) or self._split(word)

    def _unstretch(self, word: str) -> str | None:
        runs = _runs(word)
        for form in self.stretched.get("".join(letter for letter, _ in runs), ()):
            wanted = _runs(form)
            longest = max(count for _, count in runs)
            enough = all(have >= want for (_, have), (_, want) in zip(runs, wanted, strict=True))
            if enough and (len(form) > 3 or longest > 2):
                return form
        return None

    def _embedded(self, word: str) -> str | None:
        for view in (word, _LONG_REPEAT.sub(r"\1", word)):
            found = self.stems.search(view)
            if found:
                return found[0]
        return None

    def _split(self, word: str) -> str | None:
        """The offensive part where the whole word falls into known parts, else None."""
        if not 5 <= len(word) <= 40:
            return None
        reach: dict[int, str] = {0: ""}
        for start in range(len(word)):
            if start not in reach:
                continue
            for end in range(start + 1, min(len(word), start + 14) + 1):
                part = word[start:end]
                if part in self.merged:
                    reach[end] = part
                elif part in self.joiners and end not in reach:
                    reach[end] = reach[start]
        return reach.get(len(word)) or None

    def unmask(self, raw: str) -> str | None:
        """The form that a word with signs in place of letters stands for: `f**k`, `sh-t`."""
        outline = "".join(char if char.isalnum() else "*" for char in raw)
        if outline in _OUTLINES and len(set(raw[1:])) == 1 and raw[1] in "*-#_":
            return _OUTLINES[outline]
        visible = sum(char.isalpha() for char in raw)
        signs = [char for char in raw if not char.isalnum()]
        if visible < 2 or not raw[0].isalpha() or any(map(_is_other_sign, signs)):
            return None
        soft = len(signs) == 1 and signs[0] in _POINTS
        if not soft and _POINTS.issuperset(signs) and not _DASHES.search(raw):
            return None
        for form in self.by_initial.get(raw[0], ()):
            if len(form) > 3 and _fits(form, raw, vowels_only=soft):
                return form
        return None


def readings(raw: str) -> Iterator[str]:
    """What a stretch without spaces may spell once signs and figures are read as letters."""
    inner = raw.strip(_OUTER)
    trimmed = inner.rstrip("!*_#").lstrip("*_#") or inner
    for view in dict.fromkeys((trimmed, inner)):
        if any(char in _LEET_SIGNS for char in view) and any(char.isalpha() for char in view):
            for table in (_LEET, _LEET_L):
                yield letters(view.translate(table))
    yield letters(inner)


def letters(raw: str) -> str:
    """Only the letters of `raw`."""
    return raw if raw.isalpha() else "".join(char for char in raw if char.isalpha())


def is_masked(raw: str) -> bool:
    """Whether signs stand between or after letters, as they do where letters are hidden."""
    return any(char in _MASKS or not (char.isalnum() or char.isascii()) for char in raw[1:])


def _fits(form: str, raw: str, *, vowels_only: bool) -> bool:
    """Whether each sign of `raw` hides one letter of `form`, or a run of signs a few."""
    if len(form) == len(raw):
        return all(
            have == want or (not have.isalnum() and (not vowels_only or want in _VOWELS))
            for have, want in zip(raw, form, strict=True)
        )
    head = len(raw) - len(raw.lstrip("abcdefghijklmnopqrstuvwxyz"))
    tail = len(raw) - len(raw.rstrip("abcdefghijklmnopqrstuvwxyz"))
    hidden, signs = len(form) - head - tail, len(raw) - head - tail
    return (
        not vowels_only
        and head + tail >= 3
        and tail > 0
        and 1 <= hidden <= signs + 2
        and signs <= hidden + 2
        and set(raw[head : len(raw) - tail]) <= _MASKS
        and form.startswith(raw[:head])
        and form.endswith(raw[len(raw) - tail :])
    )


def _is_other_sign(char: str) -> bool:
    """Whether nobody hides a letter behind this sign."""
    return char.isascii() and char not in _MASKS


def _runs(word: str) -> list[tuple[str, int]]:
    return [(run[0][0], len(run[0])) for run in re.finditer(r"(.)\1*", word)]


def _misspellings(form: str) -> Iterable[str]:
    """Two neighbours swapped, or one inner vowel left out."""
    if len(form) < 4:
        return
    for at in range(len(form) - 1):
        yield form[:at] + form[at + 1] + form[at] + form[at + 2 :]
    for at in range(1, len(form) - 1):
        if form[at] in _VOWELS and len(form) > 4:
            yield form[:at] + form[at + 1 :]


def _is_stem(form: str, forms: list[str], marks: Mapping[str, Set[str]]) -> bool:
    """Whether no shorter embedded form already covers this one."""
    return len(form) > 3 and not any(
        other != form and other in form for other in forms if "embed" in marks[other]
    )
