"""A correction that a reader suggests: what is wrong in which passage, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.correction import Correction
from articles.models.quote import Quote
from articles.models.story import Story


class SuggestionOutcome(models.TextChoices):
    """What an editor made of it."""

    OPEN = "", "Open"
    CORRECTED = "corrected", "Corrected"
    DECLINED = "declined", "Declined"


class Suggestion(models.Model):
    """For editors and its reader alone. `passage` is the text as the reader saw it: the paragraph
    of that number (from 0), or the headline where `paragraph` is None.

    `token` makes two deliveries of one form one suggestion. `told_at` is when its reader was told.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="suggestions")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="suggestions"
    )
    paragraph = models.PositiveIntegerField(null=True)
    quote = models.ForeignKey(Quote, models.SET_NULL, null=True, related_name="+")
    passage = models.TextField()
    wrong = models.CharField("what is wrong", max_length=500)
    right = models.CharField("what is right", max_length=500, blank=True)
    source = models.CharField("how it can be checked", max_length=500, blank=True)
    wants_credit = models.BooleanField(default=False)
    token = models.CharField(max_length=43)
    made_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(
        max_length=9, choices=SuggestionOutcome, default=SuggestionOutcome.OPEN, blank=True
    )
    answer = models.TextField(max_length=1000, blank=True)
    correction = models.ForeignKey(
        Correction, models.SET_NULL, null=True, related_name="suggestions"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = (
            models.Index(fields=["outcome", "-made_at", "-id"], name="suggestion_newest"),
            models.Index(
                fields=["decided_at"],
                name="suggestion_to_tell",
                condition=Q(decided_at__isnull=False, told_at=None),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["reader", "token"], name="one_suggestion_a_token"),
        )

    def __str__(self) -> str:
        return self.wrong[:60]
