"""A sentence as a flat row of nodes: noun phrases, speech cues, commas, quotations and the rest.

No grammar book: news English puts a speaker, a verb and a quotation close together, so the row is
enough to find who said what.
"""

from dataclasses import dataclass, replace
from typing import Literal

from articles.wire import lexicon
from articles.wire.mentions import Mention
from articles.wire.noun_phrases import is_name_of_a_month, read_noun_phrase
from articles.wire.tokens import Token
from articles.wire.verbs import BARE_FORMS, CUES, IRREGULAR_PASTS, Cue
from articles.wire.word_sets import word_set

NodeKind = Literal[
    "np", "cue", "according", "aux", "adv", "prep", "sub", "conj", "rel", "word",
    "comma", "dash", "colon", "semi", "stop", "quote",
]  # fmt: skip
_SUBORDINATE = word_set("""
    when while if because whether although though unless where once until since after before as
    than
""")
_PASSIVE = word_set("is was were are be been being")
_PUT = Cue("put", "finite")
_MODALS = word_set("""
    will would can could may might must should shall did do does 'd 'll
    won't wouldn't can't couldn't don't doesn't didn't shouldn't
""")
_MARKS: dict[str, NodeKind] = {",": "comma", ":": "colon", ";": "semi"}


@dataclass(frozen=True)
class Node:
    """`text` is lower-case; `start` is the character offset in the paragraph."""

    kind: NodeKind
    text: str
    start: int
    mention: Mention | None = None
    cue: Cue | None = None
    quote: int = -1

    @property
    def is_finite_cue(self) -> bool:
        """Whether this hands words over on its own: "said", and not "saying"."""
        return self.cue is not None and self.cue.form == "finite"

    @property
    def is_verbal(self) -> bool:
        """Whether a subject may stand right before this node."""
        if self.kind in {"cue", "aux"}:
            return True
        if self.kind == "word":
            return self.text in IRREGULAR_PASTS or self.text.endswith(("ed", "s"))
        mention = self.mention
        return (
            self.kind == "np"
            and mention is not None
            and mention.kind == "thing"
            and not mention.determiner
            and self.text.endswith("s")
        )


def read_nodes(tokens: list[Token]) -> list[Node]:
    """Return the nodes of one sentence."""
    nodes: list[Node] = []
    index = 0
    while index < len(tokens):
        index = _read_one(tokens, index, nodes)
    return [_as_person(nodes, index) for index in range(len(nodes))]


def _as_person(nodes: list[Node], index: int) -> Node:
    """Take "the patron, who …" for a person: a thing is no "who"."""
    node = nodes[index]
    after = index + 2 if index + 1 < len(nodes) and nodes[index + 1].kind == "comma" else index + 1
    if node.mention is None or node.mention.kind != "thing" or after >= len(nodes):
        return node
    if nodes[after].text not in {"who", "whose"} or not node.mention.words:
        return node
    return replace(node, mention=replace(node.mention, kind="role"))


def _read_one(tokens: list[Token], index: int, nodes: list[Node]) -> int:
    """Append the node that starts at `index`; return the index after it."""
    token = tokens[index]
    if token.kind == "quote":
        nodes.append(Node("quote", token.text, token.start, quote=token.quote))
    elif token.kind == "mark":
        nodes.append(Node(_mark_kind(token.text), token.text, token.start))
    elif token.kind == "word":
        if _is_according(tokens, index):
            nodes.append(Node("according", "according to", token.start))
            return index + 2
        kind = _word_kind(tokens, index, nodes)
        if kind == "np":
            return _append_noun_phrase(tokens, index, nodes)
        cue = CUES.get(token.lower, _PUT) if kind == "cue" else None
        nodes.append(Node(kind, token.lower, token.start, cue=cue))
    return index + 1


def _mark_kind(text: str) -> NodeKind:
    if text in _MARKS:
        return _MARKS[text]
    return "dash" if text[0] in "-—–" else "stop"


def _is_according(tokens: list[Token], index: int) -> bool:
    return (
        tokens[index].lower == "according"
        and index + 1 < len(tokens)
        and tokens[index + 1].lower == "to"
    )


def _is_put_it(tokens: list[Token], index: int) -> bool:
    """ "as Lee put it": the verb and its object together say "said"."""
    return (
        tokens[index].lower in {"put", "puts"}
        and index + 1 < len(tokens)
        and tokens[index + 1].lower in {"it", "this"}
    )


def _word_kind(tokens: list[Token], index: int, nodes: list[Node]) -> NodeKind:
    token = tokens[index]
    lower = token.lower
    if _is_put_it(tokens, index):
        return "cue"
    proper = token.capital and index > 0 and tokens[index - 1].kind == "word"
    if lower in lexicon.PRONOUNS and lower not in lexicon.RELATIVES_WORDS:
        return "np"
    if is_name_of_a_month(tokens, index) or (proper and lower not in lexicon.MONTHS_AND_DAYS):
        return "np"
    for words, kind in _CLOSED:
        if lower in words:
            return kind
    if lower in CUES and _is_cue(CUES[lower], lower, nodes):
        return "cue"
    if _is_infinitive(token, nodes) or (lower[0].isdigit() and not lower.endswith("-old")):
        return "word"
    if lower.endswith("ly") and not token.capital and len(lower) > 4 and lower != "family":
        return "adv"
    if _is_verb_form(lower) and not token.capital:
        return "word"
    return "np"


def _is_infinitive(token: Token, nodes: list[Node]) -> bool:
    """ "would sign": the verb after a modal, where "the sign" would be a noun."""
    if not nodes or token.capital:
        return False
    return nodes[-1].text in _MODALS or (nodes[-1].text == "to" and token.lower == "sign")


_CLOSED: tuple[tuple[frozenset[str], NodeKind], ...] = (
    (lexicon.AUXILIARIES, "aux"),
    (lexicon.RELATIVES_WORDS, "rel"),
    (_SUBORDINATE, "sub"),
    (lexicon.CONJUNCTIONS, "conj"),
    (lexicon.DETERMINERS, "np"),
    (lexicon.MONTHS_AND_DAYS | lexicon.ADVERBS, "adv"),
    (lexicon.PREPOSITIONS, "prep"),
)


def _is_verb_form(lower: str) -> bool:
    if lower in IRREGULAR_PASTS:
        return True
    return lower.endswith(("ed", "ing")) and lower not in lexicon.VERBAL_ADJECTIVES


def _is_cue(cue: Cue, lower: str, nodes: list[Node]) -> bool:
    before = next((node for node in reversed(nodes) if node.kind != "adv"), None)
    if before and before.text in _PASSIVE and lower.endswith(("d", "t", "n")):
        return False
    if cue.form != "base" or lower == "read":
        return True
    if before is None:
        return False
    if before.kind == "aux" or before.text == "to":
        return True
    return lower in BARE_FORMS and before.kind in {"np", "rel"}


def _append_noun_phrase(tokens: list[Token], index: int, nodes: list[Node]) -> int:
    last = nodes[-1] if nodes else None
    owner = last.mention if last and last.mention and last.mention.possessive else None
    mention, end = read_noun_phrase(tokens, index, owner)
    if mention is None:
        nodes.append(Node("word", tokens[index].lower, tokens[index].start))
        return index + 1
    start = tokens[index].start
    if owner and last:
        start = last.start
        nodes.pop()
    if end < len(tokens) and tokens[end].kind == "possessive":
        mention = replace(mention, possessive=True)
        end += 1
    nodes.append(Node("np", mention.head, start, mention=mention))
    return end
