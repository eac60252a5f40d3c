"""What a comment said before its author changed it."""

from django.db import models

from comments.models.comment import Comment


class Revision(models.Model):
    """An earlier text of a comment. Readers see only "(edited)"; moderators see the texts."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="revisions")
    body = models.TextField()
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.body[:60]
