"""The checks, one a file, in the order a moderator would go through them.

Each is a pure function of a `Reading` that returns findings. All of them run; none decides.
"""

from collections.abc import Callable

from comments.screening.checks import (
    author,
    caps,
    duplicate,
    insults,
    isms,
    learned,
    rate,
    score,
    spam,
    threats,
    wordlist,
)
from comments.screening.findings import Finding
from comments.screening.reading import Reading

Check = Callable[[Reading], list[Finding]]

# Staff are trusted with everything but this: nobody threatens here.
FOR_EVERYONE: tuple[Check, ...] = (threats.check,)

CHECKS: tuple[Check, ...] = (
    wordlist.check,  # obscenity and slurs, plain or in disguise
    threats.check,  # harm promised, wished or urged
    isms.check,  # a group degraded for who it is
    insults.check,  # another reader degraded
    spam.check,  # something sold
    duplicate.check,  # the same text by others
    rate.check,  # faster than people write
    score.check,  # what the patterns missed, by a learned model; the slow one
    learned.check,  # what this desk has removed before, by a model of its own
    caps.check,  # shouting: a nudge
    author.check,  # newcomers and recent removals
)
