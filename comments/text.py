"""A comment's text on screen: paragraphs and links, and nothing else that it might try to be.

The stored text is never altered; what could reach out of its own lines is dropped on display:
bidirectional overrides (Unicode TR 36, 2.9), and stacked marks beyond what any script uses.
"""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Most marks on one letter in real text: Vietnamese and Hebrew 2 to 3, scholarly texts 4.
MARKS_A_LETTER = 4
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\U000e0000-\U000e007f]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACK = re.compile(f"({_MARK}{{{MARKS_A_LETTER}}}){_MARK}+")
_BREAK = re.compile(r"\n\s*\n")
_LINK = re.compile(r"https?://[^\s<>\"'“”‘’]{3,500}", re.IGNORECASE)
_AFTER_LINK = ".,;:!?)]}…"


def tidy(text: str) -> str:
    """The text without what could disturb its surroundings on screen."""
    return as_shown(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def as_shown(text: str) -> str:
    """A part of a text without what could disturb its surroundings, its spaces as they are."""
    return _STACK.sub(r"\1", _CONTROLS.sub("", _OVERRIDES.sub("", text)))


@lru_cache(maxsize=8192)
def as_html(text: str) -> SafeString:
    """Paragraphs of escaped text, each isolated in its own direction, web addresses as links."""
    parts = (part for part in _BREAK.split(tidy(text)) if part.strip())
    paragraphs = "".join(f'<p dir="auto">{_linked(part)}</p>' for part in parts)
    return mark_safe(paragraphs)  # noqa: S308 - escaped by `_linked` # nosec B308 B703


def _linked(text: str) -> str:
    """One paragraph, escaped; its addresses lead out without the paper's recommendation."""
    out, at = [], 0
    for found in _LINK.finditer(text):
        address = found.group().rstrip(_AFTER_LINK)
        link = escape(address)
        out.append(str(escape(text[at : found.start()])))
        out.append(f'<a href="{link}" rel="ugc nofollow noopener">{link}</a>')
        at = found.start() + len(address)
    out.append(str(escape(text[at:])))
    return "".join(out).replace("\n", "<br>")
