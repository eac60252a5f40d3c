"""What is learned from: a text, and whether the desk removed it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Example:
    """A decided comment. `person` tells authors apart; `comment` and `story` are ids."""

    comment: int
    story: int
    person: int
    text: str
    removed: bool
    rule: str
    decided_at: datetime
