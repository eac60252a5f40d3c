"""Whether a story's discussion takes comments now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.utils import timezone

from articles.models import Discussion, Story
from comments.house import site_switch


class State(StrEnum):
    """What a reader finds under a story."""

    OPEN = "open"
    PREMODERATED = "premoderated"
    NEVER = "never"
    OVER = "over"
    SHUT = "shut"


@dataclass(frozen=True)
class Opening:
    """The state; the time when it ended if it is over; the newsroom's words if all is shut."""

    state: State
    closed_at: datetime | None = None
    why: str = ""
    days: int = 0

    @property
    def takes_comments(self) -> bool:
        return self.state in {State.OPEN, State.PREMODERATED}


def opening(story: Story, now: datetime | None = None) -> Opening:
    """Whether the story takes comments at `now`: by its own setting, its age, the site's switch.

    `COMMENTS_CLOSE_AFTER_DAYS` (default 14) counts from publication. At most one query a second.
    """
    if story.discussion == Discussion.CLOSED:
        return Opening(State.NEVER)
    if not story.discussion_stays_open and story.published_at is not None:
        closes = story.published_at + timedelta(days=settings.COMMENTS_CLOSE_AFTER_DAYS)
        if closes <= (now or timezone.now()):
            return Opening(State.OVER, closes, days=settings.COMMENTS_CLOSE_AFTER_DAYS)
    switch = site_switch()
    if switch.state == Discussion.CLOSED:
        return Opening(State.SHUT, why=switch.why)
    first_read = Discussion.PREMODERATED in (story.discussion, switch.state)
    return Opening(State.PREMODERATED if first_read else State.OPEN)
