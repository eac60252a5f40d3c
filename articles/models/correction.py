"""A correction: a dated record that is followed by another, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Expression, OuterRef
from django.utils import timezone

from articles.models.story import Story


class CorrectionKind(models.TextChoices):
    """What a note under a story is; the house style's three (DESIGN: components)."""

    CORRECTION = "correction", "Correction"
    CLARIFICATION = "clarification", "Clarification"
    NOTE = "note", "Editors’ note"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Adjectives for corrections."""

    def public(self, now: datetime | Expression | None = None) -> Self:
        """Those of stories that a reader may see at `now`."""
        # Asked of each: told to join them, SQLite begins with every story there is.
        return self.filter(Exists(Story.objects.published(now).filter(pk=OuterRef("story"))))


class Correction(models.Model):
    """What was wrong in a story, and what is right.

    `was` completes "An earlier version of this story …"; `now` is a sentence. `revision` is the
    story's own from then on; 0 where that was not kept. `suggested_at` is when the reader wrote who
    pointed it out, None where nobody did; `credited_to` is that reader where they are thanked.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="corrections")
    kind = models.CharField(
        max_length=13, choices=CorrectionKind, default=CorrectionKind.CORRECTION
    )
    was = models.CharField(
        "what was wrong", max_length=500, help_text="“An earlier version of this story …”"
    )
    now = models.CharField("what is right", max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    suggested_at = models.DateTimeField(null=True, editable=False)
    credited_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=["-at", "-id"], name="correction_newest"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localtime(self.at):%Y-%m-%d}"
