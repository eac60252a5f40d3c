"""The people of one story, by all the names and descriptions it gives them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.wire import lexicon
from articles.wire.appositions import is_place_or_party
from articles.wire.mentions import Mention, gender_of_name, gender_of_role
from articles.wire.nodes import Node
from articles.wire.people import Person, name_key, titles_for
from articles.wire.subjects import subject_of

_NICKNAMED = re.compile(
    r"(?<![\w-])([A-Z][\w'’-]{0,40}) [\"“‘']([A-Z][\w-]{0,40})[\"”’'] ([A-Z][\w'’-]{0,40})"
)
_MOST_PEOPLE = 2000
"""Names kept. No story has so many; a list of names that is passed off as one stays quick."""
_MOST_NAMESAKES = 20


class Cast:
    """Everyone named in a story, read from its sentences once, before any quotation is."""

    def __init__(self, sentences: list[list[Node]], paragraphs: list[str]) -> None:
        self.people: list[Person] = []
        self._by_part: dict[str, list[Person]] = {}
        self._aliases = dict(_aliases(paragraphs))
        mentions = [
            (number, mention)
            for number, row in enumerate(sentences)
            for node in row
            if node.mention
            for mention in _with_owners(node.mention)
        ]
        speaking = [mention for row in sentences for mention in _speakers(row)]
        for number, mention in mentions:
            self._take_full_name(mention, number)
        names_of_speakers = {mention.name for mention in speaking}
        for number, mention in mentions:
            if mention.kind == "person" or mention.name in names_of_speakers:
                self._take_single_name(mention, number)
        for number, row in enumerate(sentences):
            self._take_relatives(row, number)
        for mention in speaking:
            for person in self.find(mention):
                person.sure = True
        for row in sentences:
            self._take_descriptions(row)
        self._by_word: dict[str, list[Person]] = {}
        for person in self.people:
            for word in person.described:
                self._by_word.setdefault(word, []).append(person)

    def find(self, mention: Mention) -> list[Person]:
        """Return the people a name may stand for: by full name, then surname, then given name."""
        parts = name_key(mention.name)
        if not parts:
            return []
        parts = self._aliases.get((parts[0], parts[-1]), parts)
        known = self._by_part.get(parts[-1], [])
        tests = (
            lambda key: key == parts,
            lambda key: len(parts) > 1 and (key[0], key[-1]) == (parts[0], parts[-1]),
            lambda key: key[-len(parts) :] == parts,
            lambda key: key[: len(parts)] == parts,
            lambda key: len(parts) == 1,
        )
        for test in tests:
            if found := [person for person in known if test(person.key)]:
                return _narrowed(found, mention)
        return []

    def find_introduced(self, mention: Mention, sentence: int) -> list[Person]:
        """Return whom a name may stand for at a sentence: those named so far come first."""
        found = self.find(mention)
        return [person for person in found if person.introduced <= sentence] or found

    def read_again(self, mention: Mention) -> Mention:
        """Read "Baker said" as a name where the story knows a Baker, not as a trade."""
        if mention.name or mention.determiner or mention.owner or len(mention.words) != 1:
            return mention
        if mention.kind == "pronoun" or not mention.words[0][:1].isupper():
            return mention
        named = replace(mention, kind="name", name=mention.words)
        return named if self.find(named) else mention

    def described_as(self, noun: str) -> list[Person]:
        """Return the people whom "the <noun>" may mean."""
        found: dict[Person, None] = {}
        for word in sorted(titles_for(noun)):
            found |= dict.fromkeys(self._by_word.get(word, []))
        return list(found)

    def _take_full_name(self, mention: Mention, number: int) -> None:
        if mention.kind not in {"person", "name"} or len(mention.name) < 2:
            return
        if is_place_or_party(mention) or (
            mention.determiner.lower() in {"the", "this"} and not mention.role
        ):
            return
        parts = name_key(mention.name)
        known = [person for person in self.find(mention) if len(person.name) > 1]
        same = [p for p in known if (p.key[0], p.key[-1]) == (parts[0], parts[-1])]
        same = same or [p for p in known if p.key[-len(parts) :] == parts]
        self._learn(same[0] if same else self._add(mention, number), mention)

    def _take_single_name(self, mention: Mention, number: int) -> None:
        if mention.kind not in {"person", "name"} or not mention.name:
            return
        found = self.find(mention)
        if len(found) == 1:
            self._learn(found[0], mention)
        elif not found and len(mention.name) == 1:
            self._learn(self._add(mention, number), mention)

    def _add(self, mention: Mention, number: int) -> Person:
        person = Person(mention.name, gender=gender_of_name(mention.name), introduced=number)
        if len(self.people) < _MOST_PEOPLE:
            self.people.append(person)
            # Half of a double surname is enough at the second mention.
            for part in {*person.key, *person.key[-1].split("-")}:
                namesakes = self._by_part.setdefault(part, [])
                if len(namesakes) < _MOST_NAMESAKES:
                    namesakes.append(person)
        return person

    def _learn(self, person: Person, mention: Mention) -> None:
        if mention.role:
            person.describe(mention.role)
        person.sure = person.sure or mention.kind == "person"

    def _take_relatives(self, nodes: list[Node], number: int) -> None:
        """`Lee's wife, Jo,` names Jo, though no surname is given."""
        for relative, comma, name in zip(nodes, nodes[1:], nodes[2:], strict=False):
            if (
                relative.mention
                and relative.mention.head in lexicon.RELATIVES
                and comma.kind == "comma"
                and name.mention
                and name.mention.kind in {"person", "name"}
            ):
                self._take_single_name(name.mention, number)

    def _take_descriptions(self, nodes: list[Node]) -> None:
        """Take in `Ann Lee, 43, a teacher from Canton` and `the mayor, Ann Lee`."""
        for index, node in enumerate(nodes):
            if not node.mention or not node.mention.name or node.mention.possessive:
                continue
            found = self.find(node.mention)
            if len(found) != 1:
                continue
            following = index + 1
            if _is_age(nodes, following):
                found[0].age = found[0].age or nodes[following + 1].text
                found[0].sure = True
                following += 2
            description = _after_comma(nodes, following) or _before_comma(nodes, index)
            if description:
                found[0].describe(description)
                found[0].sure = True


def _after_comma(nodes: list[Node], comma: int) -> str:
    closed_by = nodes[comma + 2].kind if comma + 2 < len(nodes) else "stop"
    if closed_by in {"cue", "aux", "conj"}:
        return ""
    return _description(nodes, comma, comma + 1)


def _before_comma(nodes: list[Node], name: int) -> str:
    return _description(nodes, name - 1, name - 2)


def _description(nodes: list[Node], comma: int, place: int) -> str:
    if min(comma, place) < 0 or max(comma, place) >= len(nodes):
        return ""
    mention = nodes[place].mention
    if nodes[comma].kind not in {"comma", "dash"} or not mention or mention.kind != "role":
        return ""
    if mention.words[0] == "of":
        return ""
    return re.sub(r"^(?:an?|the|his|her|its|their|my|our) ", "", mention.text, flags=re.IGNORECASE)


def _narrowed(found: list[Person], mention: Mention) -> list[Person]:
    """Among people of one surname, "Mrs. Lee" or "Mayor Lee" tells who is meant."""
    if len(found) == 1 or not mention.role:
        return found
    gender = gender_of_role(mention.role)
    title = mention.role.lower().split()[-1]
    titled = [p for p in found if title not in lexicon.COURTESY and p.is_described_as(title)]
    return titled or [p for p in found if gender and p.gender in {gender, ""}] or found


def _speakers(nodes: list[Node]) -> Iterator[Mention]:
    """Yield the names that are subjects of speech in one sentence."""
    for index, node in enumerate(nodes):
        if node.kind in {"cue", "according"}:
            subject = subject_of(nodes, index)
            mention = nodes[subject].mention if subject is not None else None
            if mention and mention.kind in {"person", "name"}:
                yield mention


def _aliases(paragraphs: list[str]) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """`Ingrid "Inky" Holm` is also "Inky Holm" and "Inky"."""
    for text in paragraphs:
        for match in _NICKNAMED.finditer(text):
            given, nickname, surname = (part.lower() for part in match.groups())
            yield (nickname, surname), (given, surname)
            yield (nickname, nickname), (given, surname)


def _with_owners(mention: Mention) -> Iterator[Mention]:
    if mention.owner:
        yield from _with_owners(mention.owner)
    yield mention


def _is_age(nodes: list[Node], comma: int) -> bool:
    return (
        comma + 1 < len(nodes)
        and nodes[comma].kind == "comma"
        and nodes[comma + 1].text.isdigit()
        and len(nodes[comma + 1].text) <= 3
    )
