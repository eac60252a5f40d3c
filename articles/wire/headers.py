"""Optional lines above the date: `title: …`, `byline: …` and their like."""

import re

from articles.wire.lines import Line
from articles.wire.word_sets import word_set

HEADER_NAMES = word_set("""
    title section byline standfirst tags slug kicker photo brief correction time note
""")
_HEADER = re.compile(r"([A-Za-z]+) ?: ?(.*)")


def read_header(line: Line) -> tuple[str, str] | None:
    """Return the header's name and value, or None where the line is no header."""
    match = _HEADER.fullmatch(line.text)
    if not match or match[1].lower() not in HEADER_NAMES:
        return None
    return match[1].lower(), match[2].strip()
