"""Posting faster than people write."""

from comments.rules import Rule
from comments.screening.findings import Action, Finding
from comments.screening.reading import Reading

NAME = "rate"
VERSION = "1"
# More than this many comments by one author in ten minutes.
MOST_IN_10_MIN = 8


def check(reading: Reading) -> list[Finding]:
    """A hold when the author has posted too often lately."""
    if reading.draft.posts_last_10_min <= MOST_IN_10_MIN:
        return []
    return [Finding(NAME, Rule.OTHER, Action.HOLD, (), "too-fast", VERSION)]
