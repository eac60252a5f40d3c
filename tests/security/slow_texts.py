"""`python -m tests.security.slow_texts READER SECONDS`: reads texts that are made to take forever.

A regular expression or a loop that tries everything takes the square, or worse, of a text's length
on one of these. The process gives itself so many seconds of CPU and is killed by the system when
it needs more: no clock is asked, so a busy machine changes nothing.
"""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

from articles import body, wire
from comments import text as comment_text
from comments.screening import Draft, review
from newsroom.accounts import names
from newsroom.logs import without_secrets

ROOT = Path(__file__).resolve().parents[2]
UNITS = (
    "a", "A", "aA", "a ", "a.", "a-", "a'", ".", "..", "!", "?!", "-", "—", "_", "\n", "\n\n",
    " ", "\t", "\r\n", "1", "1.", "$1,", "0x", "@", "a@", "a@a.", "://", "http://", "http://a.",
    "www.", "https://a.b/c?d=", "<", ">", "<b>", "<p><b>", "<div>", "<blockquote>", "<a href='",
    "</p>", "&", "&#", "&#60;", "(", ")", "((", "[", "{{", "“", "”", "“a", "“a” ", '"', '"a" ', "'",
    "‘", "’", "‘“", "\u0301", "e\u0301\u0301", "\u202e", "\u200b", "\u200d", "а", "ﬀ", "İ", "ß",
    "ﷺ", "👩\u200d👩\u200d👧\u200d👦", "𝐚", "ｋｉｌｌ ", "k i l l ", "k.i.l.l", "password",
    "password=", "token ", "DETAIL:", "HARTFORD, CT (WFSB) -- ", "(1) comments\n", "said ",
    "said Mayor ", "he said she said ", "Mr. ", "St. ", "Lee Smith, the ", "of the ",
    "according to ", "“We will,” he said. “", "date 2019-06-24 ", " date ",
)  # fmt: skip
FRAGMENTS = 250
MIXES = 40


def units() -> Iterator[str]:
    """What is repeated: signs, beginnings of what the screening looks for, and its words mixed."""
    yield from UNITS
    files = sorted((ROOT / "comments" / "screening").glob("*/*.txt"))
    lines = "\n".join(path.read_text(encoding="utf-8") for path in files)
    random = Random(3)  # noqa: S311 - a sample, no secret
    yield from random.sample(sorted(set(re.findall(r"[a-z][a-z ]{4,40}", lines))), FRAGMENTS)
    words = sorted(set(re.findall(r"[a-z]{2,}", lines)))
    for length in (2, 3, 5, 400):
        for _ in range(MIXES):
            yield " ".join(random.choice(words) for _ in range(length)) + " "


def texts(length: int) -> Iterator[str]:
    """Each unit again and again, up to the length; and ended by what makes a match fail late."""
    for unit in units():
        run = (unit * (length // len(unit) + 1))[: length - 1]
        yield run
        yield f"{run}\x01"


def parse(text: str) -> None:
    with suppress(wire.WireError):
        wire.parse(f" date 2019-06-24 HARTFORD, CT (WFSB) -- {text}")


def name(text: str) -> None:
    names.complaint(names.tidy(text), "The Charter Oak")
    names.name_key(text)


def show(text: str) -> None:
    comment_text.as_html.__wrapped__(text)  # type: ignore[attr-defined]


# What reads, and the longest text that it is given.
READERS: dict[str, tuple[Callable[[str], object], int]] = {
    "screening": (lambda text: review(Draft(text)), 2_000),
    "comment": (show, 2_000),
    "name": (name, 2_000),
    "log": (without_secrets, 20_000),
    "body": (body.clean, 100_000),
    "wire": (parse, 10_000),
}


def main(reader: str, seconds: int) -> None:
    read, length = READERS[reader]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    count = sum(read(text) is not False for text in texts(length))
    spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    sys.stdout.write(f"{reader}: {count} texts of {length:,} signs in {spent:.1f} s of CPU\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
