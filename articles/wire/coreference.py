"""From the words that name a speaker ("Bronin", "she", "the letter") to who that is."""

from bisect import bisect_right
from typing import NamedTuple

from articles.wire import lexicon
from articles.wire.bodies import bodies_meant, without_legal_form
from articles.wire.cast import Cast
from articles.wire.discourse import GENDERS, Discourse
from articles.wire.documents import Authorship, authorships, kind_of
from articles.wire.mentions import Mention
from articles.wire.people import Person
from articles.wire.reading import Reading
from articles.wire.word_sets import word_set

_OWNED_WORDS = word_set("""
    words message response answer advice reply warning reaction question
""")


class Speaker(NamedTuple):
    name: str
    role: str
    certain: bool


NOBODY = Speaker("", "", False)


class Resolver:
    """Answers who is meant by a noun phrase at a place in the story."""

    def __init__(self, reading: Reading) -> None:
        self._sentences = reading.sentences
        self.cast = Cast([sentence.nodes for sentence in reading.sentences], reading.paragraphs)
        self.discourse = Discourse(reading, self.cast)
        self._authorships = authorships(reading)

    def speaker(self, sentence: int, node: int) -> Speaker:
        """Return who the noun phrase at a node of a sentence is."""
        mention = self._sentences[sentence].nodes[node].mention
        if mention is None:
            return NOBODY
        if together := self._together(sentence, node, mention):
            return together
        found = self._resolve(mention, sentence, node)
        if found.name == _shown(mention):
            return self._in_full(found, sentence, node)
        return found

    def _in_full(self, unnamed: Speaker, sentence: int, node: int) -> Speaker:
        """Say "A spokesman for the company", and be sure of "The city of New Haven"."""
        following = self._sentences[sentence].nodes[node + 1 : node + 3]
        if len(following) < 2 or following[0].text not in {"of", "for", "from", "with"}:
            return unnamed
        mention, whose = self._sentences[sentence].nodes[node].mention, following[1].mention
        if mention is None or mention.name or whose is None or whose.kind in {"pronoun", "thing"}:
            return unnamed
        is_body = mention.kind == "org" and bool(whose.name)
        name = f"{unnamed.name} {following[0].text} {whose.text}"
        return unnamed._replace(name=name, certain=unnamed.certain or is_body)

    def _resolve(self, mention: Mention, sentence: int, node: int) -> Speaker:
        mention = self.cast.read_again(mention)
        if mention.kind in {"person", "name"}:
            return self._named(mention, sentence)
        if mention.kind == "pronoun":
            return self._pronoun(mention, sentence, node)
        if mention.kind == "role":
            return self._role(mention, sentence, node)
        if mention.kind == "document":
            return self._document(mention, sentence, node)
        if mention.kind == "org":
            return self._body(mention, sentence, node)
        if mention.kind == "collective":
            return Speaker(_shown(mention), "", mention.head in lexicon.INSTITUTIONS)
        if mention.owner and mention.head in _OWNED_WORDS:
            return self._resolve(mention.owner, sentence, node)
        return Speaker(_shown(mention), "", False)

    def _together(self, sentence: int, node: int, mention: Mention) -> Speaker | None:
        """ "Lee and Roe said" and "said Lee and Roe": two people in one voice."""
        nodes = self._sentences[sentence].nodes
        first = node - 2
        if not (first >= 0 and nodes[first].mention and nodes[node - 1].kind == "conj"):
            first, node = node, node + 2
            if node >= len(nodes) or nodes[first + 1].kind != "conj" or not nodes[node].mention:
                return None
            if node + 1 < len(nodes) and nodes[node + 1].is_verbal:
                return None
        one, other = nodes[first].mention, nodes[node].mention
        if not (one and other and one.named and other.named) or one.possessive:
            return None
        names = [self._resolve(each, sentence, node).name for each in (one, other)]
        alone = all(len(person.name) == 1 for person in self.cast.find(one))
        if len(one.name) == 1 < len(other.name) and alone:
            names[0] = f"{one.name[0]} {other.name[-1]}"
        return Speaker(" and ".join(names), "", False)

    def _named(self, mention: Mention, sentence: int) -> Speaker:
        found = self.cast.find_introduced(mention, sentence)
        if not found:
            return Speaker(" ".join(mention.name), mention.role, True)
        person = found[0] if len(found) == 1 else self.discourse.latest(found, sentence)
        return _person(person, len(found) == 1, mention.role)

    def _pronoun(self, mention: Mention, sentence: int, node: int) -> Speaker:
        if mention.head in GENDERS:
            antecedent = self.discourse.antecedent(mention.head, sentence, node)
            if antecedent is None:
                return NOBODY
            person = antecedent.presence.person
            if person:
                return _person(person, antecedent.certain)
            return Speaker(_capitalized(antecedent.presence.unnamed), "", False)
        if mention.head in {"they", "it"}:
            return self._group_before(mention.head, sentence, node)
        return NOBODY

    def _group_before(self, pronoun: str, sentence: int, node: int) -> Speaker:
        """ "they" and "it": the latest body or group, never beyond doubt for "they"."""
        kinds = {"org", "name", "document"} if pronoun == "it" else {"org", "collective"}
        for number in range(sentence, max(-1, sentence - 8), -1):
            nodes = self._sentences[number].nodes
            last = node if number == sentence else len(nodes)
            for index in range(last):
                mention = nodes[index].mention
                if mention and mention.kind in kinds and not mention.possessive:
                    if mention.kind == "name" and self.cast.find(mention):
                        continue
                    found = self.speaker(number, index)
                    return found._replace(certain=found.certain and pronoun == "it")
        if pronoun == "they":
            antecedent = self.discourse.antecedent(pronoun, sentence, node)
            if antecedent and antecedent.presence.person:
                return _person(antecedent.presence.person, certain=False)
        return NOBODY

    def _role(self, mention: Mention, sentence: int, node: int) -> Speaker:
        head = mention.head
        unnamed = Speaker(_shown(mention), "", False)
        if head.endswith("-year-old"):
            aged = [p for p in self.cast.people if p.age and head == f"{p.age}-year-old"]
            return _person(aged[0], certain=True) if len(aged) == 1 else unnamed
        if mention.determiner.lower() in {"a", "an", "one", "another", "some"}:
            return unnamed
        known = self.cast.described_as(head)
        if mention.owner and head in lexicon.RELATIVES:
            known = [person for person in known if person.role]
        if not known:
            return self._described(mention, sentence, node) or unnamed
        former = any(word.lower() == "former" for word in mention.words)
        sitting = [p for p in known if ("former" in p.role.lower()) == former] or known
        if len(sitting) == 1:
            return _person(sitting[0], certain=True)
        return _person(self.discourse.latest(sitting, sentence), certain=False)

    def _described(self, mention: Mention, sentence: int, node: int) -> Speaker | None:
        """ "The senior said" of a player whom the paragraph has just named."""
        if mention.head not in lexicon.EPITHETS or mention.determiner.lower() != "the":
            return None
        antecedent = self.discourse.antecedent("they", sentence, node)
        if antecedent is None or antecedent.presence.person is None:
            return None
        return _person(antecedent.presence.person, antecedent.certain)

    def _body(self, mention: Mention, sentence: int, node: int) -> Speaker:
        """A body by its name; "the department" by the one that was named."""
        if mention.name:
            return Speaker(" ".join(mention.name), "", True)
        if any(word[0].isupper() for word in mention.words):
            return Speaker(_shown(mention), "", True)
        if mention.determiner.lower() in {"the", "this"}:
            names = bodies_meant(self._sentences, self.cast, mention.head, (sentence, node))
            if names:
                alone = len({without_legal_form(name) for name in names}) == 1
                fullest = max((" ".join(name) for name in names), key=len)
                return Speaker(fullest if alone else " ".join(names[-1]), "", alone)
        return Speaker(_shown(mention), "", False)

    def _document(self, mention: Mention, sentence: int, node: int) -> Speaker:
        """Lead a document back to its author, where the text names one."""
        if mention.owner and mention.owner.kind != "pronoun":
            return self._resolve(mention.owner, sentence, node)
        makers = self._makers(kind_of(mention), sentence, node)
        if mention.owner and mention.owner.head in GENDERS:
            own = self._pronoun(mention.owner, sentence, node)
            gender = GENDERS[mention.owner.head]
            if own in makers or not (makers := self._of_gender(makers, gender)):
                return own
        if mention.owner and mention.owner.head in {"they", "it"} and not makers:
            return self._pronoun(mention.owner, sentence, node)
        makers = [maker for maker in makers if maker.certain] or makers
        if not makers:
            return Speaker(_shown(mention), "", False)
        return makers[-1]._replace(
            certain=makers[-1].certain and len({m.name for m in makers}) == 1
        )

    def _makers(self, kind: str, sentence: int, node: int) -> list[Speaker]:
        entries = self._authorships.get(kind, [])
        latest = bisect_right(entries, sentence, key=lambda entry: entry.sentence)
        before = [e for e in entries[max(0, latest - 12) : latest] if e.before(sentence, node)]
        here = [e for e in before if e.sentence == sentence]
        return [self._maker(entry) for entry in (here or before or entries[:1])]

    def _maker(self, entry: Authorship) -> Speaker:
        mention = self._sentences[entry.sentence].nodes[entry.node].mention
        if mention and mention.kind == "document" and mention.owner:
            return self._resolve(mention.owner, entry.sentence, entry.node)
        return self.speaker(entry.sentence, entry.node)

    def _of_gender(self, makers: list[Speaker], gender: str) -> list[Speaker]:
        opposite = {p.display for p in self.cast.people if p.gender not in {gender, ""}}
        return [maker for maker in makers if maker.name not in opposite]


def _person(person: Person, certain: bool, role: str = "") -> Speaker:
    return Speaker(person.display, person.role or _titled(role), certain)


def _titled(role: str) -> str:
    return "" if role.lower() in lexicon.COURTESY else role


def _shown(mention: Mention) -> str:
    text = mention.text
    if (
        mention.kind in {"collective", "org"}
        and text.lower().startswith("the ")
        and (mention.name or mention.kind == "collective")
    ):
        text = text[4:]
    return _capitalized(text)


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
