"""Reading one noun phrase off a row of tokens: "Hartford police spokesman Lt. Paul Ames"."""

from articles.wire import lexicon
from articles.wire.mentions import Mention, MentionKind, classify
from articles.wire.tokens import Token
from articles.wire.verbs import BARE_FORMS, CUES, IRREGULAR_PASTS
from articles.wire.word_sets import word_set

_LONGEST = 14
_STOPPERS = (
    lexicon.PREPOSITIONS
    | lexicon.CONJUNCTIONS
    | lexicon.RELATIVES_WORDS
    | lexicon.AUXILIARIES
    | lexicon.DETERMINERS
    | frozenset(lexicon.PRONOUNS)
)
_JOINS_OF = (
    lexicon.ORG_WORDS
    | lexicon.PLACE_WORDS
    | lexicon.TITLES
    | {"city", "town", "state", "department", "daughters", "sons", "knights", "friends", "women"}
)
_PARTS = word_set("one another some many several most both two three four five")
_PAIRED = word_set("""
    immigration parks food arts health fish trade housing energy safety planning budget ways science
    research alcohol transportation labor water fire wildlife customs environment education
    agriculture securities
""")
_INDEFINITE = word_set("nobody everyone everybody anyone anybody someone somebody nothing")
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it", "my": "i", "our": "we"}


def read_noun_phrase(
    tokens: list[Token], index: int, owner: Mention | None
) -> tuple[Mention | None, int]:
    """Return the noun phrase that starts at `index`, or None, and the index after it."""
    first = tokens[index].lower
    if first in lexicon.PRONOUNS and first not in lexicon.DETERMINERS:
        return Mention("pronoun", (tokens[index].text,), first), index + 1
    determiner = ""
    start = index
    if first in lexicon.DETERMINERS:
        determiner = tokens[index].text
        start = index + 1
        while start < len(tokens) and tokens[start].lower in lexicon.DETERMINERS:
            start += 1
    if first in _OWNERS and owner is None:
        owner = Mention("pronoun", (_OWNERS[first],), _OWNERS[first])
    end = _end_of_words(tokens, start, determiner)
    if end > start:
        words = tuple(token.text for token in tokens[start:end])
        return classify(words, determiner, owner), end
    if first in _PARTS and start < len(tokens) - 1 and tokens[start].lower == "of":
        return _part_of(tokens, start + 1, determiner)
    if determiner:
        return Mention("thing", (), first, (), "", determiner, owner), start
    return None, index


def _end_of_words(tokens: list[Token], start: int, determiner: str) -> int:
    end, furthest = start, min(len(tokens), start + _LONGEST)
    while end < furthest and _continues(tokens, start, end, determiner):
        end += 1
    while end > start and tokens[end - 1].lower in {"of", "and", "for", "&", "the"}:
        end -= 1
    return end


def _part_of(tokens: list[Token], index: int, part: str) -> tuple[Mention | None, int]:
    """ "One of the patients": somebody among them; "some of the patients": a group."""
    whole, end = read_noun_phrase(tokens, index, None)
    if whole is None:
        return Mention("collective", (), part.lower(), (), "", part), index
    words = ("of", *(token.text for token in tokens[index:end]))
    kind: MentionKind = "role" if part.lower() in {"one", "another"} else "collective"
    return Mention(kind, words, whole.head, (), "", part), end


