"""A model that was fitted on this desk's decisions, with its card; at most one is in use."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ScreeningModel(models.Model):
    """One fit: what it was fitted on, how well it did, and what became of it.

    `outcome` is a `learning.figures.Outcome`, "" while it is being fitted; `figures` as `Figures`
    there. Only the one in use has its numbers: `table` (see `screening.learned.parse`) with its
    SHA-256 as `checksum`, and in `learned_from` the ids of the comments that it knows.
    `occasion` names what it was fitted for, so that no two processes do the same.
    """

    REPLACED, ERASED = "replaced", "erased"

    fitted_at = models.DateTimeField(default=timezone.now)
    occasion = models.CharField(max_length=40, unique=True, null=True)  # noqa: DJ001 - unique
    decisions = models.PositiveIntegerField(default=0)
    removals = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, blank=True)
    figures = models.JSONField(default=dict)
    is_used = models.BooleanField("in use", default=False)
    table = models.TextField(blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    learned_from = models.JSONField(default=list)
    left_at = models.DateTimeField("out of use since", null=True)
    left_because = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["is_used"], condition=Q(is_used=True), name="one_model_in_use"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What findings call it."""
        return f"desk {self.pk}"
