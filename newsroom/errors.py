"""The pages for what went wrong: each says in one sentence what, and offers two ways on."""

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom.ratelimit import RateLimited


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: most often cookies are off or the page was open for long."""
    return render(request, "403_csrf.html", status=403)


def too_many(request: HttpRequest, limited: RateLimited) -> HttpResponse:
    """It was done too often: when it can be done again, in words and in Retry-After."""
    wait = limited.retry_after_seconds
    response = render(request, "429.html", {"minutes": math.ceil(wait / 60)}, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response
