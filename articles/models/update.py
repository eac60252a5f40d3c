"""An update: what a story has that it had not when some of its readers read it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.story import Story


class Update(models.Model):
    """News in a published story, in a sentence for its readers.

    `revision` is the story's own when it had the news for the first time.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="updates")
    what = models.CharField("what is new", max_length=300)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ("at", "id")
        default_permissions = ()

    def __str__(self) -> str:
        return self.what
