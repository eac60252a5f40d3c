"""Quotations that name no speaker: who spoke just before, just after, or in the lead-in."""

from articles.wire.coreference import NOBODY, Resolver, Speaker
from articles.wire.nodes import Node
from articles.wire.reading import Reading
from articles.wire.subjects import first_subject, subject_of

_SENTENCES_BACK = 10


def lead_in(reading: Reading, resolver: Resolver, sentence: int, node: int) -> Speaker | None:
    """Return who the words right before the quotation are about, within its paragraph.

    `Lee remembers the storm. "It took the roof."`: certain where nobody else is on the scene.
    """
    paragraph = reading.sentences[sentence].paragraph
    first = reading.of_paragraph[paragraph][0]
    for number in range(sentence, max(first, sentence - _SENTENCES_BACK) - 1, -1):
        nodes = reading.sentences[number].nodes
        nodes = nodes[:node] if number == sentence else nodes
        subject = _subject(nodes)
        if subject is None:
            continue
        speaker = resolver.speaker(number, subject)
        alone = len(resolver.discourse.people_in_paragraph(paragraph)) <= 1
        return speaker._replace(certain=speaker.certain and alone and number >= sentence - 1)
    return None


def colon_before(reading: Reading, resolver: Resolver, paragraph: int) -> Speaker | None:
    """`Lee issued a statement:` at the end of one paragraph hands over the next."""
    if not paragraph or not reading.of_paragraph[paragraph - 1]:
        return None
    number = reading.of_paragraph[paragraph - 1][-1]
    nodes = reading.sentences[number].nodes
    if not nodes or nodes[-1].kind != "colon":
        return None
    subject = _subject(nodes)
    return None if subject is None else resolver.speaker(number, subject)


def paragraph_before(reading: Reading, resolver: Resolver, paragraph: int) -> Speaker:
    """Return the latest subject of the paragraph before: a guess, marked as one."""
    if paragraph:
        for number in reversed(reading.of_paragraph[paragraph - 1][-_SENTENCES_BACK:]):
            subject = _subject(reading.sentences[number].nodes)
            if subject is not None:
                return resolver.speaker(number, subject)._replace(certain=False)
    return NOBODY


def sentence_after(reading: Reading, resolver: Resolver, sentence: int) -> Speaker | None:
    """Return the person named as the subject of the next sentence of the paragraph: a guess."""
    following = sentence + 1
    if following >= len(reading.sentences):
        return None
    after = reading.sentences[following]
    if after.paragraph != reading.sentences[sentence].paragraph:
        return None
    subject = first_subject(after.nodes)
    mention = after.nodes[subject].mention if subject is not None else None
    if subject is None or mention is None or not mention.named:
        return None
    return resolver.speaker(following, subject)._replace(certain=False)


def _subject(nodes: list[Node]) -> int | None:
    """The speaker of the last finite cue, else the sentence's own subject."""
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        if node.kind == "according" or node.is_finite_cue:
            subject = subject_of(nodes, index)
            mention = nodes[subject].mention if subject is not None else None
            if mention and (mention.animate or mention.kind == "document"):
                return subject
    return first_subject(nodes)
