"""The "Keep it Clean" rules: their codes, and the wording they start with.

Codes are stored with verdicts, reports and decisions and never change. The wording that readers see
lives in the database, versioned; `HOUSE_RULES` is only what a new site begins with.
"""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """The seven house rules in the order the newsroom prints them, and one for everything else."""

    CLEAN = "clean"
    CAPS = "caps"
    THREAT = "threat"
    TRUTH = "truth"
    NICE = "nice"
    PROACTIVE = "proactive"
    SHARE = "share"
    # Spam, private details: a reason to report or hold that no house rule names.
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HouseRule:
    """One rule as printed: `title` always, `text` may be empty."""

    code: Rule
    title: str
    text: str


HOUSE_RULES: tuple[HouseRule, ...] = (
    HouseRule(
        Rule.CLEAN,
        "Keep it Clean.",
        "Please avoid obscene, vulgar, lewd, racist or sexually-oriented language.",
    ),
    HouseRule(Rule.CAPS, "PLEASE TURN OFF YOUR CAPS LOCK.", ""),
    HouseRule(
        Rule.THREAT,
        "Don't Threaten.",
        "Threats of harming another person will not be tolerated.",
    ),
    HouseRule(Rule.TRUTH, "Be Truthful.", "Don't knowingly lie about anyone or anything."),
    HouseRule(
        Rule.NICE,
        "Be Nice.",
        "No racism, sexism or any sort of -ism that is degrading to another person.",
    ),
    HouseRule(
        Rule.PROACTIVE,
        "Be Proactive.",
        "Use the 'Report' link on each comment to let us know of abusive posts.",
    ),
    HouseRule(
        Rule.SHARE,
        "Share with Us.",
        "We'd love to hear eyewitness accounts, the history behind an article.",
    ),
)
