"""The body of a story: the few marks it may have, however it was typed, pasted or imported.

A body is a run of blocks: `<p>`, cross-heads `<h2>`, `<ul>` and `<ol>` of `<li>`, and
`<blockquote>` and pull quotes `<aside class="pull">` that hold `<p>`. Within a block stand
`<a href>`, `<strong>`, `<em>` and `<br>`. Nothing else comes in.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

import nh3

from articles.body.reading import SCHEMES, Block, Marks, read

_ALLOWED = nh3.Cleaner(
    tags={"p", "h2", "blockquote", "aside", "ul", "ol", "li", "a", "strong", "em", "br"},
    attributes={"a": {"href"}},
    allowed_classes={"aside": {"pull"}},
    url_schemes=SCHEMES,
    link_rel=None,
)


def from_paragraphs(paragraphs: Iterable[str]) -> str:
    """A body from plain text, a paragraph each; nothing in the text becomes markup."""
    return clean("".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs))


def clean(html: str) -> str:
    """The body that `html` stands for, with nothing but the marks a body may have.

    In: HTML from anywhere, broken or hostile. Out: safe HTML, a block a line; cleaning it again
    changes nothing. Bold and italic of Word and Docs become strong and em; styles, classes,
    comments, empty paragraphs and no-break spaces go.
    """
    groups = groupby(read(html), key=lambda block: (block.kind, block.container))
    lines = [line for (kind, _), blocks in groups for line in _printed(kind, list(blocks))]
    return _ALLOWED.clean("\n".join(lines))


def paragraphs(html: str) -> list[str]:
    """The plain text of each block in order: paragraphs, cross-heads, list items, quotations."""
    return [block.text for block in read(html)]


def block_quotes(html: str) -> list[str]:
    """The plain text of each quotation that the newsroom set off, its paragraphs as one."""
    groups = groupby(read(html), key=lambda block: (block.kind, block.container))
    return [
        " ".join(block.text for block in blocks)
        for (kind, _), blocks in groups
        if kind == "blockquote"
    ]


def _printed(kind: str, blocks: list[Block]) -> Iterator[str]:
    if kind in ("p", "h2"):
        yield from (f"<{kind}>{_inline(block.runs)}</{kind}>" for block in blocks)
        return
    inner = "li" if kind in ("ul", "ol") else "p"
    items = "".join(f"<{inner}>{_inline(block.runs)}</{inner}>" for block in blocks)
    yield f'<aside class="pull">{items}</aside>' if kind == "pull" else f"<{kind}>{items}</{kind}>"


def _inline(runs: list[tuple[str, Marks]]) -> str:
    """The text of one block with its marks; spaces and breaks at its ends and in pairs go."""
    out: list[str] = []
    for marks, group in groupby(_tidied(runs), key=lambda run: run[1]):
        html = escape("".join(words for words, _ in group), quote=False).replace("\n", "<br>")
        if not html.strip():
            out.append(html)
            continue
        html = f"<em>{html}</em>" if marks.emphasis else html
        html = f"<strong>{html}</strong>" if marks.strong else html
        out.append(f'<a href="{escape(marks.href)}">{html}</a>' if marks.href else html)
    return "".join(out)


def _tidied(runs: list[tuple[str, Marks]]) -> list[tuple[str, Marks]]:
    tidy: list[tuple[str, Marks]] = []
    for words, marks in runs:
        if words == "\n":
            _end(tidy)
        elif not tidy or tidy[-1][0][-1].isspace():
            words = words.lstrip()
        if words and (tidy or words != "\n"):
            tidy.append((words, marks))
    _end(tidy)
    return tidy


def _end(runs: list[tuple[str, Marks]]) -> None:
    """Takes the space and the breaks off the end."""
    while runs:
        words, marks = runs.pop()
        if words.rstrip():
            runs.append((words.rstrip(), marks))
            return
