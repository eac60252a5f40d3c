"""A long discussion at a glance: what is new, who answered, what was picked, when it was talked of.

Everything is asked for as columns of one row, so that a page that asks the database anyway asks no
more often. What is counted stops at `COUNTED` + 1, and the hours at `HOURS`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Expression, ExpressionWrapper, TextField, Value
from django.db.models.expressions import Combinable, RawSQL

from articles.gathering import gathered
from articles.models import Story
from articles.reading import moment
from comments.models import Status, TalkHour
from comments.timeline import Hours
from newsroom.accounts.models import NEWSROOM
from newsroom.prepared import Slot

# A discussion of fewer comments is seen at a glance as it is.
LONG = 20
COUNTED = 99
# Of talk, not of the clock: as many as there are in the two weeks that a discussion is open.
HOURS = 14 * 24

_FEW = f"""
(SELECT COUNT(*) FROM (SELECT 1 FROM comments_comment AS told
    WHERE told.story_id = %s AND told.status = '{Status.PUBLISHED}' AND {{what}}
    LIMIT {COUNTED + 1}) AS few)
"""  # noqa: S608 # nosec B608 - only constants are put in
_PICKED = "told.picked_at IS NOT NULL"
_BADGES = ", ".join(f"'{badge}'" for badge in NEWSROOM)
_ANSWERED = f"""
told.author_id IN (SELECT id FROM accounts_user WHERE badge IN ({_BADGES}))
"""  # noqa: S608 # nosec B608
# The story is named again: PostgreSQL would ask anew for each comment if it were the comment's.
_NEW = """
told.id > (SELECT seen FROM comments_visit AS visit
    WHERE visit.reader_id = %s AND visit.story_id = %s)
AND (told.author_id IS NULL OR told.author_id <> %s)
"""  # nosec B608


@dataclass(frozen=True)
class Glance:
    """How many comments are `new` to the reader, from the newsroom, and picked; and the newest
    hours in which people wrote, in no order, with how many comments, as the database told them:
    `hours_of` reads that."""

    picks: int
    answers: int
    new: int
    told: str


def is_long(story: Story) -> bool:
    return story.comment_count >= LONG


def columns(story: Slot, reader: Slot | None = None) -> tuple[Combinable | Expression, ...]:
    """What to ask for, of a prepared query; `read` makes a glance of what was found."""
    latest = TalkHour.objects.filter(story=story).order_by("-hour").values("pk")[:HOURS]
    new: Any = Value(0)
    if reader is not None:
        new = _few(_NEW, story, reader, story, reader)
    return (
        _few(_PICKED, story),
        _few(_ANSWERED, story),
        new,
        # As text: mostly it is the same as the last time, and need not be read.
        ExpressionWrapper(
            gathered(TalkHour.objects.filter(pk__in=latest), "hour", "comments"), TextField()
        ),
    )


def read(found: Sequence[Any]) -> Glance:
    """The glance that these columns tell."""
    picks, answers, new, told = found
    return Glance(picks, answers, new, told or "[]")


def hours_of(told: str) -> Hours:
    """Hours with their comments, of what the database told."""
    return tuple((moment(row["hour"]), row["comments"]) for row in json.loads(told))


def _few(what: str, *parameters: Slot) -> RawSQL:
    return RawSQL(_FEW.format(what=what), parameters, output_field=BigIntegerField())  # noqa: S611 # nosec B611 - constants
