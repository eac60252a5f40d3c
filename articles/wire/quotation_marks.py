"""Where the quotation marks of a paragraph open and close: curly, straight, mixed, nested, broken.

One pass with a stack over the double marks; then single marks in what is left between them.
An apostrophe, a foot or an inch mark is never a quotation mark.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_DOUBLE = re.compile("[“”„‟«»\"＂]|''|``")
_LETTER = re.compile(r"\w")
_FEET_AND_INCHES = re.compile(r"\d{1,3}(?:'|′|’)? ?-?\d{0,2}(?:\.\d+|[½¼¾])?$")
_ALWAYS_OPEN = frozenset({"„", "«", "``"})
_BEFORE_OPENING = frozenset(" ([{—–-/…:;,\"“‘'\t")
_AFTER_CLOSING = frozenset(" .,;:?!)]}—–-/…\"”’'")
_SENTENCE_END = frozenset(".,?!…—–-")
# "'90s", "'em", "'n'" and their kin begin with an apostrophe.
_CLIPPED = re.compile(r"(?:\d|n['’]|(?:em|til|tis|twas|cause|bout|round|cuz|neath|er|im)\b)", re.I)


class Span(NamedTuple):
    """A stretch in quotation marks: `start:end` with its marks, `inner_start:inner_end` without."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool = True

    def inner(self, paragraph: str) -> str:
        return paragraph[self.inner_start : self.inner_end].strip()


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool
    closes: bool


def find_spans(paragraph: str) -> list[Span]:
    """Return the outermost stretches in quotation marks, in order.

    A mark that opens and never closes gives a last span with `closed` False, up to the end.
    """
    spans = _double_spans(paragraph)
    found = sorted([*spans, *_single_spans(paragraph, spans)])
    return [span for span in found if _LETTER.search(paragraph, span.inner_start, span.inner_end)]


def _double_spans(paragraph: str) -> list[Span]:
    spans: list[Span] = []
    stack: list[_Mark] = []
    for mark in _double_marks(paragraph):
        if stack and mark.closes and not (mark.opens and paragraph[mark.start - 1] in "—–([-/"):
            opened = stack.pop()
            if not stack:
                spans.append(Span(opened.start, opened.end, mark.start, mark.end))
        elif mark.opens:
            stack.append(mark)
        elif mark.closes and not spans and _closes_a_lost_opening(paragraph, mark):
            spans.append(Span(0, 0, mark.start, mark.end, closed=False))
    if stack:
        length = len(paragraph)
        spans.append(Span(stack[0].start, stack[0].end, length, length, closed=False))
    return spans


def _closes_a_lost_opening(paragraph: str, mark: _Mark) -> bool:
    """`We are here," she said.`: the paragraph's first mark closes words that were never opened."""
    return paragraph[mark.start - 1] in ",.?!" and len(paragraph[: mark.start].split(None, 3)) >= 3


def _double_marks(paragraph: str) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(paragraph):
        sign, start, end = match[0], match.start(), match.end()
        before = paragraph[start - 1] if start else " "
        after = paragraph[end] if end < len(paragraph) else " "
        opens = before in _BEFORE_OPENING and after != " "
        closes = before not in " ([{" and (after in _AFTER_CLOSING or before in _SENTENCE_END)
        if sign == "''" and not (opens or closes):
            continue
        if sign in _ALWAYS_OPEN:
            opens, closes = True, False
        elif sign == "“":
            closes = closes and not after.isalnum() and not opens
            opens = not closes
        elif sign in "”»":
            opens = opens and before in " (" and after.isalnum()
            closes = not opens
        elif not (opens or closes):
            # A straight mark jammed between two letters: let the stack decide.
            opens = closes = True
        if sign in '"”' and _is_inch_mark(paragraph, start, after):
            continue
        yield _Mark(start, end, opens, closes)


def _is_inch_mark(paragraph: str, start: int, after: str) -> bool:
    """`6'2"` and `a 12" pipe`; not `"about 12" he said`, which an opening mark precedes."""
    number = _FEET_AND_INCHES.search(paragraph, max(0, start - 10), start)
    if not number:
        return False
    if re.search("['′’]", number[0]):
        return True
    marks_before = sum(paragraph.count(sign, max(0, start - 400), start) for sign in '"“')
    return marks_before % 2 == 0 and (after == " " or after in ".,;)-")


_SINGLE_OPENING = re.compile(r"(?:(?<=[\s(\[—–])|^)[‘'](?=\w)")
_SINGLE_CLOSING = re.compile(r"(?<=[^\s(\[])[’'](?=[\s.,;:?!)\]—–-]|$)")
_FURTHEST = 2000


def _single_spans(paragraph: str, taken: list[Span]) -> Iterator[Span]:
    """Yield outer quotations in single marks, in the gaps between the double ones."""
    closings = [match.start() for match in _SINGLE_CLOSING.finditer(paragraph)]
    # After an s an apostrophe may be a plural's: another mark is safer.
    sure = [at for at in closings if paragraph[at - 1] not in "sS"]
    gaps = zip(
        [0, *(span.end for span in taken)],
        [*(span.start for span in taken), len(paragraph)],
        strict=True,
    )
    for gap_start, gap_end in gaps:
        position = gap_start
        for opening in _SINGLE_OPENING.finditer(paragraph, gap_start, gap_end):
            inner = opening.end()
            if opening.start() < position or _CLIPPED.match(paragraph, inner):
                continue
            close = _first_after(sure, inner, gap_end) or _first_after(closings, inner, gap_end)
            if close and len(paragraph[inner:close].split(None, 2)) >= 2:
                yield Span(opening.start(), inner, close, close + 1)
                position = close + 1


def _first_after(places: list[int], start: int, end: int) -> int | None:
    index = bisect_right(places, start)
    if index == len(places) or places[index] >= min(end, start + _FURTHEST):
        return None
    return places[index]
