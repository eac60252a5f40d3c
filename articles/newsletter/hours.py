"""When letters go out: at a full hour of the newsroom's clock, once a day."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import time_format

# From when the paper is delivered to when the evening news is over.
HOURS = range(4, 22)
USUAL = 6
# A letter that could not go out in time: after this it would be old news, and the next one comes.
LATEST = timedelta(hours=6)


def next_time(hour: int, after: datetime) -> datetime:
    """When the newsroom's clock next shows this full hour, later than `after`."""
    local = timezone.localtime(after)
    day = local.date() + timedelta(days=local.hour >= hour)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def first_time(hour: int, now: datetime, last: datetime | None) -> datetime:
    """The same for somebody who has just chosen the hour: nobody gets two letters in a day."""
    had_todays = last is not None and timezone.localdate(last) == timezone.localdate(now)
    end_of_day = timezone.localtime(now).replace(hour=23, minute=59)
    return next_time(hour, end_of_day if had_todays else now)


def in_words(hour: int) -> str:
    """“6 a.m.”, “noon”."""
    return time_format(time(hour), "P")
