"""Addresses of an older site, of whatever form: they lead to the story that they once showed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from articles.models import OldAddress, Status

GetResponse = Callable[[HttpRequest], HttpResponse]


class MovedMiddleware:
    """Answers 301 (410 where the story was withdrawn) instead of 404 where a story once stood.

    Only an address that this site has no page for is looked up, with one query; and WordPress's
    short form `/?p=12`, which the front page would answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self._get_response(request)
        number = request.GET.get("p", "") if request.path == "/" else ""
        if number.isascii() and number.isdecimal():
            return _moved(request, f"/?p={number}") or self._get_response(request)
        response = self._get_response(request)
        if response.status_code == 404:
            return _moved(request, request.path) or response
        return response


def _moved(request: HttpRequest, path: str) -> HttpResponse | None:
    """Where readers of the path find its story now, with or without a slash at its end."""
    forms = (path, path[:-1] if path.endswith("/") else f"{path}/")
    found = OldAddress.objects.filter(path__in=forms).select_related("story__section").first()
    if found is None:
        return None
    if found.story.status == Status.WITHDRAWN:
        return render(request, "articles/withdrawn.html", {"story": found.story}, status=410)
    if not found.story.is_public():
        return None
    return HttpResponsePermanentRedirect(found.story.get_absolute_url())
