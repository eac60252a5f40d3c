"""Who does the saying: from a speech cue to the noun phrase that is its subject.

All functions take the nodes of one sentence and give the index of a noun phrase, or None.
"""

from articles.wire.appositions import (
    Nodes,
    after_adverbs,
    is_aside,
    is_named_segment,
    is_place_or_party,
    segment_start,
    with_apposition,
)
from articles.wire.mentions import Mention

_FURTHEST = 60
"""How many nodes a subject may stand from its verb."""


def subject_of(nodes: Nodes, cue: int) -> int | None:
    """Return the subject of the cue at index `cue`, standing before or after it."""
    if nodes[cue].kind == "according":
        return _object_after(nodes, cue)
    before = _subject_before(nodes, cue)
    if before is None:
        before = inverted_subject(nodes, cue)
    if before is None and cue and nodes[cue - 1].kind == "quote" and nodes[cue].is_finite_cue:
        # `The writer, who signed as "A Friend," said …`: the quotation ends an aside.
        return _before_comma(nodes, cue - 1)
    return before


def inverted_subject(nodes: Nodes, cue: int) -> int | None:
    """`said Mayor Ann Lee`: the subject after a finite cue that nothing but a quote precedes."""
    node = nodes[cue].cue
    if node is None or node.form != "finite" or node.lemma in {"tell", "call", "describe"}:
        return None
    subject = _object_after(nodes, cue)
    if subject is None or (subject + 1 < len(nodes) and nodes[subject + 1].is_verbal):
        return None
    mention = nodes[subject].mention
    if mention is None:
        return None
    somebody = mention.kind == "thing" and mention.determiner.lower() in {
        "a",
        "an",
        "one",
        "another",
    }
    return subject if can_speak(mention) or somebody else None


def can_speak(mention: Mention) -> bool:
    """Whether words may be a noun phrase's: a person's, a body's, a document's."""
    return mention.animate or mention.kind == "document"


def _object_after(nodes: Nodes, cue: int) -> int | None:
    index = cue + 1
    while index < len(nodes) and nodes[index].kind in {"adv", "sub"}:
        index += 1
    if index < len(nodes) and nodes[index].mention:
        return with_apposition(nodes, index)
    return None


def _subject_before(nodes: Nodes, cue: int) -> int | None:
    index = cue - 1
    while index >= 0 and nodes[index].kind in {"adv", "aux"}:
        index -= 1
    if index < 0:
        return None
    before = nodes[index]
    if before.mention:
        return _head(nodes, index)
    if before.text == "as" and index:
        if nodes[index - 1].kind == "comma":
            return _before_comma(nodes, index - 1)
        return _head(nodes, index - 1) if nodes[index - 1].mention else None
    if before.kind == "rel":
        return _antecedent(nodes, index)
    if before.kind == "cue":
        return _subject_before(nodes, index)
    if before.kind in {"comma", "dash"} and nodes[cue].is_finite_cue:
        return _before_comma(nodes, index)
    if before.kind in {"quote", "stop", "colon", "semi", "sub"}:
        return None
    return clause_subject(nodes, cue)


def _head(nodes: Nodes, index: int) -> int | None:
    """From the end of "a lawyer for the family of Ann Lee" climb to its head."""
    index = _climbed(nodes, index)
    relative = _relative_around(nodes, index)
    if relative is not None:
        return _antecedent(nodes, relative)
    mention = nodes[index].mention
    if mention is None or mention.possessive:
        return None
    if index and nodes[index - 1].kind == "prep" and nodes[index - 1].text not in {"as", "like"}:
        return None
    return index


def _climbed(nodes: Nodes, index: int) -> int:
    while index >= 2 and nodes[index - 1].kind == "prep":
        governing = nodes[index - 2].mention
        if governing is None or governing.kind == "pronoun":
            break
        index -= 2
    return index


