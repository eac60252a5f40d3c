"""Sitemaps (https://www.sitemaps.org/protocol.html): an index, a part for each month, the news."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Section, Story
from articles.structured_data import LANGUAGE
from articles.views.documents import XML, document
from newsroom.origin import absolute

PAGES = "pages"
# Routes with a page each that no reader's query changes; the discussion's pages among them.
PAGE_ROUTES = ("front", "latest", "said", "corrections", "rules")
MOST_ADDRESSES = 50_000  # the protocol's limit for one file
NEWS_WINDOW = timedelta(days=2)  # news sitemaps hold nothing older
MOST_NEWS = (
    1_000  # https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
)
HOUR = 3600  # seconds
_MONTH = re.compile(r"(1\d|20)\d\d-(0[1-9]|1[0-2])")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Where the parts are: the standing pages, then a month of stories each, newest first."""
    parts = [PAGES, *(f"{month:%Y-%m}" for month in _months())]
    addresses = [absolute(request, reverse("sitemap_part", args=[part])) for part in parts]
    context = {"addresses": addresses}
    return document(request, "articles/feeds/sitemap_index.xml", context, XML, max_age=HOUR)


@require_safe
def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    """One part by its name: "pages", or a month such as "2019-06". 404 for an empty one."""
    rows = _standing_pages() if part == PAGES else _stories_of(part)
    if not rows:
        raise Http404("There is no such part.")
    addresses = [(absolute(request, path), changed) for path, changed in rows]
    context = {"addresses": addresses}
    return document(request, "articles/feeds/sitemap.xml", context, XML, max_age=HOUR)


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Stories of the last two days, for news search."""
    since = timezone.now() - NEWS_WINDOW
    stories = Story.objects.published().filter(published_at__gte=since).newest()
    stories = stories.select_related("section").defer("body", "brief")[:MOST_NEWS]
    rows = [(absolute(request, story.get_absolute_url()), story) for story in stories]
    context = {"rows": rows, "SITE_NAME": settings.SITE_NAME, "language": LANGUAGE[:2]}
    return document(request, "articles/feeds/news_sitemap.xml", context, XML)


def _months() -> Iterator[datetime]:
    """First moments of the months with public stories, newest first.

    One query a month, each a single step into the index by time: never a pass over all stories.
    """
    newest = _newest(timezone.now())
    while newest is not None:
        first = timezone.localtime(newest).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        yield first
        newest = _newest(first - datetime.resolution)


def _newest(until: datetime) -> datetime | None:
    """When the last story up to a moment was published. One bound: given two, a database may begin
    at the wrong one."""
    times = Story.objects.published(until).newest().values_list("published_at", flat=True)
    return times.first()


def _standing_pages() -> list[tuple[str, datetime | None]]:
    sections = [section.get_absolute_url() for section in Section.objects.all()]
    return [(path, None) for path in (*map(reverse, PAGE_ROUTES), *sections)]


def _stories_of(month: str) -> list[tuple[str, datetime | None]]:
    """Addresses and times of last change of a month's stories."""
    if not _MONTH.fullmatch(month):
        raise Http404("There is no such part.")
    first = datetime.strptime(month, "%Y-%m").replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    following = (first + timedelta(days=32)).replace(day=1)
    stories = Story.objects.published().filter(published_at__gte=first, published_at__lt=following)
    fields = ("slug", "day", "published_at", "updated_at", "section__slug")
    found = stories.newest().select_related("section").only(*fields)[:MOST_ADDRESSES]
    return [
        (story.get_absolute_url(), story.updated_at or story.published_at)
        for story in found.iterator()
    ]
