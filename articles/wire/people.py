"""One person of a story, and the words that the story describes people with."""

from dataclasses import dataclass, field
from functools import cached_property

from articles.wire import lexicon
from articles.wire.mentions import gender_of_role

_SHORT_TITLES = {
    "governor": {"governor", "gov", "gov."},
    "senator": {"senator", "sen", "sen."},
    "representative": {"representative", "rep", "rep."},
    "congressman": {"congressman", "rep", "rep.", "representative"},
    "congresswoman": {"congresswoman", "rep", "rep.", "representative"},
    "lawmaker": {"lawmaker", "sen.", "rep.", "senator", "representative", "assemblyman"},
    "legislator": {"legislator", "sen.", "rep.", "senator", "representative"},
    "doctor": {"doctor", "dr", "dr.", "physician"},
    "lieutenant": {"lieutenant", "lt", "lt."},
    "sergeant": {"sergeant", "sgt", "sgt."},
    "captain": {"captain", "capt", "capt."},
    "detective": {"detective", "det", "det."},
    "professor": {"professor", "prof", "prof."},
    "pastor": {"pastor", "rev", "rev.", "reverend"},
    "reverend": {"reverend", "rev", "rev."},
    "priest": {"priest", "rev.", "fr."},
    "superintendent": {"superintendent", "supt."},
    "attorney": {"attorney", "lawyer", "atty."},
    "lawyer": {"lawyer", "attorney", "atty."},
    "general": {"general", "gen."},
}


def titles_for(noun: str) -> set[str]:
    """Return the words before a name that "the <noun>" may stand for."""
    return _SHORT_TITLES.get(noun, {noun})


def name_key(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's parts in lower case, without Jr. or III."""
    parts = tuple(part.lower().replace("’", "'").rstrip(".") for part in name)
    while len(parts) > 1 and parts[-1] in lexicon.SUFFIXES:
        parts = parts[:-1]
    return parts


@dataclass(eq=False)
class Person:
    """Someone the story names.

    `sure` says that the text treats the name as a person's; `introduced` is the sentence of the
    first mention; `role` is the first description, `described` the words of all of them.
    """

    name: tuple[str, ...]
    gender: str = ""
    role: str = ""
    age: str = ""
    sure: bool = False
    introduced: int = 0
    described: set[str] = field(default_factory=set)

    @property
    def display(self) -> str:
        return " ".join(self.name)

    @cached_property
    def key(self) -> tuple[str, ...]:
        return name_key(self.name)

    def describe(self, description: str) -> None:
        """Take in a title or description, and what it says of gender."""
        self.gender = self.gender or gender_of_role(description)
        if description.lower() not in lexicon.COURTESY:
            bare = self.role.lower() in {"", "dr", "dr."}
            self.role = description if bare else self.role
            self.described.update(description.lower().replace("-", " ").split())

    def is_described_as(self, noun: str) -> bool:
        return not self.described.isdisjoint(titles_for(noun))
