"""What a moderator does about an author, beyond one comment."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Expression, Q
from django.utils import timezone

from comments.models.decision import Decision


class Measure(models.TextChoices):
    """From the mildest to the last."""

    WARN = "warn", "Warned"
    PREMODERATE = "premoderate", "Read before shown"
    PAUSE = "pause", "Paused"
    BAN = "ban", "Closed out"


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Adjectives for sanctions."""

    def in_force(self, now: datetime | Expression | None = None) -> Self:
        """Not lifted, not over; a warning is in force until it is acknowledged."""
        now = now or timezone.now()
        running = self.filter(lifted_at=None).filter(Q(until=None) | Q(until__gt=now))
        return running.exclude(measure=Measure.WARN, acknowledged_at__isnull=False)


class Sanction(models.Model):
    """A measure against a person, under a rule, until a time or until it is lifted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sanctions")
    measure = models.CharField(max_length=11, choices=Measure)
    rule = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="sanctions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["person"], name="sanction_running", condition=Q(lifted_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.get_measure_display()}: {self.person_id}"