def _relative_around(nodes: Nodes, index: int) -> int | None:
    """In "a man who stole a forklift said" find "who" from the forklift."""
    for relative in range(index - 1, max(0, index - 9), -1):
        if nodes[relative].kind in {"comma", "dash", "quote", "semi", "cue", "conj", "sub"}:
            return None
        if nodes[relative].kind == "rel" and nodes[relative].text != "what":
            follows = nodes[relative + 1].is_verbal and nodes[relative - 1].mention
            return relative if follows else None
    return None


def _antecedent(nodes: Nodes, relative: int) -> int | None:
    """From "who" in "Ann Lee, who said" or "a note in a bag that said" go to what it stands for."""
    index = relative - 1
    while index >= 0 and nodes[index].kind in {"comma", "dash", "prep"}:
        index -= 1
    if index < 0 or not nodes[index].mention:
        return None
    if nodes[relative - 1].kind in {"comma", "dash"}:
        walked = _before_comma(nodes, relative - 1)
        if walked is not None:
            return walked
        mention = nodes[index].mention
        if mention and mention.kind in {"person", "name"}:
            return index
    return _climbed(nodes, index)


def _before_comma(nodes: Nodes, comma: int) -> int | None:
    """From the comma before the verb walk left over "43, a teacher from Canton," to the name."""
    candidate: int | None = None
    end = comma
    while True:
        start = segment_start(nodes, end)
        segment = nodes[start:end]
        if segment and is_named_segment(segment):
            return start
        if not segment or not is_aside(segment):
            return _segment_subject(nodes, start, end, candidate)
        first = segment[0].mention
        if first and can_speak(first) and not first.possessive:
            candidate = start
        if not start or nodes[start - 1].kind not in {"comma", "dash"}:
            return candidate
        end = start - 1


def _segment_subject(nodes: Nodes, start: int, end: int, candidate: int | None) -> int | None:
    if end > start and nodes[end - 1].mention and not any(n.is_verbal for n in nodes[start:end]):
        head = _head(nodes, end - 1)
        if head is not None and head >= start:
            return head
    return candidate


def clause_subject(nodes: Nodes, before: int) -> int | None:
    """Return the nearest phrase left of `before` that can speak and that a verb follows."""
    for index in range(before - 1, max(-1, before - _FURTHEST), -1):
        mention = nodes[index].mention
        if not mention or not can_speak(mention) or mention.possessive:
            continue
        if is_place_or_party(mention):
            continue
        if _verb_follows(nodes, index, before):
            head = _head(nodes, index)
            speaker = nodes[head].mention if head is not None else None
            if head is not None and speaker and can_speak(speaker):
                return with_apposition(nodes, head)
    return None


def _verb_follows(nodes: Nodes, index: int, before: int) -> bool:
    after = after_adverbs(nodes, index + 1, before)
    if after >= before:
        return False
    if nodes[after].is_verbal:
        return True
    if nodes[after].kind not in {"comma", "dash"}:
        return False
    # "The mayor, Ann Lee, apologized": the name itself stands between commas.
    between_commas = index > 0 and nodes[index - 1].kind == "comma"
    if between_commas and after + 1 < before and nodes[after + 1].is_verbal:
        return True
    # "Ann Lee, the mayor since May, took to Twitter": the verb after the closing comma.
    for close in range(after + 1, min(before, after + 16)):
        if nodes[close].kind in {"comma", "dash"}:
            return (
                is_aside(nodes[after + 1 : close])
                and close + 1 < before
                and nodes[close + 1].is_verbal
            )
    return False


def first_subject(nodes: Nodes, *, or_document: bool = False) -> int | None:
    """Return the sentence's own subject: its first animate phrase that a verb follows."""
    for index, node in enumerate(nodes[:_FURTHEST]):
        mention = node.mention
        if not mention or mention.possessive:
            continue
        if not (mention.animate or (or_document and mention.kind == "document")):
            continue
        if index and nodes[index - 1].kind == "prep":
            continue
        if _verb_follows(nodes, index, len(nodes)):
            return with_apposition(nodes, index)
    return None
