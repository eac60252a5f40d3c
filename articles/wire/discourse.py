"""Who is on the scene when a pronoun comes: the people named so far, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.wire.appositions import after_adverbs, with_apposition
from articles.wire.cast import Cast
from articles.wire.mentions import Mention, gender_of_role
from articles.wire.nodes import Node
from articles.wire.people import Person
from articles.wire.reading import Reading
from articles.wire.subjects import subject_of

_PARAGRAPHS_BACK = 5
_SENTENCES_LOOKED_AT = 30
GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


@dataclass(frozen=True)
class Presence:
    """One person in one sentence; `unnamed` holds the words for somebody without a name.

    `clear` is False where a name may be another's too.
    """

    node: int
    person: Person | None
    unnamed: str
    gender: str
    subject: bool
    speaker: bool
    clear: bool = True

    @property
    def key(self) -> object:
        return self.person or self.unnamed.lower().split()[-1]


@dataclass(frozen=True)
class Antecedent:
    presence: Presence
    certain: bool


class Discourse:
    """The presences of a story, built forward, so that "he" may lead on to the next "he"."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self._reading = reading
        self._cast = cast
        self._present: list[list[Presence]] = []
        for number, sentence in enumerate(reading.sentences):
            self._present.append([])
            speakers = _speaker_nodes(sentence.nodes)
            named = _apposed_names(sentence.nodes)
            for index, node in enumerate(sentence.nodes):
                if index not in named:
                    base = next((i for i, name in named.items() if name == index), index)
                    speaks = index in speakers or base in speakers
                    if presence := self._presence(number, index, base, node, speaks):
                        self._present[number].append(presence)

    def latest(self, people: list[Person], sentence: int) -> Person:
        """Return whichever of the people was named last, at or before a sentence."""
        for number in range(sentence, max(-1, sentence - 40), -1):
            for presence in reversed(self._present[number]):
                if presence.person in people:
                    return presence.person
        return people[0]

    def people_in_paragraph(self, paragraph: int) -> set[object]:
        rows = self._reading.of_paragraph[paragraph][-_SENTENCES_LOOKED_AT:]
        return {presence.key for number in rows for presence in self._present[number]}

    def antecedent(self, pronoun: str, sentence: int, node: int) -> Antecedent | None:
        """Return whom "he" or "she" at a place means, or None where nobody fits.

        Names that may be a place's or a team's count only where no person is on the scene.
        """
        return self._search(pronoun, sentence, node, sure=True) or self._search(
            pronoun, sentence, node, sure=False
        )

    def _search(self, pronoun: str, sentence: int, node: int, *, sure: bool) -> Antecedent | None:
        gender = GENDERS.get(pronoun, "")
        earlier: list[Presence] = []
        best: Presence | None = None
        clear = best_is_near = True
        for near, zone in self._zones(sentence, node):
            if best is not None and best_is_near and not near:
                break
            fitting = [
                p
                for p in zone
                if (gender == "" or p.gender in {gender, ""})
                and (not sure or p.person is None or p.person.sure)
            ]
            if best is None and fitting:
                best, clear = _foremost(fitting, gender)
                best_is_near = near
                if best.subject or best.speaker:
                    break
            earlier.extend(fitting)
        if best is None:
            return None
        if not (best.subject or best.speaker):
            rivals = [p for p in earlier if p.gender == gender or best.gender != gender]
            clear = clear and all(p.key == best.key for p in rivals)
        return Antecedent(best, clear and best.clear and best.person is not None)

    def _zones(self, sentence: int, node: int) -> Iterator[tuple[bool, list[Presence]]]:
        """Yield where to look, nearest first, and whether it is still in the same paragraph."""
        yield True, [p for p in self._present[sentence] if p.node < node]
        paragraph = self._reading.sentences[sentence].paragraph
        first = self._reading.of_paragraph[paragraph][0]
        for number in range(sentence - 1, max(first - 1, sentence - 12), -1):
            yield True, self._present[number]
        for before in range(paragraph - 1, max(-1, paragraph - 1 - _PARAGRAPHS_BACK), -1):
            rows = self._reading.of_paragraph[before][-8:]
            yield False, [presence for number in rows for presence in self._present[number]]

    def _presence(
        self, number: int, index: int, base: int, node: Node, speaker: bool
    ) -> Presence | None:
        mention = node.mention
        if mention is None:
            return None
        mention = self._cast.read_again(mention)
        nodes = self._reading.sentences[number].nodes
        subject = speaker or _is_subject(nodes, base)
        if mention.owner and mention.owner.named and not mention.named and mention.kind != "role":
            mention = mention.owner
        if mention.kind in {"person", "name"}:
            found = [p for p in self._cast.find_introduced(mention, number) if p.sure or subject]
            if found:
                one = found[0] if len(found) == 1 else self.latest(found, number)
                return Presence(index, one, "", one.gender, subject, speaker, clear=len(found) == 1)
        elif mention.head in {"he", "she"} and subject:
            antecedent = self.antecedent(mention.head, number, index)
            if antecedent:
                person = antecedent.presence.person
                if person and antecedent.certain and not person.gender:
                    person.gender = GENDERS[mention.head]
                unnamed = antecedent.presence.unnamed
                clear = antecedent.certain or person is None
                gender = GENDERS[mention.head]
                return Presence(index, person, unnamed, gender, True, speaker, clear=clear)
        elif mention.kind == "role" and subject:
            return self._role_presence(index, mention, speaker)
        return None

    def _role_presence(self, index: int, mention: Mention, speaker: bool) -> Presence | None:
        gender = gender_of_role(" ".join(mention.words))
        if mention.determiner.lower() == "the":
            known = self._cast.described_as(mention.head)
            if len(known) == 1:
                return Presence(index, known[0], "", known[0].gender, True, speaker)
        return Presence(index, None, mention.text, gender, True, speaker)


