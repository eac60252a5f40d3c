"""Quotations that break off: a mark that opens and never closes, or closes words never opened."""

import re

from articles.wire.quotation_marks import Span, find_spans

_NAME = r"(?:[A-Z][\w.'’-]{0,30} ){1,5}"
_VERB = r"(?:said|says|added|told|wrote|tweeted|explained|asked|continued|recalled|noted|testified)"
_INLINE_ATTRIBUTION = re.compile(
    rf"[,?!] (?=(?:he |she |they |{_NAME}){_VERB}"
    r"(?:[.,]|$| (?:in|on|at|during|after|of|to|by|[A-Z]))"
    r"|said (?:[A-Z]|the |an? |(?:[a-z-]{1,20} ){1,4}[A-Z]))"
)


_MOST_REPAIRS = 12


def repaired(paragraph: str, spans: list[Span]) -> list[Span]:
    """End a quotation that was never closed where `, Lee said.` shows that the words are over.

    `"We are here, Lee said. "We will stay."` is two quotations, the first of them broken off.
    """
    kept = list(spans)
    for _ in range(_MOST_REPAIRS):
        if not kept or kept[-1].closed or not kept[-1].inner_start:
            break
        last = kept[-1]
        cut = _INLINE_ATTRIBUTION.search(paragraph, last.inner_start)
        if not cut:
            break
        end = cut.start() + 1
        kept[-1] = last._replace(inner_end=end, end=end)
        further = [
            span._replace(
                start=span.start + end,
                inner_start=span.inner_start + end,
                inner_end=span.inner_end + end,
                end=span.end + end,
            )
            for span in find_spans(paragraph[end:])
            if span.inner_start > 0 or span.closed
        ]
        if not further:
            break
        kept.extend(further)
    return kept


def is_left_open(paragraph: str, span: Span) -> bool:
    """Whether the quotation runs to the paragraph's end without a closing mark."""
    return not span.closed and span.inner_start > 0 and span.end == len(paragraph)


def is_broken(span: Span) -> bool:
    return not span.closed
