"""Word classes for the sentence patterns: groups of people, contempt, violence, persons.

Kept as data files in `words/`, one class under each [section]. Hyphens there stand for spaces.
"""

import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


@cache
def section(name: str, title: str = "") -> tuple[tuple[str, ...], ...]:
    """The lines of one section, each split into its entries with hyphens read as spaces."""
    lines: list[tuple[str, ...]] = []
    current = ""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[] ")
        elif line.strip() and not line.startswith("#") and current == title:
            entries = line.split("|") if "|" in line else line.split()
            lines.append(tuple(entry.strip().replace("-", " ") for entry in entries))
    return tuple(lines)


@cache
def words(name: str, title: str = "") -> frozenset[str]:
    """All entries of one section."""
    return frozenset(entry for line in section(name, title) for entry in line)


def pairs(name: str) -> dict[str, str]:
    """The lines of a file of `one = other`."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    kept = (line.split(" = ") for line in lines if " = " in line and not line.startswith("#"))
    return {first.strip(): second.strip() for first, second in kept}


def verbs(title: str, form: int) -> frozenset[str]:
    """Verbs of violence in one form: 0 base, 1 participle, 2 -ing, 3 -s."""
    return frozenset(line[form] for line in section("violence.txt", title))


def any_of(entries: frozenset[str] | set[str]) -> str:
    """A pattern for one of the entries, longest first so that the fuller reading wins."""
    return "(?:" + "|".join(sorted(entries, key=lambda entry: (-len(entry), entry))) + ")"


@cache
def pattern_text() -> str:
    """The text of all pattern files, for whoever needs to know which words they speak of."""
    files = sorted(Path(__file__).with_name("patterns").glob("*.txt"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@cache
def version() -> str:
    """Names the content of the data files."""
    content = b"".join(path.read_bytes() for path in sorted(_FOLDER.glob("*.txt")))
    return hashlib.sha256(content).hexdigest()[:12]