def _foremost(fitting: list[Presence], gender: str) -> tuple[Presence, bool]:
    """Return the likeliest of those who fit, and whether it is beyond doubt."""
    if len({p.key for p in fitting}) == 1:
        strong = [p for p in fitting if p.subject or p.speaker]
        return (strong or fitting)[-1], True
    for group in (
        [p for p in fitting if p.speaker],
        [p for p in fitting if p.subject],
        fitting,
    ):
        known = [p for p in group if p.gender == gender] or group
        if known:
            alone = len({p.key for p in known}) == 1
            return known[-1], alone and (known[-1].speaker or len(known) < len(group) + 0)
    return fitting[-1], False


def _apposed_names(nodes: list[Node]) -> dict[int, int]:
    """Return, for "the mayor, Ann Lee," the node of the mayor with the node of her name."""
    found = {}
    for index, node in enumerate(nodes):
        if node.mention and node.mention.kind in {"role", "collective"}:
            name = with_apposition(nodes, index)
            if name != index:
                found[index] = name
    return found


def _is_subject(nodes: list[Node], index: int) -> bool:
    if index and nodes[index - 1].kind == "prep":
        return False
    after = after_adverbs(nodes, index + 1, len(nodes))
    if after >= len(nodes):
        return False
    if nodes[after].kind == "conj" and after + 1 < len(nodes) and nodes[after + 1].mention:
        return _is_subject(nodes, after + 1)
    if nodes[after].kind in {"comma", "dash"}:
        closing = [
            i
            for i in range(after + 1, min(len(nodes), after + 16))
            if nodes[i].kind in {"comma", "dash"}
        ]
        return any(i + 1 < len(nodes) and nodes[i + 1].is_verbal for i in closing[:3])
    return nodes[after].is_verbal


def _speaker_nodes(nodes: list[Node]) -> set[int]:
    found = set()
    for index, node in enumerate(nodes):
        if node.kind in {"cue", "according"}:
            subject = subject_of(nodes, index)
            if subject is not None:
                found.add(subject)
    return found
