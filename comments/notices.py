"""Tells people what happened: a row each on `/me/`, mailed later by `mailing`."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from comments.models import (
    Act,
    Comment,
    Decision,
    Notice,
    Status,
    TipMessage,
    Topic,
)

# Mails wait a minute, so that an undo on the desk leaves no trace outside (DESIGN section 8).
MAIL_WAITS = timedelta(seconds=60)
# Nobody's comment is no follower's own.
_NEWS = (
    "UPDATE comments_follow SET news_from = %s"
    " WHERE story_id = %s AND news_from IS NULL AND reader_id <> %s"
)
_NOBODY = 0
_REPLY = f"""
INSERT INTO comments_notice (person_id, topic, comment_id, story_id, made_at, mail_at)
SELECT %s, '{Topic.REPLY}', %s, %s, %s, %s WHERE NOT EXISTS
    (SELECT 1 FROM comments_ignored WHERE reader_id = %s AND person_id = %s)
"""  # noqa: S608 # nosec B608 - a constant is put in


def of_publication(comment: Comment) -> None:
    """A comment can be read for the first time: tells whoever it answers, and who follows.

    At most three queries.
    """
    if comment.parent is not None:
        _of_reply(comment, comment.parent)
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, [comment.pk, comment.story_id, comment.author_id or _NOBODY])


def of_decision(decision: Decision) -> None:
    """Tells the author what was decided; keeping what everybody sees is no news to them.

    At most one query; needs `decision.comment` loaded.
    """
    comment = decision.comment
    kept = decision.act == Act.PUBLISH and decision.status_before == Status.PUBLISHED
    if comment.author_id is not None and not kept:
        _new(comment.author_id, Topic.DECISION, comment, decision).save()


def of_outcome(decision: Decision, people: Iterable[int]) -> None:
    """Tells reporters who wanted to know what became of their report. At most one query."""
    Notice.objects.bulk_create(
        _new(person, Topic.REPORT, decision.comment, decision) for person in people
    )


def of_tip(comment: Comment, message: TipMessage | None = None) -> None:
    """Tells the author what an editor asks, or without a message that it is part of the story.

    At most one query.
    """
    if comment.author_id is not None:
        notice = _new(comment.author_id, Topic.TIP, comment, None)
        notice.message = message
        notice.save()


def unsay(decision: Decision, undo: Decision) -> None:
    """Takes back what the decision told people and no mail has carried out yet.

    Whoever got a mail about their comment already is told of the undo as well. At most three
    queries.
    """
    told = Notice.objects.filter(decision=decision)
    mailed = told.filter(topic=Topic.DECISION, mailed_at__isnull=False)
    again = [_new(notice.person_id, Topic.DECISION, undo.comment, undo) for notice in mailed]
    told.filter(mailed_at=None).delete()
    Notice.objects.bulk_create(again)


def _of_reply(reply: Comment, parent: Comment) -> None:
    """Tells the author of `parent`, unless they wrote the reply or ignore who did. One query."""
    if parent.author_id is None or parent.author_id == reply.author_id:
        return
    notice = _new(parent.author_id, Topic.REPLY, reply, None)
    made, mailed = map(connection.ops.adapt_datetimefield_value, (notice.made_at, notice.mail_at))
    with connection.cursor() as cursor:
        told, by = parent.author_id, reply.author_id
        cursor.execute(_REPLY, [told, reply.pk, reply.story_id, made, mailed, told, by])


def _new(person: int, topic: Topic, comment: Comment, decision: Decision | None) -> Notice:
    return Notice(
        person_id=person,
        topic=topic,
        comment=comment,
        story_id=comment.story_id,
        decision=decision,
        mail_at=timezone.now() + MAIL_WAITS,
    )
