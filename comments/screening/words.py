"""The word list: terms in three tiers, found as whole words and their forms, never as substrings.

The built-in list lives in `words/*.txt`. Moderators lay their own terms, exemptions and allowed
expressions over it with `WordList.build`; that takes some milliseconds, so keep the result by its
`version` until a moderator changes something.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from comments.rules import Rule
from comments.screening.disguise import Disguises

_FOLDER = Path(__file__).with_name("words")
_LIST_RULES = {"obscene.txt": Rule.CLEAN, "slurs.txt": Rule.NICE}
_COMPANY = "company.txt"
_ENDINGS = ("", "s", "es", "ed", "ing", "er", "ers", "y")


class Tier(StrEnum):
    """How a term is treated: sent back, held for a person, or only known."""

    REJECT = "reject"
    HOLD = "hold"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or expression with its forms; `marks` are explained in words/obscene.txt."""

    text: str
    tier: Tier
    rule: Rule
    forms: tuple[str, ...]
    marks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, tier: Tier, rule: Rule) -> "Term":
        """A moderator's term: a word gets the regular endings, an expression stands as it is."""
        folded = " ".join(text.lower().split())
        endings = ("",) if " " in folded else _ENDINGS
        return cls(folded, tier, rule, tuple(folded + ending for ending in endings))


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """Terms compiled for look-up by form. Build with `build`; `version` names the content."""

    forms: Mapping[str, Term]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Term], ...]]
    allowed: re.Pattern[str]
    disguises: Disguises
    version: str

    @classmethod
    def build(
        cls,
        extra: Iterable[Term] = (),
        exempted: Iterable[str] = (),
        allowed: Iterable[str] = (),
    ) -> "WordList":
        """The built-in list with a moderators' overlay: later terms win over earlier ones."""
        extra, exempt = tuple(extra), {word.lower() for word in exempted}
        expressions = (*_lines("allowed.txt"), *(phrase.lower() for phrase in allowed))
        forms = {
            form: term
            for term in (*_built_in_terms(), *extra)
            for form in term.forms
            if form not in exempt and term.text not in exempt
        }
        listed = sorted((form, term.tier, term.rule) for form, term in forms.items())
        key = repr((listed, expressions, sorted(_joiners())))
        return cls(
            forms={form: term for form, term in forms.items() if not _split(form)[1:]},
            phrases=_by_first_word(forms),
            allowed=_any_of(expressions),
            disguises=Disguises.build(
                {form: _marks(form, term) for form, term in forms.items()}, _joiners(), exempt
            ),
            version=hashlib.sha256(key.encode()).hexdigest()[:12],
        )


@cache
def builtin() -> WordList:
    """The list as shipped."""
    return WordList.build()


@cache
def company() -> Mapping[str, frozenset[str]]:
    """For some forms, the words beside which they mean nothing ill: a bitch in a kennel."""
    lines = (line.split("|") for line in _lines(_COMPANY))
    return {form.strip(): frozenset(others.split()) for form, others in lines}


@cache
def _built_in_terms() -> tuple[Term, ...]:
    return tuple(
        _word(line, Tier(section), rule)
        for name, rule in _LIST_RULES.items()
        for section, line in _sections(name)
    ) + tuple(_phrase(line) for line in _lines("phrases.txt"))


@cache
def _joiners() -> frozenset[str]:
    return frozenset(word for line in _lines("joiners.txt") for word in line.split())


def _marks(form: str, term: Term) -> frozenset[str]:
    """A term's marks; `regular` is added for its own endings, whose misspellings are looked for."""
    own = form.startswith(term.text) and "masked" not in term.marks
    return term.marks | {"regular"} if own else term.marks


def _word(line: str, tier: Tier, rule: Rule) -> Term:
    """`term | endings, =whole forms | marks`."""
    text, endings, marks = [*(part.strip() for part in line.split("|")), "", ""][:3]
    forms = (end[1:] if end.startswith("=") else text + end for end in endings.split())
    return Term(text, tier, rule, tuple(dict.fromkeys((text, *forms))), frozenset(marks.split()))


def _phrase(line: str) -> Term:
    """`rule tier | expression`."""
    head, text = (part.strip() for part in line.split("|"))
    rule, tier = head.split()
    return Term(text, Tier(tier), Rule(rule), (text,))


def _lines(name: str) -> tuple[str, ...]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and line[0] != "#")


def _sections(name: str) -> Iterable[tuple[str, str]]:
    section = ""
    for line in _lines(name):
        if line.startswith("["):
            section = line.strip("[]")
        else:
            yield section, line


def _split(form: str) -> tuple[str, ...]:
    return tuple(re.split(r"[ -]", form))


def _by_first_word(
    forms: Mapping[str, Term],
) -> dict[str, tuple[tuple[tuple[str, ...], Term], ...]]:
    """Expressions of two words and more, hyphenated ones included, under their first word."""
    found: dict[str, tuple[tuple[tuple[str, ...], Term], ...]] = {}
    for form, term in forms.items():
        words = _split(form)
        if len(words) > 1:
            found[words[0]] = (*found.get(words[0], ()), (words, term))
    return found


def _any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all of them as whole words, longest first, any space or hyphen between."""
    ordered = sorted({" ".join(text.split()) for text in expressions if text.strip()}, key=len)
    bodies = (re.sub(r"\\ |\\-", r"[ \\-]", re.escape(text)) for text in reversed(ordered))
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(bodies) + r")(?![a-z0-9])")
