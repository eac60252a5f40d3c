"""HTML that only means to keep a parser busy, told before it is parsed."""

import re
from html import escape

# Parsers look through what is open at every tag, so that depth costs its square: nh3 takes 3
# seconds for 20,000 divs. What people write stands some ten deep, and old page builders fifty.
_DEEPEST = 500
_TAG = re.compile(
    r"<(/?)(?:div|blockquote|ul|ol|li|dl|table|section|article|aside|figure|main|header|footer)\b",
    re.IGNORECASE,
)


def tame(html: str) -> str:
    """The HTML; as plain text, its tags to be read, where blocks stand absurdly deep in it."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _DEEPEST:
            return escape(html)
    return html
