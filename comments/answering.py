"""Which comments were written before the story under them changed."""

from datetime import datetime
from typing import Protocol

from articles.changes import Change


class Dated(Protocol):
    """What a comment tells of its moment: when it was posted, and which version it answered."""

    @property
    def posted_at(self) -> datetime: ...
    @property
    def story_revision(self) -> int: ...


def changed_since(comment: Dated, changes: tuple[Change, ...]) -> Change | None:
    """The first correction that came after the comment, else the first update; None for neither.

    By the version of the story that its author had before them; by time where either is not known
    (comments that were printed elsewhere have none).
    """
    later = [change for change in changes if _is_later(change, comment)]
    corrections = [change for change in later if change.is_correction]
    return next(iter(corrections or later), None)


def _is_later(change: Change, comment: Dated) -> bool:
    if change.revision and comment.story_revision:
        return change.revision > comment.story_revision
    return change.at > comment.posted_at
