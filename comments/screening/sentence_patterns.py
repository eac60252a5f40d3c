"""Sentence patterns kept as data, in `patterns/*.txt`, so that a pattern reads as what it finds.

A file has sections, `[reason action]`, and one pattern a line: a regular expression over
`Sentence.text`, where words stand between single spaces, `^` before the first and `$` after the
last. `@name = …` defines a part, used as `{name}`; `{file.section}` and `{file.section.form}` are
the word classes of `words/`. Repeats of a group are always counted: `*` and `+` after one mean at
most MOST_REPEATS, for where two of its choices fit one word, the ways to match double with each.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from comments.screening import lexicon
from comments.screening.gates import needed

_FOLDER = Path(__file__).with_name("patterns")
_ENDS = re.compile(r"(?<!\[)[\^$]")
_ENDLESS = re.compile(r"\)([*+])")
MOST_REPEATS = 8
_PART = re.compile(r"\{([a-z_]+\d?(?:\.[a-z_]+)?(?:\.\d)?)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a section, compiled. `action` is the second word of the section's head."""

    reason: str
    action: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Book:
    """The patterns of one file in order. `gated` goes from a word to the patterns that need it."""

    patterns: tuple[Pattern, ...]
    gated: Mapping[str, tuple[int, ...]]
    ungated: tuple[int, ...]

    def matches(self, text: str) -> Iterator[tuple[Pattern, re.Match[str]]]:
        """All matches in `text`, which has the shape of `Sentence.text`, in the file's order."""
        tried = set(self.ungated)
        for word in set(text.split()) & self.gated.keys():
            tried.update(self.gated[word])
        for number in sorted(tried):
            pattern = self.patterns[number]
            for match in pattern.regex.finditer(text):
                yield pattern, match

    def finds(self, text: str, reason: str) -> bool:
        """Whether a pattern of the section called `reason` matches."""
        return any(pattern.reason == reason for pattern, _ in self.matches(text))


@cache
def load(name: str) -> Book:
    """`patterns/<name>.txt`, its lines read as whole words."""
    patterns: list[Pattern] = []
    gated: dict[str, tuple[int, ...]] = {}
    ungated: list[int] = []
    for (reason, action), lines in sections(name).items():
        for line in lines:
            gate = needed(line)
            if gate is None:
                ungated.append(len(patterns))
            for word in gate or ():
                gated[word] = (*gated.get(word, ()), len(patterns))
            patterns.append(Pattern(reason, action, re.compile(_whole(line))))
    return Book(tuple(patterns), gated, tuple(ungated))


def sections(name: str) -> dict[tuple[str, str], list[str]]:
    """The lines of each section under the two words of its head, their parts filled in."""
    parts: dict[str, str] = {}
    found: dict[tuple[str, str], list[str]] = {}
    head = ("", "")
    for line in _lines(name):
        if line.startswith("@"):
            key, _, body = line[1:].partition(" = ")
            parts[key] = _expand(body, parts)
        elif line.startswith("["):
            first, second = line.strip("[]").split()
            head = (first, second)
        else:
            found.setdefault(head, []).append(_expand(line, parts))
    return found


@cache
def version() -> str:
    """Names the content of all pattern files."""
    content = b"".join(path.read_bytes() for path in sorted(_FOLDER.glob("*.txt")))
    return hashlib.sha256(content).hexdigest()[:12]


def _lines(name: str) -> Iterator[str]:
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _expand(line: str, parts: dict[str, str]) -> str:
    """`line` with every part in braces filled in; parts may only use earlier ones."""
    return _PART.sub(lambda found: parts.get(found[1]) or _class(found[1]), line)


@cache
def _class(name: str) -> str:
    """A word class: `people`, `contempt.noun`, or `violence.hard.0` for one form of the verbs."""
    file, section, form = [*name.split("."), "", ""][:3]
    if form:
        return lexicon.any_of(lexicon.verbs(section, int(form)))
    return lexicon.any_of(lexicon.words(f"{file}.txt", section))


def _whole(line: str) -> str:
    """The line as whole words, a space on either side, with every repeat of a group counted."""
    words = _ENDS.sub(lambda end: re.escape(end[0]), line)
    return f" (?:{_ENDLESS.sub(_counted, words)})(?= )"


def _counted(repeat: re.Match[str]) -> str:
    return f"){{{int(repeat[1] == '+')},{MOST_REPEATS}}}"
