"""When the paper changes by itself: a story's time comes without anybody writing anything."""

from datetime import datetime

from django.utils import timezone

from articles.models import Status, Story


def next_publication() -> datetime | None:
    """When the next scheduled story is due; None while none is. One query, by the index."""
    scheduled = Story.objects.filter(status=Status.PUBLISHED, published_at__gt=timezone.now())
    times = scheduled.order_by("published_at").values_list("published_at", flat=True)
    return times.first()
