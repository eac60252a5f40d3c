"""Response headers that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from newsroom.pagecache.asking import SHARED

PERMISSIONS_POLICY = (
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


class HeadersMiddleware:
    """Adds Permissions-Policy and CORP, and keeps personal pages out of shared caches.

    A page that `newsroom.pagecache` asks for, for everybody, is nobody's own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        is_shared = SHARED in request.META and not response.cookies
        if not is_shared and (response.cookies or "Cookie" in response.get("Vary", "")):
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
