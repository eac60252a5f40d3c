"""Tells people of new comments under the stories they follow, at most once an hour for each."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from comments.models import Comment, Follow, Notice, Topic
from comments.notices import MAIL_WAITS

EVERY = timedelta(hours=1)


def tell(now: datetime | None = None, limit: int = 500) -> int:
    """Writes a notice for each follower who has news and was not told within the hour.

    Out: how many. Processes that run at once share the work. At most four queries, and one where
    there is nothing to do.
    """
    now = now or timezone.now()
    due = Follow.objects.filter(Q(told_at=None) | Q(told_at__lte=now - EVERY))
    due = due.filter(news_from__isnull=False)
    if not due.exists():
        return 0
    with transaction.atomic():
        claimed = due.select_for_update(skip_locked=True).order_by("pk")[:limit]
        follows = list(claimed)
        firsts = {follow.news_from for follow in follows if follow.news_from}
        there = set(Comment.objects.filter(pk__in=firsts).values_list("pk", flat=True))
        Notice.objects.bulk_create(
            Notice(
                person_id=follow.reader_id,
                topic=Topic.FOLLOW,
                comment_id=follow.news_from,
                story_id=follow.story_id,
                made_at=now,
                mail_at=now + MAIL_WAITS,
            )
            for follow in follows
            if follow.news_from in there
        )
        told = Follow.objects.filter(pk__in=[follow.pk for follow in follows])
        told.update(news_from=None, told_at=now)
    return len(follows)
