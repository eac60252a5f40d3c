"""A comment and its place in the thread."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Story


class Status(models.TextChoices):
    """What readers see of a comment. Only `submission` and `desk` change it."""

    PUBLISHED = "published", "Published"
    HELD = "held", "Held for a moderator"
    REMOVED = "removed", "Removed by a moderator"
    WITHDRAWN = "withdrawn", "Deleted by its author"


class Kind(models.TextChoices):
    """What its author says it is ("Share with Us")."""

    COMMENT = "comment", "Comment"
    EYEWITNESS = "eyewitness", "Eyewitness account"
    HISTORY = "history", "The history behind the story"
    QUESTION = "question", "Question for the newsroom"
    ANSWER = "answer", "Answer"


# What a reader may choose. An answer is one because of who writes it (see `comments.questions`).
READERS_KINDS = tuple(kind for kind in Kind if kind is not Kind.ANSWER)


# What has a place in the thread for every reader.
IN_PLACE_ROOT = Q(parent=None, in_place=True)
IN_PLACE_REPLY = Q(root__isnull=False, in_place=True)
ASKED = Q(kind=Kind.QUESTION, status=Status.PUBLISHED)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Adjectives for comments."""

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def roots_in_place(self) -> Self:
        """Comments on the story itself that stand in the thread: text, or the tombstone of one."""
        return self.filter(IN_PLACE_ROOT)

    def replies_in_place(self) -> Self:
        """Replies that stand in the thread: text, or the tombstone of one."""
        return self.filter(IN_PLACE_REPLY)


class Comment(models.Model):
    """What a reader wrote under a story, as typed.

    Its place (ARCHITECTURE section 5): a root's `path` is empty; a reply's is its parent's path
    and three bytes of `reply_no`, the number that the root dealt it from `replies`. `depth` stops
    at `threads.DEEPEST`, so that a path stays short. `visible_replies` counts, at the root, the
    replies that stand in the thread. A comment is `in_place` from when it was first published and
    stays there, as text or as the tombstone of one, so that what answers it keeps its place; one
    that nobody has seen leaves no trace. `rank` is the order by respect. Comments that came with
    imported copy have no author; theirs may have no name either. A question for the newsroom has
    its `answer` below it, by a reporter of the story or by an editor, or is set aside.
    """

    # Found by "comment_by_story".
    story = models.ForeignKey(Story, models.CASCADE, related_name="comments", db_index=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
    )
    name = models.CharField("name when posted", max_length=40, blank=True)
    body = models.TextField(max_length=2000)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMMENT)
    status = models.CharField(max_length=9, choices=Status, default=Status.HELD)

    root = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="+", db_index=False
    )
    depth = models.PositiveSmallIntegerField(default=0)
    reply_no = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField("reply numbers dealt", default=0)
    visible_replies = models.PositiveIntegerField(default=0)
    in_place = models.BooleanField("stands in the thread", default=True, editable=False)
    path = models.BinaryField(max_length=24, default=b"")
    rank = models.BigIntegerField(default=0)

    respect_count = models.PositiveIntegerField(default=0)
    picked_at = models.DateTimeField("editors’ pick since", null=True, blank=True)
    story_revision = models.PositiveIntegerField(default=0)
    # Null where there is none: a second "" would collide.
    token = models.CharField(max_length=43, null=True, blank=True)  # noqa: DJ001
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    kept_at = models.DateTimeField("kept by a moderator at", null=True, blank=True)
    removed_under = models.CharField(max_length=10, blank=True, default="")
    answer = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", db_index=False, editable=False
    )
    answered_by_reporter = models.BooleanField(null=True, editable=False)
    set_aside_at = models.DateTimeField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["story", "id"], name="comment_by_story"),
            models.Index(fields=["story", "id"], name="root_by_time", condition=IN_PLACE_ROOT),
            models.Index(fields=["story", "rank"], name="root_by_respect", condition=IN_PLACE_ROOT),
            models.Index(
                fields=["story", "picked_at"],
                name="comment_picked",
                condition=Q(picked_at__isnull=False),
            ),
            models.Index(
                fields=["picked_at"], name="pick_by_time", condition=Q(picked_at__isnull=False)
            ),
            models.Index(fields=["root", "path"], name="reply_by_place", condition=IN_PLACE_REPLY),
            # Without roots: SQLite takes "no parent" for as rare as any one parent, and would read
            # all roots of the site by a plain index.
            models.Index(
                fields=["parent"], name="reply_by_parent", condition=Q(parent__isnull=False)
            ),
            models.Index(F("author"), F("id").desc(), name="comment_by_author"),
            models.Index(fields=["story", "id"], name="question_by_story", condition=ASKED),
            models.Index(
                fields=["id"],
                name="question_waiting",
                condition=ASKED & Q(answer=None, set_aside_at=None),
            ),
            models.Index(
                fields=["answer"], name="question_by_answer", condition=Q(answer__isnull=False)
            ),
            models.Index(fields=["author", "story"], name="comment_by_author_in_story"),
            models.Index(fields=["author", "status", "removed_under"], name="author_record"),
        )
        constraints = (
            models.UniqueConstraint(fields=["author", "token"], name="one_comment_a_token"),
            models.UniqueConstraint(fields=["root", "reply_no"], name="one_reply_a_number"),
        )
        permissions = (("moderate", "Can moderate the discussion"),)

    def __str__(self) -> str:
        return self.body[:60]
