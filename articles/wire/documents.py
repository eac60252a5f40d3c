"""Whose words a letter, a complaint or a post holds: from "the letter said" to its author."""

from dataclasses import dataclass

from articles.wire.appositions import with_apposition
from articles.wire.lexicon import DOCUMENTS
from articles.wire.mentions import Mention
from articles.wire.nodes import Node
from articles.wire.reading import Reading, Sentence
from articles.wire.subjects import clause_subject, first_subject, subject_of
from articles.wire.word_sets import word_set

_MAKING = word_set("""
    sent wrote written penned issued released posted published filed signed submitted read
    delivered drafted authored shared tweeted mailed emailed e-mailed handed left circulated put
    made gave co-wrote co-signed sends writes issues obtained
""") - {"obtained", "read"}
_PASSIVE = word_set("""
    sent written penned issued released posted published filed signed submitted delivered
    drafted authored shared tweeted mailed emailed dated addressed
""")
_FORMS_OF_SPEECH = {"tweet": "post", "retweet": "post", "post": "post", "text": "message"}


@dataclass(frozen=True)
class Authorship:
    """Who made a kind of document, and where the text says so."""

    kind: str
    sentence: int
    node: int

    def before(self, sentence: int, node: int) -> bool:
        return (self.sentence, self.node) <= (sentence, node)


def kind_of(mention: Mention) -> str:
    return DOCUMENTS.get(mention.head, "")


def authorships(reading: Reading) -> dict[str, list[Authorship]]:
    """Return, for each kind of document, the noun phrases that the text names as its maker."""
    found: dict[str, list[Authorship]] = {}
    for number, sentence in enumerate(reading.sentences):
        for kind, node in _in_sentence(sentence):
            entry = Authorship(kind, number, node)
            if entry not in found.setdefault(kind, [])[-8:]:
                found[kind].append(entry)
    return found


def _in_sentence(sentence: Sentence) -> list[tuple[str, int]]:
    nodes = sentence.nodes
    found: list[tuple[str, int]] = []
    for index, node in enumerate(nodes):
        mention = node.mention
        if mention and mention.kind == "document":
            maker = _maker(nodes, index, mention)
            if maker is not None:
                found.append((kind_of(mention), maker))
        elif node.cue and node.cue.lemma in _FORMS_OF_SPEECH | {"write": "letter"}:
            found.extend(_written(nodes, index))
        elif (
            node.text in {"sued", "sues"} and (suer := clause_subject(nodes, index + 1)) is not None
        ):
            found.append(("complaint", suer))
    return found


def _written(nodes: list[Node], cue: int) -> list[tuple[str, int]]:
    """ "Lee tweeted" makes a post; "Lee wrote to the council" makes a letter."""
    handed = nodes[cue].cue
    lemma = handed.lemma if handed else ""
    if lemma == "write" and not (cue + 1 < len(nodes) and nodes[cue + 1].text == "to"):
        return []
    subject = subject_of(nodes, cue)
    return [] if subject is None else [(_FORMS_OF_SPEECH.get(lemma, "letter"), subject)]


def _maker(nodes: list[Node], index: int, document: Mention) -> int | None:
    """Return who made the document at `index`: named after it, owning it, or before it."""
    after = _maker_after(nodes, index)
    if after is not None:
        return after
    if document.owner and document.owner.kind != "pronoun":
        return index
    before = _maker_before(nodes, index, document)
    return before if before is not None else _sayer_in(nodes, index)


def _maker_after(nodes: list[Node], index: int) -> int | None:
    """`a letter from Lee`, `the suit, which was filed by Lee`, `a letter Lee sent`."""
    after = index + 1
    while after < len(nodes) and nodes[after].kind in {"comma", "rel", "aux", "adv"}:
        after += 1
    if after + 1 >= len(nodes):
        return None
    if nodes[after].text in {"from", "by"} and nodes[after + 1].mention:
        return _animate(nodes, with_apposition(nodes, after + 1))
    if nodes[after].text in _PASSIVE:
        return _by_whom(nodes, after + 1)
    named = nodes[index + 1].mention
    made = bool(named and named.animate) and nodes[after + 1].text in _MAKING
    return after if made else None


def _maker_before(nodes: list[Node], index: int, document: Mention) -> int | None:
    """`Lee sent a letter`."""
    for before in range(index - 1, max(-1, index - 12), -1):
        node = nodes[before]
        made = node.text in _MAKING or (node.text == "read" and document.head == "statement")
        if made and node.kind in {"word", "cue"}:
            return _animate(nodes, clause_subject(nodes, before + 1))
        if node.kind in {"comma", "semi", "quote"}:
            break
    return None


def _by_whom(nodes: list[Node], start: int) -> int | None:
    for index in range(start, min(start + 10, len(nodes) - 1)):
        if nodes[index].text == "by" and nodes[index + 1].mention:
            return _animate(nodes, with_apposition(nodes, index + 1))
    return None


def _sayer_in(nodes: list[Node], index: int) -> int | None:
    """`In a letter, Lee said …` and `Lee said in a letter …`."""
    if not index or nodes[index - 1].text not in {"in", "on", "through", "via"}:
        return None
    for cue, node in enumerate(nodes):
        if node.is_finite_cue:
            return _animate(nodes, subject_of(nodes, cue))
    return _animate(nodes, first_subject(nodes))


def _animate(nodes: list[Node], index: int | None) -> int | None:
    if index is None:
        return None
    mention = nodes[index].mention
    return index if mention and mention.animate and mention.head not in {"i", "we", "it"} else None
