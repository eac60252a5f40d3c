"""The moderators' own words beside the built-in list: added, exempted, or allowed phrases."""

from django.conf import settings
from django.db import models

from comments.rules import Rule


class Handling(models.TextChoices):
    """What happens to a comment with the word."""

    REJECT = "reject", "Send it back to its author"
    HOLD = "hold", "Hold it for a moderator"
    WATCH = "watch", "Only note it"
    EXEMPT = "exempt", "Not a bad word here"
    ALLOW = "allow", "Allowed phrase or name"


class Word(models.Model):
    """A term with its handling: whole words and inflections, never parts of words."""

    term = models.CharField(max_length=60, unique=True)
    handling = models.CharField(max_length=6, choices=Handling)
    rule = models.CharField(
        max_length=10, choices=[(r.value, r.value) for r in Rule], default=Rule.CLEAN
    )
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("term",)

    def __str__(self) -> str:
        return self.term
