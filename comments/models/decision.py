"""Decisions: what was done to a comment, by whom, under which rule. Rows are only ever added."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from comments.models.comment import Comment


class Act(models.TextChoices):
    """What can be decided. An undo and an appeal's outcome are decisions of their own."""

    HOLD = "hold", "Held"
    PUBLISH = "publish", "Published"
    REMOVE = "remove", "Removed"
    LOWER = "lower", "Letters lowered"
    PICK = "pick", "Editors’ pick"
    UNPICK = "unpick", "No longer a pick"
    ESCALATE = "escalate", "Handed to an editor"
    UNDO = "undo", "Undone"
    RESTORE = "restore", "Restored on appeal"
    UPHOLD = "uphold", "Upheld on appeal"


class Decision(models.Model):
    """One decision, with the rule's wording at that time and what the screening had said.

    `moderator` is None where the machine decided. `undoes` names the decision that an undo takes
    back. A row cannot be changed or deleted, here or by the database's own triggers; in `reason`
    the author is therefore called {name}, which `replies.named` puts in where it is read.
    """

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="decisions")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decisions"
    )
    act = models.CharField(max_length=8, choices=Act)
    status_before = models.CharField(max_length=9, blank=True)
    status_after = models.CharField(max_length=9)
    rule = models.CharField(max_length=10, blank=True)
    rule_version = models.PositiveIntegerField(default=0)
    rule_wording = models.CharField(max_length=400, blank=True)
    reason = models.TextField(blank=True)
    screening = models.JSONField(default=dict)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, related_name="undone_by")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["-decided_at"], name="decision_newest"),
            models.Index(fields=["moderator", "-decided_at"], name="decision_by_moderator"),
        )

    def __str__(self) -> str:
        return f"{self.get_act_display()} at {self.decided_at:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Stores a new row; raises TypeError for one that is stored already."""
        if self.pk is not None:
            raise TypeError("A decision is never changed: add another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A decision is never deleted: add another.")

    @property
    def words(self) -> str:
        """What the moderator said to the author, if anything; notes to editors are not for them."""
        is_to_author = self.act in (Act.REMOVE, Act.RESTORE, Act.UPHOLD)
        return self.reason if is_to_author and self.moderator_id else ""
