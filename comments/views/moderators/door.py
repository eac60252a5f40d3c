"""Who enters the desk, and what every page of it is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from comments.embedding import PERMISSION
from comments.queue import Wanted
from comments.views.loading import person

View = Callable[..., HttpResponse]


def for_the_desk(view: View) -> View:
    """Moderators, and editors, who are handed cases; everybody else gets a 403."""
    return _for(view, "comments.moderate", "comments.pick")


def for_moderators(view: View) -> View:
    """Moderators alone."""
    return _for(view, "comments.moderate")


def for_publishers(view: View) -> View:
    """Those who decide what readers see of a story."""
    return _for(view, PERMISSION)


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the desk in the admin's frame."""
    request.current_app = admin.site.name
    around = {**admin.site.each_context(request), "is_moderator": is_moderator(request)}
    return render(request, f"admin/desk/{template}", {**around, **context}, status=status)


def back_to_queue(request: HttpRequest, case: int | None = None) -> HttpResponse:
    """The queue as the address filtered it, at a card; a 303, so that nothing is sent twice."""
    query = Wanted.of(request.GET.dict()).query()
    address = reverse("admin:desk") + (f"?{query}" if query else "")
    return HttpResponseRedirect(f"{address}#{f'case-{case}' if case else 'list'}", status=303)


def is_moderator(request: HttpRequest) -> bool:
    return person(request).has_perm("comments.moderate")


def is_fragment(request: HttpRequest) -> bool:
    """Whether a script asks, which wants a part of the page."""
    return "X-Fragment" in request.headers


def _for(view: View, *permissions: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not any(request.user.has_perm(permission) for permission in permissions):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
