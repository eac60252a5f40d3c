"""What the site tells crawlers and those who find a weakness in it."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.views.documents import TEXT, document
from newsroom.origin import absolute

# Pages that are somebody's own, or endless: nothing here stands in a sitemap.
CLOSED = (
    "/accounts/",
    "/admin/",
    "/comments/",
    "/me/",
    "/preview/",
    "/search/",
    "/stories/",
    "/theme/",
)
DAY = 86_400  # seconds
# RFC 9116 recommends less than a year; a copy that outlives the site expires.
SECURITY_TXT_VALID = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt (RFC 9309) with both sitemaps."""
    maps = [absolute(request, reverse(name)) for name in ("sitemap_index", "news_sitemap")]
    context = {"closed": CLOSED, "maps": maps}
    return document(request, "articles/feeds/robots.txt", context, TEXT, max_age=DAY)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116). Its own address is named with https, as the RFC demands."""
    midnight = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    context = {
        "contact": settings.CONTACT_EMAIL,
        "expires": midnight + SECURITY_TXT_VALID,
        "canonical": f"https://{urlsplit(settings.SITE_URL).netloc}{request.path}",
    }
    return document(request, "articles/feeds/security.txt", context, TEXT, max_age=DAY)
