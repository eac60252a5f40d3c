"""Tells readers what became of the corrections that they suggested (see `articles.suggestions`)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Suggestion
from comments.models import Notice, Topic
from comments.notices import MAIL_WAITS


def tell(now: datetime | None = None, limit: int = 500) -> int:
    """Writes a notice for each decided suggestion whose reader was not told yet; out: how many.

    Processes that run at once share the work. At most three queries, and one where there is nothing
    to do.
    """
    now = now or timezone.now()
    due = Suggestion.objects.filter(decided_at__isnull=False, told_at=None)
    if not due.exists():
        return 0
    with transaction.atomic():
        claimed = list(due.select_for_update(skip_locked=True).order_by("decided_at")[:limit])
        Notice.objects.bulk_create(
            Notice(
                person_id=one.reader_id,
                topic=Topic.CORRECTION,
                suggestion=one,
                story_id=one.story_id,
                made_at=now,
                mail_at=now + MAIL_WAITS,
            )
            for one in claimed
            if one.reader_id
        )
        Suggestion.objects.filter(pk__in=[one.pk for one in claimed]).update(told_at=now)
    return len(claimed)
