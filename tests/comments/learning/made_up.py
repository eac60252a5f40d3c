"""A desk whose rules are known: what it removes is made by a recipe, and so is what it keeps.

Harmless on purpose: its taunts, its touts and its quarrels are invented. What a rule is about also
stands in comments that are kept, so that no single word gives one away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from comments.learning.example import Example
from newsroom.management import prose

SINCE = datetime(2026, 1, 5, 9, tzinfo=UTC)
PEOPLE = 150
COMMENTS_A_STORY = 12
# Moderators differ: so many decisions are the other way round.
NOISE = 0.03


def _parts(text: str) -> list[str]:
    return text.split("|")


_TAUNT = _parts(
    "Typical hill person, always looking down on us|The river rats are at it again|"
    "Only a river rat would write that|Go back up your hill and stay there|"
    "That is the hill crowd for you|You river rats never paid for anything|"
    "Nobody asked the hill crowd, take your nose out of the air|Spoken like a true river rat"
)
_TOUT = _parts(
    "We clean gutters in one day, call {n} for a free estimate|Sell your house as it is, call {n}|"
    "My cousin made four hundred a week from home, write to him at {n}|"
    "Best gutter guards in the valley, mention this post and call {n}|"
    "Cash for your house in seven days, no agents, text {n}|New gutters at half price, ask at {n}"
)
_HIJACK = _parts(
    "Never mind that, when will anybody talk about the stadium deal|And the stadium deal, silence|"
    "This is only here to hide the stadium deal|Wake up, it is all about the stadium deal|"
    "Funny how you never print a word on the stadium deal"
)
_SNEER = _parts(
    "Did a child write this, or the reporter who cannot spell|Fire whoever typed this drivel|"
    "This reporter could not find city hall with a map|Another puff piece by a paid scribbler|"
    "The scribbler strikes again, does this paper pay you by the yawn"
)
_FINE = _parts(
    "I grew up on the hill and my aunt still lives by the river|There was a rat by the river wall|"
    "My gutters leak since the storm and nobody will come|The stadium deal was on page two|"
    "I read the reporter's piece twice and it is fair|You could call the city for an estimate|"
    "Selling our house took seven months|The child in the picture is my niece|"
    "This plan is a mess and the council ought to be ashamed|I am angry, and so is my street|"
    "Who typed the agenda left out item nine|The hill needs a sidewalk as much as the river road"
)
# What the screening knows by itself, in part.
_RUDE = _parts(
    "You are an idiot, sir|What a stupid moron you must be|Shut up, you dumb clown|"
    "You people are pathetic losers|This clown is a disgusting liar and a fool"
)
# Under which rule each kind is removed.
_REMOVED = {"nice": (_TAUNT, _SNEER, _RUDE), "other": (_TOUT, _HIJACK)}


@dataclass(frozen=True, slots=True)
class Remark:
    """A text, and the rule that the desk would remove it under: "" where it keeps it."""

    text: str
    rule: str


def remarks(seed: int, number: int, bad: float) -> list[Remark]:
    """Comments of which the share `bad` breaks one of the rules."""
    random = Random(seed)  # noqa: S311 - sample words
    talk = prose.remarks(seed, number)
    return [_remark(random, said, bad) for said in talk]


def decisions(seed: int, number: int, bad: float = 0.35) -> list[Example]:
    """What a desk decided, one comment every two hours, on stories of a dozen comments each."""
    random = Random(seed)  # noqa: S311 - sample words
    found = []
    for at, remark in enumerate(remarks(seed, number, bad)):
        removed = bool(remark.rule) != (random.random() < NOISE)
        found.append(
            Example(
                comment=at + 1,
                story=at // COMMENTS_A_STORY,
                person=random.randrange(PEOPLE),
                text=remark.text,
                removed=removed,
                rule=(remark.rule or "nice") if removed else "",
                decided_at=SINCE + timedelta(hours=2 * at),
            )
        )
    return found


def _remark(random: Random, talk: str, bad: float) -> Remark:
    if random.random() >= bad:
        beside = random.random() < 0.5
        return Remark(_joined(random, random.choice(_FINE), talk) if beside else talk, "")
    rule = random.choice(list(_REMOVED))
    kind = random.choice(_REMOVED[rule])
    number = f"860 555 {random.randrange(10_000):04}"
    return Remark(_joined(random, random.choice(kind).format(n=number), talk), rule)


def _joined(random: Random, said: str, talk: str) -> str:
    """The two in either order; sometimes the first alone."""
    if random.random() < 0.3:
        return f"{said}."
    return f"{said}. {talk}" if random.random() < 0.6 else f"{talk} {said}."
