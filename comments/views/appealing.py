"""What an author may do about a removal: ask for a review, or write it again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from comments import appeals
from comments.composing import Composer
from comments.forms import AppealForm
from comments.models import Status
from comments.views.loading import own_comment, person
from newsroom.ratelimit import Limit, demand

APPEALS = Limit(20, 3600)


@login_required
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, once for each removal, that another moderator read it again: 303, or 422.

    Raises RateLimited.
    """
    comment = own_comment(pk, request)
    removal = appeals.removal_of(comment)
    form = AppealForm(request.POST or None)
    context = {"comment": comment, "removal": removal, "form": form}
    if removal is None or removal.appeal_made:  # type: ignore[attr-defined]
        status = 409 if request.method == "POST" else 200
        return render(request, "comments/appeal.html", context, status=status)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "comments/appeal.html", context, status=status)
    demand(("appeal", person(request).pk), APPEALS)
    try:
        appeals.file_appeal(removal, person(request), form.cleaned_data["text"])
    except appeals.AlreadyAppealed:
        removal.appeal_made = True  # type: ignore[attr-defined]
        return render(request, "comments/appeal.html", context, status=409)
    return HttpResponseRedirect(reverse("appeal", args=[comment.pk]), status=303)


@login_required
@require_safe
def write_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with the text of one's removed comment, to be said in a better way."""
    comment = own_comment(pk, request)
    parent = comment.parent if comment.parent_id else None
    if parent is not None and parent.status != Status.PUBLISHED:
        parent = None
    composer = Composer(comment.story, parent, body=comment.body, kind=comment.kind)
    return render(request, "comments/write.html", {"composer": composer})
