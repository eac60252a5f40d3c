"""A decision that was drawn at random, to be read again by somebody who does not know it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comments.models.decision import Act, Decision


class SecondRead(models.Model):
    """What a second moderator would have done. It changes nothing: it measures.

    `act` is publish or remove, and then `rule` is set; it stays "" where the reader could not read
    blind. The database refuses the moderator who took the decision, whom `first_moderator` repeats.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="second_read")
    first_moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    act = models.CharField(
        max_length=8,
        choices=[(act.value, act.label) for act in (Act.PUBLISH, Act.REMOVE)],
        blank=True,
    )
    rule = models.CharField(max_length=10, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["drawn_at"], name="second_read_open", condition=Q(reader=None)),
            models.Index(fields=["read_at"], name="second_read_by_time"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(reader=None) | ~Q(reader=F("first_moderator")),
                name="another_moderator_reads",
            ),
        )

    def __str__(self) -> str:
        return f"Second reading of decision {self.decision_id}"
