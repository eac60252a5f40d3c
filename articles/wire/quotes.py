"""Quotations on the record, with their speakers.

Rules worth knowing:
- each stretch in quotation marks is a quotation of its own, but `"A," she said, "and b."` is one;
- a mark left open at a paragraph's end carries on where the next paragraph opens with a mark;
- a whole-paragraph quotation without a speaker is the last speaker's, and marked for the editor.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.wire.attribution import Attribution, attribute
from articles.wire.broken_marks import is_broken, is_left_open
from articles.wire.context import (
    colon_before,
    lead_in,
    paragraph_before,
    sentence_after,
)
from articles.wire.coreference import Resolver, Speaker
from articles.wire.on_record import is_utterance, on_record, stands_alone
from articles.wire.reading import Reading, read_paragraphs
from articles.wire.story import Quote


@dataclass
class Stretch:
    """One stretch in quotation marks, where it stands, and who is given as its speaker."""

    paragraph: int
    span: int
    sentence: int
    node: int
    attribution: Attribution | None


@dataclass
class Quotation:
    """One or more stretches that make one quotation; `speaker` is None while nobody is known."""

    stretches: list[Stretch]
    speaker: Speaker | None = None
    kept: bool = False

    @property
    def first(self) -> Stretch:
        return self.stretches[0]

    @property
    def last(self) -> Stretch:
        return self.stretches[-1]

    @property
    def given(self) -> Stretch | None:
        """The stretch whose own sentence names the speaker."""
        return next((stretch for stretch in self.stretches if stretch.attribution), None)


def find_quotes(paragraphs: Sequence[str]) -> tuple[Quote, ...]:
    """Return the quotations on the record in a story's paragraphs, in order."""
    return examine(paragraphs)[0]


def examine(paragraphs: Sequence[str]) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
    """Return the quotations on the record, and in plain words where marks are broken."""
    reading = read_paragraphs(list(paragraphs))
    resolver = Resolver(reading)
    quotations = _gathered(reading)
    for quotation in quotations:
        _take_given_speaker(reading, resolver, quotation)
    for index, quotation in enumerate(quotations):
        if quotation.given is None:
            _take_speaker_from_context(reading, resolver, quotations, index)
    quotes = tuple(_quote(reading, quotation) for quotation in quotations if quotation.kept)
    return quotes, tuple(_broken(reading, quotations))


def _gathered(reading: Reading) -> list[Quotation]:
    quotations: list[Quotation] = []
    for stretch in _stretches(reading):
        if quotations and _continues(reading, quotations[-1].last, stretch):
            quotations[-1].stretches.append(stretch)
        else:
            quotations.append(Quotation([stretch]))
    return quotations


def _stretches(reading: Reading) -> Iterator[Stretch]:
    for number, sentence in enumerate(reading.sentences):
        for node in sentence.quotes:
            yield Stretch(
                sentence.paragraph,
                sentence.nodes[node].quote,
                number,
                node,
                attribute(sentence, node),
            )


def _continues(reading: Reading, before: Stretch, stretch: Stretch) -> bool:
    """Whether a stretch carries on the quotation before it."""
    if stretch.paragraph == before.paragraph + 1 and stretch.span == 0:
        text = reading.paragraphs[before.paragraph]
        opens = reading.spans[stretch.paragraph][0]
        return (
            is_left_open(text, reading.spans[before.paragraph][before.span])
            and opens.start == 0
            and opens.inner_start > 0
        )
    if stretch.sentence != before.sentence or not (before.attribution and stretch.attribution):
        return False
    cue = before.attribution.cue
    nodes = reading.sentences[stretch.sentence].nodes
    text = nodes[stretch.node].text
    return (
        before.node < cue == stretch.attribution.cue < stretch.node
        and nodes[stretch.node - 1].kind in {"comma", "dash"}
        and nodes[before.node].text.endswith((",", "—", "–", "-"))
        and (text[:1].islower() or text.split("'")[0].split("’")[0].split()[0] == "I")
    )


