"""Response headers that Django has no setting for."""

from collections.abc import Callable
from http import HTTPStatus

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from newsroom.pagecache.asking import SHARED

PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


# Django's own pages for these, with DEBUG, have styles and scripts within.
DEBUGGED = (HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR)


class HeadersMiddleware:
    """Adds the CSP, Permissions-Policy and CORP, and keeps personal pages out of shared caches.

    A page that `newsroom.pagecache` asks for, for everybody, is nobody's own. The CSP is put
    together by django-csp, whose own middleware would do so for every answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in DEBUGGED):
            response.headers.setdefault(HEADER, self._policy)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        is_shared = SHARED in request.META and not response.cookies
        if not is_shared and (response.cookies or "Cookie" in response.get("Vary", "")):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
