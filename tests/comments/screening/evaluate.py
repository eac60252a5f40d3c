"""How often screening does what is wanted, by category, on the tuning half and on the test half.

Run `python -m tests.comments.screening.evaluate [--misses CATEGORY]`; misses of the test half are
never shown, so that nobody tunes on them.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from comments.screening import screen
from tests.comments.screening.disguises import METHODS

_CASES = Path(__file__).with_name("cases")
_GROUPS = (
    ("women", "woman"),
    ("trans people", "trans person"),
    ("gay people", "gay person"),
    ("black people", "black person"),
    ("disabled people", "disabled person"),
    ("Muslims", "Muslim"),
    ("immigrants", "immigrant"),
)
FLAGGED = frozenset(("hold", "reject"))


@dataclass(frozen=True, slots=True)
class Category:
    """A file of cases, the outcomes counted, and the share wanted: at least, or at most."""

    name: str
    file: str
    counted: frozenset[str]
    wanted: float
    at_least: bool = True


_REJECTED = frozenset(("reject",))
_ALLOWED = frozenset(("allow", "nudge"))
CATEGORIES = (
    Category("healthy flagged", "healthy", FLAGGED, 0.02, at_least=False),
    Category("healthy rejected", "healthy", _REJECTED, 0.001, at_least=False),
    Category("heated let through", "heated", _ALLOWED, 0.98),
    Category("toxic flagged", "toxic", FLAGGED, 0.40),
    Category("threats caught", "threats", FLAGGED, 0.93),
    Category("not threats flagged", "not_threats", FLAGGED, 0.02, at_least=False),
    Category("isms caught", "isms", FLAGGED, 0.80),
    Category("isms of one group caught", "isms_plain", FLAGGED, 0.80),
    Category("identity flagged", "identity", FLAGGED, 0.01, at_least=False),
    Category("identity rejected", "identity", _REJECTED, 0.0, at_least=False),
    Category("identity in prose flagged", "identity_plain", FLAGGED, 0.01, at_least=False),
    Category("identity in prose rejected", "identity_plain", _REJECTED, 0.0, at_least=False),
    Category("counter-speech let through", "counterspeech", _ALLOWED, 0.70),
    Category("disguised by hand caught", "disguised", FLAGGED, 0.93),
    Category("disguised by method caught", "disguised_words", FLAGGED, 0.93),
    Category("innocent flagged", "innocent", FLAGGED, 0.005, at_least=False),
    Category("spam caught", "spam", FLAGGED, 0.75),
    Category("not spam flagged", "not_spam", FLAGGED, 0.02, at_least=False),
    Category("capitals nudged", "caps", frozenset(("nudge",)), 1.0),
    Category(
        "acronyms not let be", "not_caps", frozenset(("nudge", *FLAGGED)), 0.0, at_least=False
    ),
)


def cases(file: str, half: str) -> list[str]:
    """The texts of one file in `tune` or `test`; a line belongs to one half whole."""
    lines = (_CASES / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and line[:2] != "# " and _half(line) == half]
    return [text for line in kept for text in _spelled_out(file, line)]


def _half(line: str) -> str:
    return "test" if crc32(line.encode()) % 2 else "tune"


def _spelled_out(file: str, line: str) -> Iterator[str]:
    if file == "disguised_words":
        yield from (f"you are a {method(line)} indeed" for method in METHODS.values())
    elif "{p}" in line or "{s}" in line:
        for people, person in _GROUPS:
            text = line.replace("{p}", people).replace("{s}", person)
            yield text[0].upper() + text[1:]
    else:
        yield line


@cache
def outcome(text: str) -> str:
    """The verdict on `text`, remembered: several categories read the same file."""
    return screen(text)


def rate(category: Category, half: str, judge: Callable[[str], str] = outcome) -> float:
    """The share of a half whose outcome counts, 0.0 to 1.0."""
    texts = cases(category.file, half)
    return sum(judge(text) in category.counted for text in texts) / len(texts)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _print_rates() -> None:
    _say(f"{'':30}{'tune':>16}{'test':>16}{'wanted':>10}")
    for category in CATEGORIES:
        shares = [
            f"{rate(category, half):8.1%} of{len(cases(category.file, half)):5}"
            for half in ("tune", "test")
        ]
        sign = ">=" if category.at_least else "<="
        _say(f"{category.name:30}{shares[0]}{shares[1]}   {sign} {category.wanted:.1%}")


def _print_misses(name: str) -> None:
    for category in CATEGORIES:
        if name in (category.file, category.name):
            for text in cases(category.file, "tune"):
                if (outcome(text) in category.counted) != category.at_least:
                    _say(f"{category.name}: {outcome(text):7} {text}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--misses"]:
        for wanted in sys.argv[2:]:
            _print_misses(wanted)
    else:
        _print_rates()
