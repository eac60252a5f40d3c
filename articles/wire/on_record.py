"""Whether words in quotation marks are someone's words: not a name, a title, a term, a sign."""

import re

from articles.wire import lexicon
from articles.wire.attribution import Attribution
from articles.wire.nodes import Node
from articles.wire.word_sets import word_set

_SMALL_WORDS = word_set(
    "a an and as at but by for from in into of on or the to with vs nor so up is it de la"
)
_WORD = re.compile(r"[\w$#@%][\w.,'’-]*")
_FULL_ENDS = (".", "?", "!", "…", ",", "—", ".'", ".’", "?’", "!’")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def is_utterance(text: str) -> bool:
    """Whether the words could stand alone as speech: a capital first, a full stop or comma last."""
    first = next((char for char in text if char.isalnum()), "")
    return (first.isupper() or first.isdigit()) and text.rstrip().endswith(_FULL_ENDS)


def looks_like_title(text: str) -> bool:
    """`The Long Road Home`: two to ten words, each of weight with a capital."""
    words = words_of(text.rstrip(".,"))
    if not 1 < len(words) <= 10 or text.isupper():
        return False
    weighty = [word for word in words[1:] if word.lower() not in _SMALL_WORDS]
    return bool(weighty) and all(
        word[0].isupper() or word[0].isdigit() for word in [words[0], *weighty]
    )


def stands_alone(text: str) -> bool:
    """Say whether words that are given to nobody are yet someone's, and no title or term."""
    return len(words_of(text)) >= 4 and is_utterance(text) and not looks_like_title(text)


def on_record(nodes: list[Node], quote: int, attribution: Attribution | None) -> bool:
    """Say whether the quotation at node `quote` is someone's words."""
    text = nodes[quote].text
    count = len(words_of(text))
    if not count or _is_displayed(nodes, quote, attribution):
        return False
    if attribution is None:
        return stands_alone(text)
    if _is_speech(nodes, quote, attribution):
        return count > 1 or text.rstrip()[-1] in ",.?!"
    if _is_named(nodes, quote) or _is_modifier(nodes, quote, count) or count < 2:
        return False
    if looks_like_title(text) and not (
        attribution.naming and attribution.direct and text[0].islower()
    ):
        return False
    if count > 2 or attribution.direct:
        return True
    return attribution.cue < quote and not attribution.weak


def _is_speech(nodes: list[Node], quote: int, attribution: Attribution) -> bool:
    """Whole words handed over at once: `"No," Lee said` and `Lee said, "No."`"""
    text = nodes[quote].text
    if not is_utterance(text) or not attribution.direct or attribution.naming:
        return False
    if looks_like_title(text) and _is_named(nodes, quote):
        return False
    if attribution.cue > quote or attribution.subject > quote:
        return quote == 0 or not _is_named(nodes, quote)
    return (
        nodes[quote - 1].kind in {"comma", "colon"}
        or (nodes[quote - 1].kind == "cue" and not looks_like_title(text))
        or (
            nodes[quote - 1].kind in {"np", "adv"}
            and len(words_of(text)) > 2
            and not looks_like_title(text)
        )
    )


def _is_displayed(nodes: list[Node], quote: int, attribution: Attribution | None) -> bool:
    """Signs, shirts and chants."""
    if attribution is not None:
        subject = nodes[attribution.subject].mention
        if subject and (subject.kind == "display" or subject.head in lexicon.DISPLAYS):
            return True
        if attribution.cue >= 0 and nodes[attribution.cue].text in lexicon.CHANTS:
            return True
    before = nodes[max(0, quote - 6) : quote]
    if attribution is not None and attribution.cue > quote:
        before = before[-3:]
    for node in reversed(before):
        if node.kind in {"quote", "stop", "semi"}:
            return False
        if node.text in lexicon.CHANTS or (node.mention and node.mention.kind == "display"):
            return attribution is None or attribution.cue < quote or not attribution.direct
    return False


def _is_named(nodes: list[Node], quote: int) -> bool:
    """`dubbed "…"`, `the song "…"`, `known as "…"`: a name or a term follows."""
    index = quote - 1
    while index >= 0 and nodes[index].text in {"as", "the", ",", "a", "an"}:
        index -= 1
    if index < 0:
        return False
    node = nodes[index]
    if node.cue and node.cue.lemma in {"call", "label", "term", "brand", "name", "quote"}:
        return index == quote - 1 and not _names_by_somebody(nodes, index)
    if node.text in lexicon.NAMING_WORDS:
        return node.text != "as"
    mention = node.mention
    return mention is not None and mention.head in lexicon.NAMING_WORDS and not mention.possessive


def _names_by_somebody(nodes: list[Node], cue: int) -> bool:
    """`what police called "…"`, against `a program called "…"`."""
    if not cue:
        return False
    if nodes[cue - 1].text == "to":
        return True
    before = nodes[cue - 1].mention
    return (
        before is not None
        and before.animate
        and before.kind != "place"
        and (
            cue < 2
            or nodes[cue - 2].text in {"what", "which", "that"}
            or before.kind in {"pronoun", "person", "name"}
        )
    )


def _is_modifier(nodes: list[Node], quote: int, count: int) -> bool:
    """`the "rainy day" fund`: a term between an article and its noun."""
    if count > 3 or quote + 1 >= len(nodes) or not quote:
        return False
    following, before = nodes[quote + 1], nodes[quote - 1]
    article = before.mention is not None and before.mention.determiner.lower() == "the"
    if article and before.mention and not before.mention.words and following.is_verbal:
        return True
    noun = following.mention
    if noun is None or noun.determiner or noun.kind == "pronoun" or noun.name:
        return False
    determined = before.mention is not None and not before.mention.words
    return determined or before.kind == "prep" or count < 3
