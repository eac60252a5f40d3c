"""The place that a new comment takes in its thread (ARCHITECTURE section 5)."""

from datetime import UTC, datetime

from django.db import connection
from django.db.models import F

from comments.models import Comment, Status, TalkHour
from comments.threads import DEEPEST, rank
from newsroom import insertion

_DEAL = (
    "UPDATE comments_comment SET replies = replies + 1, visible_replies = visible_replies + %s"
    " WHERE id = %s RETURNING replies"
)

_RANK = "UPDATE comments_comment SET rank = %s WHERE id = %s"
_COUNT = "UPDATE articles_story SET comment_count = comment_count + %s WHERE id = %s"
_HOUR = (
    "INSERT INTO comments_talkhour AS kept (story_id, hour, comments) VALUES (%s, %s, %s)"
    " ON CONFLICT (story_id, hour) DO UPDATE SET comments = kept.comments + excluded.comments"
)


def insert(comment: Comment, parent: Comment | None) -> None:
    """Stores a new comment in its place and counts it. At most four queries, in a transaction."""
    comment.in_place = comment.status == Status.PUBLISHED
    if parent is not None:
        _place_under(comment, parent)
    insertion.insert(comment)
    if parent is None:
        comment.rank = rank(comment)
        with connection.cursor() as cursor:
            cursor.execute(_RANK, [comment.rank, comment.pk])
    if comment.status == Status.PUBLISHED:
        count(comment, 1)


def count(comment: Comment, by: int) -> None:
    """Counts the comment in (1) or out (-1) where readers begin or cease to see it: at its story
    and in its hour. Two queries, in the transaction that shows or hides it."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [by, comment.story_id])
    hour = hour_of(comment.posted_at)
    if by < 0:
        hours = TalkHour.objects.filter(story=comment.story_id, hour=hour, comments__gt=0)
        hours.update(comments=F("comments") + by)
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _HOUR, [comment.story_id, connection.ops.adapt_datetimefield_value(hour), by]
        )


def hour_of(moment: datetime) -> datetime:
    """The beginning of its hour, in UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


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
