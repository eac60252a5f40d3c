"""Asides between commas: "Ann Lee, 43, a teacher from Canton, who lives nearby,".

All functions take nodes of one sentence; an aside says more about a phrase and can be skipped.
"""

import re
from collections.abc import Sequence

from articles.wire import lexicon
from articles.wire.mentions import Mention
from articles.wire.nodes import Node
from articles.wire.states import state_code

Nodes = Sequence[Node]
_PARTY = re.compile(r"[DRI]-\w")


def with_apposition(nodes: Nodes, index: int) -> int:
    """From "the mayor, Ann Lee," go to Ann Lee; a phrase that is already named stays."""
    mention = nodes[index].mention
    if mention is None or mention.kind == "person" or mention.kind == "pronoun":
        return index
    after = index + 1
    while after + 1 < len(nodes) and nodes[after].kind == "prep" and nodes[after + 1].mention:
        after += 2
    if after + 1 < len(nodes) and nodes[after].kind in {"comma", "dash"}:
        name = nodes[after + 1].mention
        closes = after + 2 >= len(nodes) or nodes[after + 2].kind != "conj"
        relative = mention.head in lexicon.RELATIVES and bool(
            name and name.kind in {"person", "name"}
        )
        if name and (_is_full_name(name) or relative) and closes and not mention.named:
            return after + 1
    return index


def _is_full_name(mention: Mention) -> bool:
    if mention.possessive or mention.kind not in {"person", "name"}:
        return False
    return len(mention.name) > 1 or bool(mention.role)


def is_place_or_party(mention: Mention) -> bool:
    if mention.kind == "place":
        return True
    word = " ".join(mention.name)
    return bool(_PARTY.match(word)) or bool(word and state_code(word) and not word.islower())


def is_named_segment(segment: Nodes) -> bool:
    first = segment[0].mention
    if not first or first.possessive or not first.named or first.kind == "place":
        return False
    if is_place_or_party(first) or first.name[0].lower() in lexicon.SUFFIXES:
        return False
    return all(node.kind in {"np", "prep", "adv"} for node in segment[1:])


def is_aside(segment: Nodes) -> bool:
    first = segment[0]
    if first.kind in {"prep", "rel", "adv", "sub"} or first.text[:1].isdigit():
        return True
    if first.kind in {"word", "cue"}:
        return first.text.endswith(("ed", "ing", "n"))
    mention = first.mention
    if mention is None:
        return False
    if mention.named and (
        is_place_or_party(mention) or mention.name[0].lower() in lexicon.SUFFIXES
    ):
        return True
    if any(node.is_verbal for node in segment[1:]) and not any(n.kind == "rel" for n in segment):
        return False
    return not mention.named or bool(mention.determiner)


def segment_start(nodes: Nodes, end: int) -> int:
    index = end
    while index and not _divides(nodes[index - 1]):
        index -= 1
    if index < end and nodes[index].kind == "conj":
        index += 1
    return index


def _divides(node: Node) -> bool:
    """A comma divides, and so does a quotation, unless it is a name in the flow of a sentence."""
    if node.kind == "quote":
        return not node.text[-1:].isalnum()
    return node.kind in {"comma", "dash", "semi", "colon"}


def after_adverbs(nodes: Nodes, index: int, end: int) -> int:
    """Skip "later", "also" and "on Monday" between a subject and its verb."""
    while index < end:
        dated = nodes[index].kind == "prep" and index + 1 < end and nodes[index + 1].kind == "adv"
        if not dated and nodes[index].kind != "adv":
            break
        index += 1
    return index
