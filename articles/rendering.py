"""The body as readers see it: dateline in front, long quotations set off with their owner.

The words are never touched. A quotation is set off when it closes its paragraph or is all of it,
and is long enough to be lost in one; the attribution under it says whose words they are even
where the text around them does not ("His letter concludes saying"). One whose speaker an editor
has yet to confirm stays where it is.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import count

from django.template.loader import render_to_string
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from articles.dateline import dateline
from articles.models import Quote, Story
from articles.quoting import bare, is_set_off

# A body is a block a line (see `articles.body`); these are numbered as `Quote.paragraph` counts.
_BLOCK = re.compile(r"<(p|h2|li)>")
_OPENING = '“"'


def body_html(story: Story, quotes: list[Quote]) -> SafeString:
    """The story's body, ready to print. In: its quotations in reading order. No query.

    `Story.body` was sanitized when it was saved, so its markup is the newsroom's own.
    """
    owned = [quote for quote in quotes if quote.certain and quote.speaker]
    numbers = count()
    lines = [_line(line, numbers, owned) for line in story.body.split("\n")]
    return mark_safe(_with_dateline("\n".join(lines), dateline(story)))  # noqa: S308 # nosec B308 B703


def _with_dateline(html: str, line: str) -> str:
    """The dateline in bold before the first words; nothing when the story has no place."""
    if not line:
        return html
    bold = format_html('<b class="dateline">{} —</b>', line)
    opening = '<p id="p0">'
    if html.startswith(opening):
        return f"{opening}{bold} {html.removeprefix(opening)}"
    return f"<p>{bold}</p>\n{html}"


def _line(line: str, numbers: Iterator[int], quotes: list[Quote]) -> str:
    """One block with anchors to link to, and set off where a quotation of the record stands."""
    html = _BLOCK.sub(lambda tag: f'<{tag[1]} id="p{next(numbers)}">', line)
    if line.startswith("<blockquote>"):
        return _with_owner(html, quotes)
    if line.startswith("<p>") and line.count("<") == 2:
        return _with_quotation(html, unescape(strip_tags(line)), quotes)
    return html


def _with_quotation(html: str, text: str, quotes: list[Quote]) -> str:
    """A plain paragraph, its closing quotation set off if it is a long one."""
    for quote in quotes:
        start = text.rfind(quote.text) - 1
        if start >= 0 and text[start] in _OPENING and is_set_off(quote.text, text):
            opening, lead = html[: html.index(">") + 1], text[:start].rstrip()
            said = text[start:]
            if not lead:
                return _set_off(quote, f"{opening}{escape(said)}</p>")
            return f"{opening}{escape(lead)}</p>{_set_off(quote, f'<p>{escape(said)}</p>')}"
    return html


def _with_owner(html: str, quotes: list[Quote]) -> str:
    """A block that an editor set off, with its owner when the quotation is known."""
    words = bare(unescape(strip_tags(html.replace("</p>", " "))))
    for quote in quotes:
        if words in (text := bare(quote.text)) or text in words:
            inner = html.removeprefix("<blockquote>").removesuffix("</blockquote>")
            return _set_off(quote, inner)
    return html


def _set_off(quote: Quote, words: str) -> str:
    """The words, which are safe HTML, as a quotation with its owner."""
    # Escaped by who calls.
    context = {"quote": quote, "words": mark_safe(words)}  # noqa: S308 # nosec B308 B703
    return render_to_string("articles/_quote.html", context)
