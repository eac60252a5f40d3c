"""Who may enter the admin, and how; and how often accounts may be tried."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from newsroom.accounts import limits, once
from newsroom.accounts.second_factor import has_second_factor
from newsroom.errors import is_newsroom, too_many
from newsroom.ratelimit import RateLimited

GetResponse = Callable[[HttpRequest], HttpResponse]


class StaffSecondFactorMiddleware:
    """Stands at the door of the admin.

    Whoever is logged out goes to the site's own log-in page, where limits and the second factor
    hold; readers get a 403; staff without a second factor are sent to set one up first.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not is_newsroom(match):
            return None
        user = request.user
        if not user.is_authenticated:
            is_login = match.url_name == "login"
            return redirect_to_login(
                request.GET.get("next", "/admin/") if is_login else request.get_full_path()
            )
        if not user.is_staff:
            raise PermissionDenied
        if settings.STAFF_SECOND_FACTOR and not has_second_factor(user):
            messages.warning(request, "Staff need a second step before the newsroom pages open.")
            return redirect("mfa_index")
        return None


class LimitsMiddleware:
    """Counts posts to accounts and into the admin, and answers 429 whatever was too often.

    A form of the admin that is sent twice is taken once.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        once.settle(request, response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None:
            return None
        try:
            limits.guard(request, match)
        except RateLimited as limited:
            return too_many(request, limited)
        if is_newsroom(match) and once.is_repeated(request):
            return once.taken_once(request)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return too_many(request, error) if isinstance(error, RateLimited) else None
