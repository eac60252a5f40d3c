"""An author's request to read a removal again; somebody else decides."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from comments.models.decision import Decision


class Appeal(models.Model):
    """Once per decision. The database refuses the moderator who took the first decision."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="appeals")
    text = models.TextField(max_length=1000)
    made_at = models.DateTimeField(default=timezone.now)
    first_moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    outcome = models.OneToOneField(
        Decision, models.PROTECT, null=True, related_name="decides_appeal"
    )

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["made_at"], name="appeal_open", condition=Q(outcome=None)),)
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(first_moderator=None)
                | ~Q(decided_by=F("first_moderator")),
                name="another_moderator_decides",
            ),
        )

    def __str__(self) -> str:
        return f"Appeal {self.pk}"
