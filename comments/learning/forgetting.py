"""When a text is erased, what was learned from it goes as well."""

from __future__ import annotations

from datetime import datetime

from comments.models import Comment, ScreeningModel

BATCH = 500


def forget(now: datetime) -> int:
    """Takes the model out of use if a text that it learned from is gone; out: 1 or 0.

    It is fitted again without that text (see `schedule`).
    """
    for model in ScreeningModel.objects.filter(is_used=True):
        if _something_is_gone(model.learned_from):
            leave(model, ScreeningModel.ERASED, now)
            return 1
    return 0


def leave(model: ScreeningModel, because: str, now: datetime) -> None:
    """Out of use, with everything that it has learned; its figures stay. One query."""
    rows = ScreeningModel.objects.filter(pk=model.pk)
    rows.update(
        is_used=False, table="", checksum="", learned_from=[], left_at=now, left_because=because
    )


def _something_is_gone(comments: list[int]) -> bool:
    for start in range(0, len(comments), BATCH):
        batch = comments[start : start + BATCH]
        if Comment.objects.filter(pk__in=batch).exclude(body="").count() < len(batch):
            return True
    return False
