"""The morning edition: who gets it by mail, and how each day's edition went out."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Subscriber(models.Model):
    """An address that gets the front page by mail; whoever reads it needs no account.

    `next_at` is when the next letter is due, None while none may be sent: before the address is
    confirmed and while it is paused. `handed_at` is when the last letter was handed to the mail
    server, `tries` how often the server has put off the one of today, `failures` how many editions
    in a row were refused for good. `sections` holds slugs; none stand for the whole paper.
    """

    email = models.EmailField("email address", unique=True)
    hour = models.PositiveSmallIntegerField(default=6)
    sections = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField("next letter", null=True)
    handed_at = models.DateTimeField("last letter", null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(
                fields=["next_at", "id"],
                name="subscriber_due",
                condition=Q(next_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.email


class Edition(models.Model):
    """A day's edition, counted as its letters go out. `resume_at` is set while the mail server
    fails: nothing is handed over before then.

    A letter is counted as handed over before the mail server has it, and as accepted or refused
    after its answer. Those between are in doubt: a process ended, or the line broke, meanwhile.
    """

    day = models.DateField(unique=True)
    resume_at = models.DateTimeField(null=True)
    handed = models.PositiveIntegerField("handed over", default=0)
    accepted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-day",)
        verbose_name = "morning edition"

    def __str__(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"

    @property
    def in_doubt(self) -> int:
        return self.handed - self.accepted - self.refused
