"""A case on the desk: a comment that waits for a moderator, and why."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Section, Story
from comments.models.comment import Comment


class Case(models.Model):
    """One open question to the desk about one comment; closed by a decision.

    `urgency` orders the queue (see `urgency`): threat first, then weighted reports, score, age.
    `report_weight` is the sum of the open reports' weights. `hidden` says that reports hid the
    comment until it is decided. `text_key` is the same for copies of a text (see `copies`).
    `story` and `section` are kept here so that a filter needs no join.
    """

    # How long a moderator who looks at a card has it (DESIGN section 8).
    TAKEN_FOR = timedelta(minutes=2)

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="cases")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    section = models.ForeignKey(Section, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    text_key = models.CharField(max_length=32, blank=True, default="")
    is_held = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    is_escalated = models.BooleanField(default=False)
    reports = models.PositiveIntegerField(default=0)
    report_weight = models.PositiveIntegerField(default=0)
    urgency = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        permissions = (("pick", "Can pick comments and decide escalated cases"),)
        indexes = (
            models.Index(
                F("urgency").desc(), F("id"), name="case_urgent", condition=Q(closed_at=None)
            ),
            models.Index(
                F("section"),
                F("urgency").desc(),
                F("id"),
                name="case_of_section",
                condition=Q(closed_at=None),
            ),
            models.Index(fields=["text_key"], name="case_copies", condition=Q(closed_at=None)),
            models.Index(fields=["opened_at"], name="case_oldest", condition=Q(closed_at=None)),
            # Without open ones: SQLite would find them by it, and then put all of them in order.
            models.Index(
                F("closed_at").desc(), name="case_closed", condition=Q(closed_at__isnull=False)
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["comment"], condition=Q(closed_at=None), name="one_open_case_a_comment"
            ),
        )

    def __str__(self) -> str:
        return f"Case {self.pk}"
