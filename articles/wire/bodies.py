"""Which company, department or union "the company" is."""

from articles.wire.cast import Cast
from articles.wire.nodes import Node
from articles.wire.reading import Sentence
from articles.wire.word_sets import word_set

_GENERIC = word_set(
    "company agency group organization organisation firm nonprofit utility team airline"
)
_BUSINESS = word_set("company firm airline utility")
_PUBLIC = word_set("""
    court department dept. board county city police school schools senate house congress commission
    agency bureau administration legislature council state town ministry university college
""")
_SENTENCES_BACK = 40

Name = tuple[str, ...]
_LEGAL_FORMS = word_set("inc inc. corp corp. co co. llc ltd ltd. plc")


def without_legal_form(name: Name) -> Name:
    """Return "Lakeland Motors" for "Lakeland Motors Inc."."""
    return name[:-1] if len(name) > 1 and name[-1].lower() in _LEGAL_FORMS else name


def bodies_meant(
    sentences: list[Sentence], cast: Cast, head: str, place: tuple[int, int]
) -> list[Name]:
    """Return the names that "the <head>" may stand for at a place, the likeliest last.

    `place` is a sentence and a node. A body called by the noun itself comes first ("the
    department"), then one that the text explains ("its union, Bakers United,"), and for nouns
    that fit any body the ones named so far.
    """
    named = _named_before(sentences, place)
    called = [name for name in named if _is_called(name, head)]
    if called:
        return called
    if head in _BUSINESS:
        named = [name for name in named if _PUBLIC.isdisjoint(word.lower() for word in name)]
    if head in _GENERIC and named:
        return named
    explained = _explained(sentences, head, place[0])
    if not explained and head in _GENERIC:
        return _nobodys(sentences, cast, place[0])
    return explained


def _recent(sentences: list[Sentence], last: int) -> list[Sentence]:
    return sentences[max(0, last - _SENTENCES_BACK) : last + 1]


def _named_before(sentences: list[Sentence], place: tuple[int, int]) -> list[Name]:
    first = max(0, place[0] - _SENTENCES_BACK)
    return [
        each.mention.name
        for number, sentence in enumerate(_recent(sentences, place[0]), start=first)
        for index, each in enumerate(sentence.nodes)
        if each.mention
        and each.mention.kind == "org"
        and each.mention.name
        and (number, index) < place
        and not _is_told(sentence.nodes, index)
    ]


def _is_told(nodes: list[Node], index: int) -> bool:
    """Whether a body only listens: "told The Associated Press"."""
    cue = nodes[index - 1].cue if index else None
    return cue is not None and cue.lemma == "tell"


def _is_called(name: Name, head: str) -> bool:
    words = {word.lower().rstrip(".") for word in name[1:]}
    return head in words or (head == "department" and "dept" in words)


def _explained(sentences: list[Sentence], head: str, last: int) -> list[Name]:
    found = []
    for sentence in _recent(sentences, last):
        nodes = sentence.nodes
        for body, comma, name in zip(nodes, nodes[1:], nodes[2:], strict=False):
            unnamed = body.mention and body.mention.head == head and not body.mention.name
            if unnamed and comma.kind == "comma" and name.mention and name.mention.named:
                found.append(name.mention.name)
    return found


def _nobodys(sentences: list[Sentence], cast: Cast, last: int) -> list[Name]:
    """Return names that nothing marks as a person's: "Ford", before "the company"."""
    return [
        each.mention.name
        for sentence in _recent(sentences, last)
        for each in sentence.nodes
        if each.mention
        and each.mention.kind == "name"
        and not each.mention.role
        and all(not (p.role or p.gender or p.age) for p in cast.find(each.mention))
    ]
