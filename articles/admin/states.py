"""Where a story stands, in the newsroom's words."""

from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.dateformat import format as date_words
from django.utils.timesince import timeuntil

from articles.models import Correction, Status, Story


class State(StrEnum):
    """What a list of stories says of each."""

    DRAFT = "Draft"
    REVIEW = "Ready for review"
    SCHEDULED = "Scheduled"
    PUBLISHED = "Published"
    CORRECTED = "Corrected"
    WITHDRAWN = "Withdrawn"


def with_corrections(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Stories that know whether they carry a correction, as `state` and `in_state` ask."""
    return stories.annotate(has_correction=Exists(Correction.objects.filter(story=OuterRef("pk"))))


def state(story: Story) -> State:
    """Of a story that came through `with_corrections`; else one query more if it is published."""
    if story.status != Status.PUBLISHED:
        return State[story.status.upper()]
    if not story.is_public():
        return State.SCHEDULED
    corrected = getattr(story, "has_correction", None)
    if corrected is None:
        corrected = Correction.objects.filter(story=story).exists()
    return State.CORRECTED if corrected else State.PUBLISHED


def in_state(stories: QuerySet[Story], wanted: State) -> QuerySet[Story]:
    """Those of `stories`, which came through `with_corrections`, that stand there."""
    now = timezone.now()
    public = Q(status=Status.PUBLISHED, published_at__lte=now)
    return stories.filter(
        {
            State.DRAFT: Q(status=Status.DRAFT),
            State.REVIEW: Q(status=Status.REVIEW),
            State.SCHEDULED: Q(status=Status.PUBLISHED, published_at__gt=now),
            State.PUBLISHED: public & Q(has_correction=False),
            State.CORRECTED: public & Q(has_correction=True),
            State.WITHDRAWN: Q(status=Status.WITHDRAWN),
        }[wanted]
    )


def publication_words(at: datetime) -> str:
    """When a story appears: "Publishes Tuesday, June 25, 6:00 a.m., in 9 hours"."""
    if at <= timezone.now():
        return f"{_moment(at)} has passed. Choose a time to come."
    distance = timeuntil(at, depth=1).replace("\xa0", " ")
    return f"Publishes {_moment(at)}, in {distance}"


def state_words(story: Story) -> str:
    """A sentence or two on where a saved story stands."""
    match state(story):
        case State.SCHEDULED if story.published_at:
            return f"{publication_words(story.published_at)}."
        case State.PUBLISHED | State.CORRECTED as found if story.published_at:
            return f"{found}. Readers have seen it since {_moment(story.published_at)}"
        case State.WITHDRAWN:
            return f"Withdrawn. Readers are told: {story.withdrawn_why}"
        case found:
            return f"{found}. Readers cannot see it."


def _moment(when: datetime) -> str:
    """With the year where it is not this one. Ends in the full stop of "p.m."."""
    local = timezone.localtime(when)
    year = "" if local.year == timezone.localdate().year else ", Y"
    return date_words(local, f"l, F j{year}, g:i a")
