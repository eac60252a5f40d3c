"""What a noun phrase of a news story stands for: a person, a body, a role, a document."""

from dataclasses import dataclass
from typing import Literal

from articles.wire import lexicon
from articles.wire.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from articles.wire.states import STATE_NAMES, state_code
from articles.wire.word_sets import word_set

MentionKind = Literal[
    "person",  # a name with a title, a role, or a known given name
    "name",  # capitalised words that may be a person or a body
    "place",
    "org",
    "role",  # "the mayor", "a neighbor"
    "collective",  # "police", "residents"
    "document",
    "display",  # a sign, a shirt: nobody's words on the record
    "pronoun",
    "thing",
]
ANIMATE = frozenset({"person", "name", "org", "role", "collective", "pronoun"})
_BODIES = lexicon.ORG_WORDS | {"city", "town", "state", "county", "firm", "nonprofit", "airline"}


@dataclass(frozen=True)
class Mention:
    """One noun phrase. `words` holds it without determiner; `head` is its last noun, lower-case.

    `name` is the proper name alone, `role` the words before it, `owner` the one in "X's lawyer".
    """

    kind: MentionKind
    words: tuple[str, ...]
    head: str
    name: tuple[str, ...] = ()
    role: str = ""
    determiner: str = ""
    owner: "Mention | None" = None
    possessive: bool = False

    @property
    def animate(self) -> bool:
        return self.kind in ANIMATE

    @property
    def named(self) -> bool:
        return self.kind in {"person", "name", "org"} and bool(self.name)

    @property
    def text(self) -> str:
        """The phrase as it stands in the story."""
        front = [possessive(self.owner.text)] if self.owner and self.owner.kind != "pronoun" else []
        if not front and self.determiner:
            front = [self.determiner]
        return " ".join([*front, *self.words])


def possessive(text: str) -> str:
    """The phrase as an owner, by the Associated Press's rule: a mark alone after an s."""
    return f"{text}’" if text.endswith("s") else f"{text}’s"


def gender_of_name(name: tuple[str, ...]) -> str:
    """Return "m", "f" or "" for a full name, by its given name."""
    for part in name[: 2 if len(name) > 2 else 1]:
        given = part.lower().split("-")[0]
        if given in MALE_NAMES:
            return "m"
        if given in FEMALE_NAMES:
            return "f"
    return ""


def gender_of_role(role: str) -> str:
    """Return "m", "f" or "" for a title or description: "Mrs.", "spokesman", "mother"."""
    words = set(role.lower().replace("-", " ").split())
    if words & (lexicon.MALE_TITLES | lexicon.MALE_NOUNS):
        return "m"
    return "f" if words & (lexicon.FEMALE_TITLES | lexicon.FEMALE_NOUNS) else ""


