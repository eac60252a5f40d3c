"""Absolute addresses, on the host that was asked."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def origin(request: HttpRequest) -> str:
    """`https://host[:port]` of this request, without a slash.

    The host is the one asked (checked against ALLOWED_HOSTS), so that a feed reader or crawler
    stays where it is. The scheme is SITE_URL's: a header of a proxy cannot change it.
    """
    return f"{urlsplit(settings.SITE_URL).scheme}://{request.get_host()}"


def absolute(request: HttpRequest, address: str) -> str:
    """The address on this request's origin. One that is absolute already stays as it is."""
    return address if "://" in address else f"{origin(request)}{address}"
