"""What is known of how well a fit does, and whether that is enough for it to be used."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

# Fewer decisions are not fitted on at all.
LEAST_DECISIONS, LEAST_REMOVALS = 250, 50
# Of what it holds so many are to be such as the desk removes; our choice.
PRECISION = 0.8
# Below this it holds nothing, however well it does on what it knows. Measured on made-up desks of
# 250 to 1,000 decisions: from here on it lets be 99.6 % and more of sentences about who people are
# that it was never shown, and finds at most six points less than without.
LEAST_SURE = 0.7
# How much of what it could find it has to find; the rest buys caution.
NEARLY = 0.9
# A model that finds less than this is not worth a moderator's time; our choice.
LEAST_RECALL = 0.05
# Neutral sentences about who people are that it may hold (a target of the screening as a whole),
# and comments that nobody minded: as many as the screening may hold of healthy ones.
MOST_NEUTRAL = 0.01
MOST_QUIET = 0.02
# Fewer decisions since the present model was fitted do not tell which of the two is better.
LEAST_SINCE, LEAST_REMOVED_SINCE = 50, 10


class Outcome(StrEnum):
    """What becomes of a fit."""

    USED = "used"
    WORSE_BY_STORY = "story"
    WORSE_BY_TIME = "time"
    WORSE_THAN_PRESENT = "present"
    TOO_LITTLE = "little"
    TOO_ALIKE = "alike"
    TOO_FEW = "few"


@dataclass(frozen=True)
class Measure:
    """Shares on decisions that the model had not seen; the packaged score's beside them.

    `ranking` is the average precision: 1.0 where every removed comment ranks above every kept one.
    Precision: of what would be held, the share that was removed. Recall: of what was removed, the
    share that would be held.
    """

    ranking: float
    precision: float
    recall: float
    packaged_ranking: float
    packaged_precision: float
    packaged_recall: float


@dataclass(frozen=True)
class Since:
    """The fit beside the present model, on so many decisions since that was fitted, by ranking."""

    decisions: int
    removals: int
    ranking: float
    present_ranking: float


@dataclass(frozen=True)
class Figures:
    """What a model's card says. `neutral` and `quiet` are the shares of neutral sentences about who
    people are, and of comments that stood without complaint, that it would hold."""

    by_story: Measure
    by_time: Measure
    threshold: float
    terms: int
    neutral: float
    quiet: float
    quiet_texts: int
    since: Since | None = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Figures:
        """What `as_dict` gave."""
        since = Since(**kept["since"]) if kept["since"] else None
        measures = {name: Measure(**kept[name]) for name in ("by_story", "by_time")}
        return cls(**{**kept, **measures, "since": since})


def judge(figures: Figures) -> Outcome:
    """Whether the fit beats what is in use: the packaged score, and the present model if any."""
    story, time, since = figures.by_story, figures.by_time, figures.since
    if story.ranking <= story.packaged_ranking:
        return Outcome.WORSE_BY_STORY
    if time.ranking <= time.packaged_ranking:
        return Outcome.WORSE_BY_TIME
    if min(story.recall, time.recall) < LEAST_RECALL:
        return Outcome.TOO_LITTLE
    if since and not _is_better(since):
        return Outcome.WORSE_THAN_PRESENT
    return Outcome.USED


def _is_better(since: Since) -> bool:
    enough = since.decisions >= LEAST_SINCE and since.removals >= LEAST_REMOVED_SINCE
    return enough and since.ranking > since.present_ranking