def _take_given_speaker(reading: Reading, resolver: Resolver, quotation: Quotation) -> None:
    stretch = quotation.given
    if stretch is None or stretch.attribution is None:
        return
    nodes = reading.sentences[stretch.sentence].nodes
    quotation.kept = on_record(nodes, stretch.node, stretch.attribution)
    speaker = resolver.speaker(stretch.sentence, stretch.attribution.subject)
    quotation.speaker = speaker._replace(certain=speaker.certain and stretch.attribution.clear)


def _take_speaker_from_context(
    reading: Reading, resolver: Resolver, quotations: list[Quotation], index: int
) -> None:
    quotation = quotations[index]
    stretch = quotation.first
    nodes = reading.sentences[stretch.sentence].nodes
    opens = stretch.node == 0 and is_utterance(nodes[stretch.node].text)
    alone = on_record(nodes, stretch.node, None) or (
        len(quotation.stretches) > 1 and stands_alone(_text(reading, quotation))
    )
    if not (opens or alone):
        return
    near = _neighbour(reading, resolver, quotations, index)
    quotation.kept = alone or near is not None
    if quotation.kept:
        quotation.speaker = near or _far(reading, resolver, quotations, index)


def _neighbour(
    reading: Reading, resolver: Resolver, quotations: list[Quotation], index: int
) -> Speaker | None:
    """The speaker of a quotation in the same paragraph, or of the words that lead in to this."""
    stretch = quotations[index].first
    following = quotations[index + 1] if index + 1 < len(quotations) else None
    if (
        following
        and following.speaker
        and following.kept
        and _touches(reading, quotations[index].last, following.first)
    ):
        return following.speaker
    before = quotations[index - 1] if index else None
    if before and before.kept and before.speaker and before.last.paragraph == stretch.paragraph:
        return _carried(reading, resolver, before, stretch)
    return lead_in(reading, resolver, stretch.sentence, stretch.node)


def _touches(reading: Reading, stretch: Stretch, following: Stretch) -> bool:
    nodes = reading.sentences[stretch.sentence].nodes
    if following.sentence == stretch.sentence:
        return following.node == stretch.node + 1
    return (
        following.sentence == stretch.sentence + 1
        and following.paragraph == stretch.paragraph
        and following.node == 0
        and stretch.node == len(nodes) - 1
    )


def _carried(
    reading: Reading, resolver: Resolver, before: Quotation, stretch: Stretch
) -> Speaker | None:
    """The paragraph's last speaker, unless somebody else has come in between."""
    if before.speaker is None:
        return None
    if stretch.sentence > before.last.sentence + 1:
        between = lead_in(reading, resolver, stretch.sentence - 1, 10_000)
        if between and between.name and between.name != before.speaker.name:
            return between._replace(certain=False)
    return before.speaker


def _far(reading: Reading, resolver: Resolver, quotations: list[Quotation], index: int) -> Speaker:
    """A speaker from the paragraphs around: sure after a colon, a guess otherwise."""
    stretch = quotations[index].first
    if handed := colon_before(reading, resolver, stretch.paragraph):
        return handed
    if named := sentence_after(reading, resolver, stretch.sentence):
        return named
    before = [q for q in quotations[max(0, index - 3) : index] if q.kept and q.speaker]
    if before and before[-1].speaker and before[-1].last.paragraph == stretch.paragraph - 1:
        return before[-1].speaker._replace(certain=False)
    return paragraph_before(reading, resolver, stretch.paragraph)


def _text(reading: Reading, quotation: Quotation) -> str:
    return " ".join(
        reading.spans[stretch.paragraph][stretch.span].inner(reading.paragraphs[stretch.paragraph])
        for stretch in quotation.stretches
    )


def _quote(reading: Reading, quotation: Quotation) -> Quote:
    speaker = quotation.speaker or Speaker("", "", False)
    return Quote(
        text=_text(reading, quotation),
        speaker=speaker.name,
        role=speaker.role,
        certain=speaker.certain and bool(speaker.name),
        paragraph=quotation.first.paragraph,
    )


def _broken(reading: Reading, quotations: list[Quotation]) -> Iterator[str]:
    for quotation in quotations:
        stretch = quotation.last
        span = reading.spans[stretch.paragraph][stretch.span]
        if is_broken(span):
            fault = "opens and never closes" if span.inner_start else "closes and never opened"
            yield f"Paragraph {stretch.paragraph + 1}: a quotation {fault}."
