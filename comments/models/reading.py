"""What readers do beside writing: respect, ignore, follow, come back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Story
from comments.models.comment import Comment

PERSON = settings.AUTH_USER_MODEL


class Respect(models.Model):
    """A reader values a comment, even in disagreement. One each; never one's own."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="respects")
    reader = models.ForeignKey(PERSON, models.CASCADE, related_name="respects")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["reader", "comment"], name="one_respect_a_reader"),
        )

    def __str__(self) -> str:
        return f"{self.reader_id} respects {self.comment_id}"


class Ignored(models.Model):
    """A reader who does not want to see somebody's comments, on any device."""

    reader = models.ForeignKey(PERSON, models.CASCADE, related_name="ignored")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="ignored_by")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["reader", "person"], name="ignored_once"),)

    def __str__(self) -> str:
        return f"{self.reader_id} ignores {self.person_id}"


class Follow(models.Model):
    """A reader wants to hear of new comments under a story.

    `news_from` is the id of the first comment that they have not been told of, `told_at` when they
    were last told: at most once an hour (see `following`).
    """

    reader = models.ForeignKey(PERSON, models.CASCADE, related_name="follows")
    story = models.ForeignKey(Story, models.CASCADE, related_name="followers")
    since = models.DateTimeField(auto_now_add=True)
    news_from = models.BigIntegerField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["told_at"], name="follow_with_news", condition=Q(news_from__isnull=False)
            ),
        )
        constraints = (models.UniqueConstraint(fields=["reader", "story"], name="followed_once"),)

    def __str__(self) -> str:
        return f"{self.reader_id} follows {self.story_id}"


class Visit(models.Model):
    """The newest comment that a reader has been shown under a story: later ones are new."""

    reader = models.ForeignKey(PERSON, models.CASCADE, related_name="visits")
    story = models.ForeignKey(Story, models.CASCADE, related_name="visits")
    seen = models.BigIntegerField("newest comment shown")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["reader", "story"], name="one_visit_row"),)

    def __str__(self) -> str:
        return f"{self.reader_id} has seen {self.seen}"
