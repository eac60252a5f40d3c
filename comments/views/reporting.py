"""Reporting a comment: a page, and for a dialog over the page the same form without one."""

from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comments import reports
from comments.forms import ReportForm
from comments.house import rules
from comments.models import Comment, Report, Status
from comments.views.loading import seen_comment
from newsroom.accounts.models import User
from newsroom.ratelimit import Limit, address_key, take

OF_A_READER = Limit(30, 3600)
OF_A_STRANGER = Limit(10, 3600)
# The other two house rules are invitations; nothing breaks them (DESIGN section 7).
RULES_THAT_BREAK = 5


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; POST files the report: 303 to the thanks, 422 with the errors, 429 when too many.

    As a fragment the thanks come at once, with 201.
    """
    comment = seen_comment(pk, request)
    if comment.status != Status.PUBLISHED:
        return HttpResponseRedirect(reverse("comment", args=[comment.pk]))
    if request.method == "GET":
        known = reports.earlier(comment, _who(request))
        return _already(request, known) if known else _form(request, comment, ReportForm())
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, comment, form, 422)
    limit = OF_A_READER if request.user.is_authenticated else OF_A_STRANGER
    allowance = take(("report", request.user.pk or address_key(request)), limit)
    if not allowance.ok:
        minutes = ceil(allowance.retry_after_seconds / 60)
        form.add_error(None, f"Those were many reports. You can send more in {minutes} minutes")
        response = _form(request, comment, form, 429)
        response.headers["Retry-After"] = str(allowance.retry_after_seconds)
        return response
    filed = reports.file_report(comment, _who(request), **form.cleaned_data)
    if not filed.is_new:
        return _already(request, filed.report)
    if "X-Fragment" in request.headers:
        return _thanks(request, comment, filed.report.wants_outcome, 201)
    return HttpResponseRedirect(reverse("report_sent", args=[comment.pk]), status=303)


@never_cache
@require_safe
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said after a report, where there is no dialog to say it in."""
    comment = seen_comment(pk, request)
    mine = reports.earlier(comment, _who(request))
    return _thanks(request, comment, mine is not None and mine.wants_outcome, 200)


def _who(request: HttpRequest) -> User | str:
    return request.user if isinstance(request.user, User) else address_key(request)


def _form(
    request: HttpRequest, comment: Comment, form: ReportForm, status: int = 200
) -> HttpResponse:
    context = {"comment": comment, "form": form, "rules": rules()[:RULES_THAT_BREAK]}
    return _show(request, "form", context, status)


def _thanks(request: HttpRequest, comment: Comment, told: bool, status: int) -> HttpResponse:
    return _show(request, "sent", {"comment": comment, "told": told}, status)


def _already(request: HttpRequest, known: Report) -> HttpResponse:
    return _show(request, "sent", {"comment": known.comment, "report": known}, 200)


def _show(request: HttpRequest, what: str, context: dict[str, Any], status: int) -> HttpResponse:
    fragment = "X-Fragment" in request.headers
    name = f"_report_{what}" if fragment else "report"
    page = {"part": f"comments/_report_{what}.html", "fragment": fragment, **context}
    return render(request, f"comments/{name}.html", page, status=status)