def is_acronym(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "").replace("&", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha() and word[-1] != "."


def is_name_part(word: str) -> bool:
    return word[:1].isupper() or word.lower() in lexicon.PARTICLES or word.startswith("al-")


def classify(words: tuple[str, ...], determiner: str, owner: Mention | None) -> Mention:
    """Return the mention that a noun phrase makes."""
    start = _name_start(words)
    name, before = words[start:], words[:start]
    if not name:
        return _common(words, determiner, owner)
    office = (
        len(name) > 1
        and name[-2].lower() not in _CONNECTORS
        and lexicon.is_office(name[-1])
        and name[-1].lower() not in _BODIES
    )
    if not before and determiner and office:
        return _common(words, determiner, owner)
    if not before:
        return _proper(name, determiner, owner)
    role = " ".join(before)
    last = before[-1].lower()
    if (
        last in lexicon.TITLES
        or lexicon.is_role(last)
        or {"of", "in"} & {*before}
        or _is_given(name[0])
    ):
        if owner and owner.kind != "pronoun":
            role = f"{possessive(owner.text)} {role}"
        return Mention("person", words, name[-1].lower(), name, role, determiner, owner)
    if len(name) == 1 and lexicon.is_role(name[0].lower()):
        return Mention("role", words, name[0].lower(), (), "", determiner, owner)
    proper = _proper(name, determiner, owner)
    return Mention(proper.kind, words, proper.head, name, "", determiner, owner)


_RANKS = word_set("first second third class general grade pro tem emeritus charge")
_CONNECTORS = frozenset({"of", "and", "for", "&", "the"})


def _name_start(words: tuple[str, ...]) -> int:
    """Return where the proper name at the end of a phrase begins."""
    start = len(words)
    while start and (is_name_part(words[start - 1]) or words[start - 1].lower() in _CONNECTORS):
        if _is_title(words, start - 1):
            break
        start -= 1
    while start and start < len(words) and words[start].lower() in _RANKS:
        start += 1
    if start < len(words) and words[start].lower() in _CONNECTORS:
        return _after_office(words, start)
    if not start and len(words) > 2 and not _is_given(words[0]):
        return _given_name_within(words)
    return start


def _is_title(words: tuple[str, ...], at: int) -> bool:
    """Whether a capitalised word is an office, and no part of a name: not so in "Ann Bishop"."""
    word = words[at].lower()
    if not words[at][:1].isupper() or not lexicon.is_office(words[at]):
        return False
    before = words[at - 1] if at else ""
    last = at == len(words) - 1
    if last and (before.lower() in _CONNECTORS or (before and word not in lexicon.TITLES)):
        return False
    if not last and _is_given(word) and lexicon.is_office(before):  # Mayor Dean Roe
        return False
    if last and before[:1].isupper() and word in _BODIES:  # the Coast Guard, not a guard
        return False
    in_name = _is_given(before) or (len(before) == 2 and before.endswith("."))
    return not in_name or words[at].isupper() or words[at].endswith(".")


def _is_given(word: str) -> bool:
    return word.lower() in GIVEN_NAMES


def _after_office(words: tuple[str, ...], start: int) -> int:
    """ "Secretary of State Ann Lee": skip the office, up to a given name or the last two parts."""
    for index in range(start + 1, len(words) - 1):
        if _is_given(words[index]):
            return index
    return max(start + 2, len(words) - 2) if len(words) - start > 3 else len(words)


def _given_name_within(words: tuple[str, ...]) -> int:
    """ "County Tax Collector Bob Roe": an office that is on no list, then a given name."""
    trade = words[0].lower().endswith(("er", "or", "ist", "ian", "ant"))
    for index in range(1 if trade else 2, len(words) - 1):
        if _is_given(words[index]) and words[index - 1].lower() not in _CONNECTORS:
            return index
    return 0


def _proper(name: tuple[str, ...], determiner: str, owner: Mention | None) -> Mention:
    lowers = [word.lower() for word in name]
    last = lowers[-1]
    if len(name) == 1 and not is_acronym(name[0]):
        if last in lexicon.DISPLAYS or last in lexicon.DOCUMENTS:
            return _common(name, determiner, owner)
        if last not in GIVEN_NAMES and (
            lexicon.is_office(name[0]) or last in lexicon.COLLECTIVES or last in _BODIES
        ):
            return _common(name, determiner, owner)
    kind: MentionKind = "name"
    joined = " ".join(lowers)
    if (
        last in _BODIES
        or any(is_acronym(word) for word in name[:1])
        or (set(lowers) & lexicon.ORG_WORDS and not _is_given(name[0]))
    ):
        kind = "org"
    elif joined in STATE_NAMES or last in lexicon.PLACE_WORDS or _is_abbreviated_state(name):
        kind = "place"
    elif len(name) > 1 and _is_given(name[0]):
        kind = "person"
    return Mention(kind, name, last, name, "", determiner, owner)


def _is_abbreviated_state(name: tuple[str, ...]) -> bool:
    return len(name) == 1 and name[0].endswith(".") and bool(state_code(name[0]))


def _common(words: tuple[str, ...], determiner: str, owner: Mention | None) -> Mention:
    head = words[-1].lower()
    kind: MentionKind = "thing"
    if lexicon.is_collective(head):
        kind = "collective"
    elif head in lexicon.DISPLAYS:
        kind = "display"
    elif lexicon.is_role(head) or (head == "general" and len(words) > 1):
        kind = "role"
    elif head in _BODIES and head not in lexicon.DOCUMENTS:
        kind = "org"
    elif head in lexicon.DOCUMENTS:
        kind = "document"
    return Mention(kind, words, head, (), "", determiner, owner)
