"""Comments that editors print within stories."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models import Story
from comments.models.comment import Comment


class Embed(models.Model):
    """A comment within a story, shown as it is now and only while readers can see it.

    It stands behind the first paragraph that begins with `after`, else at the end. Its author is
    told once the story is public: at `told_at`.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="embeds")
    story = models.ForeignKey(Story, models.CASCADE, related_name="embeds")
    after = models.CharField("behind the paragraph that begins", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["id"], name="embed_to_tell", condition=Q(told_at__isnull=True)),
        )
        constraints = (
            models.UniqueConstraint(fields=["comment", "story"], name="embedded_once_a_story"),
        )
        default_permissions = ()

    def __str__(self) -> str:
        return f"comment {self.comment_id} in story {self.story_id}"
