"""From a quotation to the words beside it that name its speaker.

Looks in the quotation's own sentence: after it (`"…," Lee said`, `"…," said Lee`), before it
(`Lee said: "…"`, `Lee called it "…"`), then at the sentence's end (`… "…" …, Lee said.`).
"""

from typing import NamedTuple

from articles.wire.appositions import with_apposition
from articles.wire.nodes import Node
from articles.wire.reading import Sentence, closes_after
from articles.wire.subjects import (
    can_speak,
    clause_subject,
    first_subject,
    inverted_subject,
    subject_of,
)
from articles.wire.verbs import NAMING, WEAK
from articles.wire.word_sets import word_set

_OPEN_ENDS = (",", "?", "!", "—", "–", "-", "…", "...", "?’", "!’", ",’", ",'", "?'", "!'")


class Attribution(NamedTuple):
    """`subject` and `cue` are node indexes; `cue` is -1 where no verb hands the words over.

    `direct` says that nothing stands between quotation and cue; `clear` that no other reading fits.
    """

    subject: int
    cue: int
    direct: bool
    clear: bool
    weak: bool = False
    naming: bool = False


def attribute(sentence: Sentence, quote: int) -> Attribution | None:
    """Return who is given as the speaker of the quotation at node `quote`, or None."""
    nodes = sentence.nodes
    before = _before(nodes, quote)
    after = _after(nodes, quote)
    if before is None or after is None:
        return before or after
    if _same_speaker(nodes, before, after):
        return after if after.direct else before
    opens_sentence = all(node.kind in {"conj", "adv", "dash"} for node in nodes[:quote])
    if opens_sentence or (after.direct and not before.direct):
        return after
    return before


def _same_speaker(nodes: list[Node], one: Attribution, other: Attribution) -> bool:
    first, second = nodes[one.subject].mention, nodes[other.subject].mention
    return first is not None and second is not None and first.head == second.head


def _after(nodes: list[Node], quote: int) -> Attribution | None:
    start = quote + 1
    dashed = False
    while start < len(nodes) and nodes[start].kind in {"comma", "dash", "adv"}:
        dashed = dashed or nodes[start].kind == "dash"
        start += 1
    if start >= len(nodes):
        return None
    if dashed and (signed := _signature(nodes, start)):
        return signed
    end = next(
        (i for i in range(start, len(nodes)) if nodes[i].kind in {"quote", "semi"}), len(nodes)
    )
    for cue in range(start, end):
        if nodes[cue].kind == "according" or _is_finite(nodes[cue]):
            found = _cue_after(nodes, quote, start, cue)
            if found:
                return found
    return _unknown_verb(nodes, quote, start)


def _is_finite(node: Node) -> bool:
    return node.kind == "cue" and node.cue is not None and node.cue.form != "participle"


def _cue_after(nodes: list[Node], quote: int, start: int, cue: int) -> Attribution | None:
    according = nodes[cue].kind == "according"
    subject = subject_of(nodes, cue) if cue > start else None
    if subject is None and (cue == start or according):
        subject = subject_of(nodes, cue) if according else inverted_subject(nodes, cue)
    if subject is None or subject < quote:
        return None
    mention = nodes[subject].mention
    if mention is None or not (can_speak(mention) or _may_be_a_thing(nodes[cue])):
        return None
    first = min(subject, cue)
    lead = nodes[start:first]
    if _opens_a_clause(lead) and not according and nodes[first - 1].kind != "comma":
        return None
    direct = first == start or all(node.text in _THAT_IS_HOW for node in lead)
    if direct and not closes_after(nodes, cue) and not nodes[quote].text.endswith(_OPEN_ENDS):
        direct = nodes[cue].text == "said" and cue < subject
        if not direct:
            return None
    if not direct:
        separate = nodes[first - 1].kind in {"comma", "dash"} or according
        if not (separate and closes_after(nodes, cue)):
            return None
    return Attribution(subject, cue, direct, clear=True)


_THAT_IS_HOW = word_set("that this is was how what as 's")
_ASKED = word_set("asked pressed questioned told reminded challenged when")
_CITING = word_set("quoted quoting quotes cited citing cites")
# What somebody does in the story rather than in speech: "police said Lee ran, yelling …".
_ACTING = word_set("yell shout scream holler cry beg plead whisper mutter accuse demand ask bark")
_THINGS_MAY = word_set("say read state warn tell tweet write post announce reply")


def _may_be_a_thing(node: Node) -> bool:
    """ "The recording said", "the plaque reads": things may say, but call nobody names."""
    return node.cue is not None and node.cue.lemma in _THINGS_MAY


def _opens_a_clause(lead: list[Node]) -> bool:
    """`"…," but Lee said …`: the words after the quotation are a new statement."""
    return bool(lead) and lead[0].kind in {"conj", "sub"} and lead[0].text != "as"


def _signature(nodes: list[Node], start: int) -> Attribution | None:
    """`"…" — Ann Lee, mayor`"""
    mention = nodes[start].mention
    if mention and mention.named and not any(n.is_verbal for n in nodes[start + 1 : start + 4]):
        return Attribution(start, -1, direct=True, clear=True)
    return None


def _unknown_verb(nodes: list[Node], quote: int, start: int) -> Attribution | None:
    """`"Come on," Lee coaxed.`: after a comma any verb hands the words to its subject."""
    mention = nodes[start].mention
    if not mention or not mention.animate or mention.possessive:
        return None
    if not nodes[quote].text.endswith((",", ",’", ",'")):
        return None
    if any(n.is_verbal or n.kind == "comma" for n in nodes[start + 1 : start + 3]):
        return Attribution(start, -1, direct=True, clear=mention.named or mention.kind == "pronoun")
    return None


