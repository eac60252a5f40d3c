"""House style in templates: times, counts, the nameplate, datelines and the story's body."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.safestring import SafeString

from articles import reading
from articles.models import Photo, Quote, Section, Story
from articles.navigation import in_navigation
from articles.quoting import around
from articles.rendering import body_html
from articles.search.excerpt import plain
from newsroom.rows import Rows

register = template.Library()


@register.filter
def stamp(moment: datetime | None) -> str:
    """For `<time datetime>`: local time with its offset, to the second (the Nu checker's wish)."""
    return _local(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """“5:42 p.m.”, in the newsroom's time zone."""
    return _minute(_local(moment).replace(second=0, microsecond=0).time()) if moment else ""


@register.filter
def day(moment: datetime | None) -> str:
    """“June 24, 2019”, in the newsroom's time zone."""
    return _day(_local(moment).date(), "F j, Y") if moment else ""


@register.filter
def short_day(moment: datetime | None) -> str:
    """“June 24”, with the year when it is not this one, in the newsroom's time zone."""
    if moment is None:
        return ""
    local = _local(moment)
    return _day(local.date(), "F j" if local.year == _local(timezone.now()).year else "F j, Y")


def _local(moment: datetime) -> datetime:
    """Nobody reads in a zone of their own; to ask for it would take longer than to print a day."""
    return moment.astimezone(timezone.get_default_timezone())


@lru_cache(maxsize=24 * 60)
def _minute(minute: time) -> str:
    return time_format(minute, "P")


@lru_cache(maxsize=1000)
def _day(local: date, pattern: str) -> str:
    return date_format(local, pattern)


@register.filter
def comments_words(count: int) -> str:
    """“10 comments”, “1 comment”, “Be the first to comment” (DESIGN section 7)."""
    if not count:
        return "Be the first to comment"
    return f"{count:,} comment{'' if count == 1 else 's'}"


@register.filter
def byline(story: Story) -> list[dict[str, Any]]:
    return reading.byline(story)


@register.filter
def lead_picture(story: Story) -> Photo | None:
    """The picture at the head of a story, if it has one."""
    found = reading.pictures(story)
    return found[0] if found else None


@register.simple_tag
def sections() -> Rows[Section]:
    """The sections in the order of the navigation. At most one query a second."""
    return in_navigation()


@register.simple_tag
def nameplate() -> tuple[str, str]:
    """The site's name around the leaf: all but the last word, and the last word."""
    first, _, last = settings.SITE_NAME.rpartition(" ")
    return first, last


@register.simple_tag
def body(story: Story) -> SafeString:
    """The story's text with its dateline and its set-off quotations."""
    return body_html(story, reading.quotes(story))


@register.filter
def surroundings(quote: Quote) -> tuple[str, str] | None:
    """The story's text before and after a quotation; None where its words no longer stand there."""
    return around(quote.alone, plain(quote.story.body))
