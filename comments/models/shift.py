"""Who is at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

# Somebody who forgot to leave is not at the desk: after this they count as gone.
QUIET = timedelta(minutes=30)


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Adjectives for shifts."""

    def running(self, now: datetime | None = None) -> Self:
        """Not ended, and something was done on the desk in the last half hour."""
        return self.filter(seen_at__gt=(now or timezone.now()) - QUIET)


class Shift(models.Model):
    """A moderator is at the desk since a time; the row goes when they leave."""

    moderator = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shift")
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ("since",)

    def __str__(self) -> str:
        return f"{self.moderator_id} since {self.since:%H:%M}"
