"""A story laid out for reading: its quotation spans, and its sentences as rows of nodes."""

import re
from dataclasses import dataclass
from functools import cached_property

from articles.wire.broken_marks import repaired
from articles.wire.nodes import Node, read_nodes
from articles.wire.quotation_marks import Span, find_spans
from articles.wire.subjects import subject_of
from articles.wire.tokens import sentences, tokenize
from articles.wire.word_sets import word_set

_CAPITAL_WORD_BEFORE = re.compile(r"[^\W\d_]['’\w.-]* $")
_NICKNAME = re.compile(r"[\w.'’-]+(?: [\w.'’-]+)?")


@dataclass(frozen=True)
class Sentence:
    paragraph: int
    nodes: list[Node]

    @cached_property
    def quotes(self) -> list[int]:
        """The indexes of the nodes that are quotations."""
        return [index for index, node in enumerate(self.nodes) if node.kind == "quote"]


@dataclass(frozen=True)
class Reading:
    """`spans[p]` are the quotations of paragraph p, nicknames left out."""

    paragraphs: list[str]
    spans: list[list[Span]]
    sentences: list[Sentence]

    @cached_property
    def of_paragraph(self) -> list[list[int]]:
        """For each paragraph, the indexes of its sentences."""
        rows: list[list[int]] = [[] for _ in self.paragraphs]
        for index, sentence in enumerate(self.sentences):
            rows[sentence.paragraph].append(index)
        return rows


def read_paragraphs(paragraphs: list[str]) -> Reading:
    """Return the reading of a story's paragraphs."""
    all_spans: list[list[Span]] = []
    rows: list[Sentence] = []
    for number, text in enumerate(paragraphs):
        spans, nicknames = _without_nicknames(text, repaired(text, find_spans(text)))
        all_spans.append(spans)
        plain = _blanked(text, nicknames)
        cut = [read_nodes(tokens) for tokens in sentences(tokenize(plain, spans))]
        rows.extend(Sentence(number, nodes) for nodes in _joined_attributions(cut))
    return Reading(paragraphs, all_spans, rows)


def _without_nicknames(text: str, spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """Set aside `Robert "Bob" Smith`: a nickname between the parts of a name."""
    nicknames = [span for span in spans if _is_nickname(text, span)]
    aside = set(nicknames)
    return [span for span in spans if span not in aside], nicknames


def _is_nickname(text: str, span: Span) -> bool:
    inner = span.inner(text)
    before = _CAPITAL_WORD_BEFORE.search(text[max(0, span.start - 40) : span.start])
    after = text[span.end : span.end + 2]
    return (
        bool(_NICKNAME.fullmatch(inner))
        and before is not None
        and before[0][0].isupper()
        and inner[0].isupper()
        and after[:1] == " "
        and after[1:].isupper()
    )


def _blanked(text: str, spans: list[Span]) -> str:
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], " " * (span.end - span.start)]
        position = span.end
    return "".join([*pieces, text[position:]])


def _joined_attributions(cut: list[list[Node]]) -> list[list[Node]]:
    """Join `"Will you go?"` with the `Smith asked.` that a full stop or question cut from it."""
    joined: list[list[Node]] = []
    for nodes in cut:
        if joined and joined[-1] and joined[-1][-1].kind == "quote" and is_attribution(nodes):
            joined[-1] = joined[-1] + nodes
        else:
            joined.append(nodes)
    return joined


def is_attribution(nodes: list[Node]) -> bool:
    """Whether a sentence only says who spoke: "Smith said.", "she asked the council."."""
    cues = [i for i, node in enumerate(nodes) if node.kind in {"cue", "according"}]
    if not cues:
        return False
    subject = subject_of(nodes, cues[0])
    if subject is None or (nodes[0].kind not in {"np", "cue", "according", "adv"}):
        return False
    if any(node.kind in {"prep", "sub", "quote", "aux"} for node in nodes[: cues[0]]):
        return False
    return closes_after(nodes, cues[0])


_ENDS = word_set("stop comma dash semi quote colon prep")
_TIMES = word_set("as after before when while since")
_TAKES_HEARER = word_set("tell ask remind assure text warn")


def closes_after(nodes: list[Node], cue: int) -> bool:
    """Whether nothing that was said follows the cue, only whom, where and when."""
    index = cue + 1
    while index < len(nodes) and nodes[index].kind == "adv":
        index += 1
    if index >= len(nodes) or nodes[index].kind in _ENDS or nodes[index].text in _TIMES:
        return True
    handed = nodes[cue].cue
    lemma = handed.lemma if handed else "according"
    if lemma in {"according", "put"}:
        return True
    return lemma in _TAKES_HEARER and not any(
        later.is_verbal for later in nodes[index + 1 : index + 4]
    )
