"""What every page is told."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES = ("light", "dark")


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's name and the reader's choice of appearance (from a cookie, so without a flash)."""
    theme = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_PLACE": settings.SITE_PLACE,
        "SITE_TAGLINE": settings.SITE_TAGLINE,
        "SITE_URL": settings.SITE_URL,
        "theme": theme if theme in THEMES else "",
    }