def _before(nodes: list[Node], quote: int) -> Attribution | None:
    for cue in range(quote - 1, max(-1, quote - 60), -1):
        node = nodes[cue]
        if node.kind == "semi":
            break
        if node.kind not in {"cue", "according"} or _is_call_for(nodes, cue):
            continue
        subject, clear = _subject_for(nodes, cue)
        if subject is None or subject > quote:
            continue
        mention = nodes[subject].mention
        if mention is None or not (can_speak(mention) or _may_be_a_thing(node)):
            continue
        weak = node.cue is not None and node.cue.lemma in WEAK
        naming = node.cue is not None and node.cue.lemma in NAMING
        return Attribution(subject, cue, _is_direct(nodes, cue, quote), clear, weak, naming)
    return _led_in(nodes, quote)


def _is_call_for(nodes: list[Node], cue: int) -> bool:
    """ "The plan calls for": a wish, and no name for a thing."""
    handed = nodes[cue].cue
    return handed is not None and handed.lemma == "call" and nodes[cue + 1].text in {"for", "on"}


def _subject_for(nodes: list[Node], cue: int) -> tuple[int | None, bool]:
    """Return whose words follow the cue, and whether no other reading fits."""
    node = nodes[cue]
    if node.text in _CITING:
        return (cue + 1 if cue + 1 < len(nodes) and nodes[cue + 1].mention else None), True
    subject = subject_of(nodes, cue)
    earlier = _earlier_speaker(nodes, cue)
    if node.cue is None or earlier is None:
        return (clause_subject(nodes, cue) if subject is None and node.cue else subject), True
    if node.cue.form == "participle" and nodes[cue - 1].kind == "comma":
        return _going_on(nodes, node.cue.lemma, earlier, subject)
    if subject is None:
        return clause_subject(nodes, cue) or earlier, True
    if nodes[cue - 1].kind == "conj" and earlier != subject:
        return _of_two(nodes, earlier, subject)
    return subject, True


def _going_on(nodes: list[Node], lemma: str, earlier: int, nearer: int | None) -> tuple[int, bool]:
    """`Lee said it rained, adding "…"` is Lee's; `police said Roe ran, yelling "…"` is Roe's."""
    if nearer is None or earlier == nearer or lemma in {"add", "note"}:
        return earlier, True
    if lemma in _ACTING:
        return nearer, True
    if _is_person(nodes[nearer]):
        return (earlier if _is_person(nodes[earlier]) else nearer), False
    return earlier, True


def _earlier_speaker(nodes: list[Node], cue: int) -> int | None:
    for index in range(cue - 1, max(-1, cue - 60), -1):
        if nodes[index].is_finite_cue:
            subject = subject_of(nodes, index)
            mention = nodes[subject].mention if subject is not None else None
            return subject if mention and mention.head != "it" else None
    return None


def _of_two(nodes: list[Node], earlier: int, nearer: int) -> tuple[int, bool]:
    """In `Lee said crews did this and called it "…"` prefer the person; two people are a doubt."""
    second = nodes[nearer].mention
    if _is_person(nodes[earlier]) and second and not _is_person(nodes[nearer]):
        return (nearer, False) if second.kind == "role" else (earlier, True)
    return nearer, False


def _is_person(node: Node) -> bool:
    return node.mention is not None and node.mention.kind in {"person", "name", "pronoun"}


def _is_direct(nodes: list[Node], cue: int, quote: int) -> bool:
    between = nodes[cue + 1 : quote]
    return len(between) <= 7 and not any(
        node.kind in {"semi", "stop", "quote"} or (node.is_verbal and node.kind != "aux")
        for node in between
    )


def _led_in(nodes: list[Node], quote: int) -> Attribution | None:
    """`Lee was blunt: "…"`, `Lee's message: "…"`: a colon hands over from the subject."""
    if worded := _in_the_words_of(nodes, quote):
        return worded
    if not quote or nodes[quote - 1].kind != "colon":
        return None
    subject = _after_a_question(nodes[: quote - 1])
    if subject is None:
        subject = first_subject(nodes[: quote - 1], or_document=True)
    if subject is None:
        subject = next(
            (
                i
                for i, node in enumerate(nodes[: quote - 1])
                if node.mention and (node.mention.animate or node.mention.owner)
            ),
            None,
        )
    if subject is None:
        return None
    return Attribution(with_apposition(nodes, subject), -1, direct=True, clear=True)


def _in_the_words_of(nodes: list[Node], quote: int) -> Attribution | None:
    """`In the words of Lee, 79, "…"`"""
    for index in range(1, quote - 1):
        if nodes[index].text == "of" and nodes[index - 1].text == "words":
            mention = nodes[index + 1].mention
            if mention and can_speak(mention) and nodes[quote - 1].kind == "comma":
                subject = with_apposition(nodes, index + 1)
                return Attribution(subject, -1, direct=True, clear=True)
    return None


def _after_a_question(nodes: list[Node]) -> int | None:
    """`Asked why the board had waited, Lee was blunt:` goes to Lee, not to the board."""
    if not nodes or nodes[0].text not in _ASKED:
        return None
    commas = [index for index, node in enumerate(nodes) if node.kind == "comma"]
    for comma in reversed(commas):
        subject = first_subject(nodes[comma + 1 :])
        if subject is not None:
            return comma + 1 + subject
    return None
