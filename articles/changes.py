"""What readers were told of a story that changed under them: corrections and updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles import reading
from articles.models import CorrectionKind, Story

UPDATE = "update"


@dataclass(frozen=True)
class Change:
    """A note under a story: its address, what it is called, when it was made.

    `revision` is the story's own from then on; 0 where that was not kept.
    """

    address: str
    name: str
    at: datetime
    revision: int

    @property
    def is_correction(self) -> bool:
        return self.name != UPDATE


def changes(story: Story) -> tuple[Change, ...]:
    """The notes under a story that readers have been given, the first made first.

    No query for a story that came through `reading.full` or that has never changed; else one.
    """
    if story.updated_at is None:
        return ()
    if not hasattr(story, "correction_rows"):
        story = (
            reading.with_notes(Story.objects.filter(pk=story.pk)).select_related("section").get()
        )
    address = story.get_absolute_url()
    notes = [
        Change(
            f"{address}#correction-{one.pk}",
            CorrectionKind(one.kind).label.lower(),
            one.at,
            one.revision,
        )
        for one in reading.corrections(story)
    ]
    notes += [
        Change(f"{address}#update-{one.pk}", UPDATE, one.at, one.revision)
        for one in reading.updates(story)
    ]
    return tuple(sorted(notes, key=lambda note: note.at))
