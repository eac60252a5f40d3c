"""The place that a new comment takes in its thread (ARCHITECTURE section 5)."""

from django.db import connection
from django.db.models import F

from articles.models import Story
from comments.models import Comment, Status
from comments.threads import DEEPEST, rank

_DEAL = (
    "UPDATE comments_comment SET replies = replies + 1, visible_replies = visible_replies + %s"
    " WHERE id = %s RETURNING replies"
)


def insert(comment: Comment, parent: Comment | None) -> None:
    """Stores a new comment in its place and counts it. At most three queries, in a transaction."""
    comment.in_place = comment.status == Status.PUBLISHED
    if parent is not None:
        _place_under(comment, parent)
    comment.save(force_insert=True)
    if parent is None:
        comment.rank = rank(comment)
        Comment.objects.filter(pk=comment.pk).update(rank=comment.rank)
    if comment.status == Status.PUBLISHED:
        stories = Story.objects.filter(pk=comment.story_id)
        stories.update(comment_count=F("comment_count") + 1)


def _place_under(comment: Comment, parent: Comment) -> None:
    """Takes the root's next number and the place after its parent.

    The root's row is the queue: two replies to one thread wait for each other here.
    """
    root = parent.root_id or parent.pk
    with connection.cursor() as cursor:
        cursor.execute(_DEAL, [int(comment.in_place), root])
        (comment.reply_no,) = cursor.fetchone()
    comment.root_id, comment.parent = root, parent
    comment.depth = min(parent.depth + 1, DEEPEST)
    before = bytes(parent.path)[: 3 * (DEEPEST - 1)]
    comment.path = before + comment.reply_no.to_bytes(3, "big")
