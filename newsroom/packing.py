"""Compressing what is made for one person. Shared pages are kept ready: `newsroom.pagecache`."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml")


class PackingMiddleware(GZipMiddleware):
    """Gzips texts; pictures are packed already.

    A page that prints a secret beside what a visitor typed could give it away by its length
    (https://www.breachattack.com). So Django pads each with random bytes, and masks the token of a
    form anew on every page.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not isinstance(response, HttpResponse):
            return response
        if not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
