"""What moderators keep for themselves: saved replies, and notes about people."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from comments.rules import Rule


class SavedReply(models.Model):
    """A text to an author, with {name}, {rule} and {story} filled in when it is sent."""

    title = models.CharField(max_length=80)
    rule = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Rule])
    is_repeat = models.BooleanField("for a repeated offense", default=False)
    text = models.TextField(max_length=1000)

    class Meta:
        verbose_name_plural = "saved replies"
        ordering = ("rule", "is_repeat", "title")

    def __str__(self) -> str:
        return self.title


class StaffNote(models.Model):
    """A note about a person that only moderators read."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_notes")
    text = models.TextField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.text[:60]
