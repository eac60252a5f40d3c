"""A reader's report of a comment, with a house rule as its reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comments.models.comment import Comment


class ReportOutcome(models.TextChoices):
    """What a moderator made of it."""

    OPEN = "", "Open"
    UPHELD = "upheld", "The comment was removed"
    DISMISSED = "dismissed", "The comment was kept"


class Report(models.Model):
    """One reader's report of one comment. Somebody without an account is known by `stranger_key`,
    a keyed hash that rotates. `weight` is in hundredths of an ordinary reader's report.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports"
    )
    stranger_key = models.CharField(max_length=32, blank=True)
    rule = models.CharField(max_length=10)
    note = models.CharField(max_length=500, blank=True)
    wants_outcome = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=100)
    made_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(
        max_length=9, choices=ReportOutcome, default=ReportOutcome.OPEN, blank=True
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["reporter", "outcome"], name="report_record"),
            models.Index(fields=["made_at"], name="report_newest"),
        )
        constraints = (
            models.UniqueConstraint(fields=["comment", "reporter"], name="one_report_a_reader"),
            models.UniqueConstraint(
                fields=["comment", "stranger_key"],
                condition=Q(reporter__isnull=True) & ~Q(stranger_key=""),
                name="one_report_a_stranger",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} on {self.comment_id}"