def is_name_of_a_month(tokens: list[Token], index: int) -> bool:
    """Tell June Price from June 5: a given name is followed by a surname."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        tokens[index].text in {"Jan", "April", "May", "June", "August"}
        and following is not None
        and following.capital
        and following.lower not in lexicon.NOT_NAMES
    )


def _continues(tokens: list[Token], start: int, end: int, determiner: str) -> bool:
    """Whether the phrase from `start` goes on with the token at `end`."""
    token = tokens[end]
    if token.kind != "word":
        return False
    dated = token.lower in lexicon.MONTHS_AND_DAYS and not is_name_of_a_month(tokens, end)
    if token.capital and not dated:
        may_start = bool(determiner) or is_name_of_a_month(tokens, end)
        return end > start or may_start or token.lower not in lexicon.NOT_NAMES
    if _joins(tokens, start, end) or _is_number(tokens, end) or _is_particle(tokens, start, end):
        return True
    if end > start and token.lower in _INDEFINITE:
        return False
    if _is_noun_here(tokens, start, end):
        return True
    if dated or _stops(token.lower, after_determiner=bool(determiner) and end == start):
        return False
    if end == start:
        return True
    before = tokens[end - 1]
    if _is_present_verb(before.lower, token.lower) or _is_adverb(token.lower):
        return False
    return not before.capital or _leads_to_role(tokens, end)


def _stops(lower: str, *, after_determiner: bool) -> bool:
    """Whether a word ends a phrase; right after "the" verbs and adverbs only describe."""
    if lower in _STOPPERS:
        return True
    if after_determiner:
        return lower in IRREGULAR_PASTS
    return lower in lexicon.ADVERBS or _is_verb(lower)


def _is_number(tokens: list[Token], end: int) -> bool:
    """ "Firefighters Local 648 President Kyle Brandt"."""
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    inside = end > 0 and tokens[end - 1].capital and following is not None and following.capital
    return inside and tokens[end].text.isdigit() and len(tokens[end].text) < 4


def _is_noun_here(tokens: list[Token], start: int, end: int) -> bool:
    """ "public works director", against "Ann Lee works"."""
    if end == start or tokens[end].lower != "works":
        return False
    before = tokens[end - 1]
    return not before.capital and not lexicon.is_role(before.lower)


def _is_adverb(lower: str) -> bool:
    return lower.endswith("ly") and lower != "family"


def _is_particle(tokens: list[Token], start: int, end: int) -> bool:
    """Whether "de" or "van" stands within a name, or begins one."""
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if tokens[end].lower not in lexicon.PARTICLES or following is None:
        return False
    if not (following.capital or following.lower in lexicon.PARTICLES):
        return False
    before = tokens[end - 1]
    return end == start or before.capital or before.lower in lexicon.PARTICLES


def _joins(tokens: list[Token], start: int, end: int) -> bool:
    """ "Department of Public Works", "City of Hartford", "Immigration and Customs Enforcement"."""
    lower = tokens[end].lower
    if end == start or end + 1 >= len(tokens):
        return False
    following = tokens[end + 1]
    previous = tokens[end - 1]
    if lower == "the" and previous.lower == "of":
        return following.capital
    if not following.capital or following.kind != "word" or not previous.capital:
        return False
    if lower == "in":
        return following.text == "Charge"
    if lower in {"of", "for"}:
        return previous.lower in _JOINS_OF
    if lower == "and" and previous.lower in _PAIRED:
        return True
    if lower in {"and", "&"}:
        return any(token.lower in {"of", "for"} for token in tokens[start:end]) or lower == "&"
    return False


def _is_verb(lower: str) -> bool:
    if lower in lexicon.VERBAL_ADJECTIVES:
        return False
    cue = CUES.get(lower)
    if cue and (cue.form == "finite" or lower in BARE_FORMS):
        return True
    return lower in IRREGULAR_PASTS or lower.endswith(("ed", "ing"))


def _is_present_verb(before: str, lower: str) -> bool:
    """ "Her letter ends", "the mayor defends", against "letter carriers", "student leaders"."""
    singular = lexicon.is_role(before) or (before in lexicon.DOCUMENTS and before[-1] != "s")
    return (
        singular
        and lower.endswith("s")
        and not lower.endswith(("ss", "us", "ers", "ors", "ists"))
        and not lexicon.is_collective(lower)
    )


def _leads_to_role(tokens: list[Token], end: int) -> bool:
    """Whether lower-case words after capitals end in a role: "Ohio State head coach Ann Lee"."""
    for token in tokens[end : end + 4]:
        lower = token.lower
        if token.kind != "word" or token.capital or lower in _STOPPERS or _is_verb(lower):
            return False
        if lexicon.is_role(lower) or lexicon.is_collective(lower) or lower in lexicon.ORG_WORDS:
            return True
        if lower in lexicon.ADVERBS:
            return False
    return False
