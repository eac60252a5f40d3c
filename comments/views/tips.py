"""What the author of an eyewitness account adds for the newsroom: photos, contact, answers."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import tips
from comments.forms import ConsentForm, TipAnswerForm, TipPhotoForm
from comments.models import Comment, Status, Tip, TipPhoto
from comments.views.loading import own_comment, person
from newsroom.ratelimit import Limit, demand, take

PHOTOS = Limit(12, 3600)
CHANGES = Limit(30, 3600)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def tip(request: HttpRequest, pk: int) -> HttpResponse:
    """The page; POST keeps contact and consent: 303, 422 with what is wrong, 429 when too often."""
    about = _own(request, pk)
    if request.method == "GET":
        return _page(request, about)
    form = ConsentForm(request.POST)
    if not _taken(request, form, "tip", CHANGES):
        return _page(request, about, 429, consent=form)
    if not form.is_valid():
        return _page(request, about, 422, consent=form)
    tips.allow(about, **form.cleaned_data)
    return _back(request, about, "Saved. Only editors see it.")


@never_cache
@login_required
@require_POST
def add_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps one photo for the editors: 303, 422 with what is wrong, 429 when too often."""
    about = _own(request, pk)
    form = TipPhotoForm(request.POST, request.FILES)
    if not _taken(request, form, "tip photo", PHOTOS):
        return _page(request, about, 429, photo=form)
    if form.is_valid():
        try:
            tips.add_photo(about, form.cleaned_data["photo"], form.cleaned_data["alt"])
            return _back(request, about, "Your photo is with the editors. Readers do not see it.")
        except ValidationError as refusal:
            form.add_error("photo", refusal)
    return _page(request, about, 422, photo=form)


@never_cache
@login_required
@require_safe
def photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """One's own photo; 404 for anybody else's."""
    return picture(get_object_or_404(TipPhoto, pk=photo, tip=_own(request, pk)))


@login_required
@require_POST
def remove_photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Takes one's own photo back; a copy that was printed with consent stays in its story.

    Raises RateLimited.
    """
    about = _own(request, pk)
    demand(("tip photo gone", person(request).pk), CHANGES)
    get_object_or_404(TipPhoto.objects.defer("content"), pk=photo, tip=about).delete()
    return _back(request, about, "The photo is erased.")


@never_cache
@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A word to the editors: 303, 422 with what is wrong, 429 when too often."""
    about = _own(request, pk)
    form = TipAnswerForm(request.POST)
    if not _taken(request, form, "tip answer", CHANGES):
        return _page(request, about, 429, answer=form)
    if not form.is_valid():
        return _page(request, about, 422, answer=form)
    tips.answer(about, form.cleaned_data["text"])
    return _back(request, about, "Your answer is with the editors.")


def picture(found: TipPhoto) -> HttpResponse:
    """A held photo, for nobody else and no cache."""
    response = HttpResponse(bytes(found.content), content_type="image/jpeg")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _own(request: HttpRequest, pk: int) -> Tip:
    """The tip of one's own account while that stands; raises Http404. At most three queries."""
    comment = own_comment(pk, request)
    if comment.kind not in tips.KINDS or comment.status not in (Status.PUBLISHED, Status.HELD):
        raise Http404("There is nothing to add to this comment.")
    return _tip(comment)


def _tip(comment: Comment) -> Tip:
    """Accounts from before there were tips get theirs at the first visit."""
    found = Tip.objects.get_or_create(comment=comment)[0]
    found.comment = comment
    return found


def _taken(request: HttpRequest, form: Form, what: str, limit: Limit) -> bool:
    """Counts one use; where the limit is reached, the form says when it can be sent again."""
    allowance = take((what, person(request).pk), limit)
    if not allowance.ok:
        minutes = ceil(allowance.retry_after_seconds / 60)
        form.add_error(None, f"That was often. You can send it again in {minutes} minutes")
    return allowance.ok


def _page(request: HttpRequest, about: Tip, status: int = 200, **forms: Any) -> HttpResponse:
    now = {name: getattr(about, name) for name in ("contact", "may_contact", "may_use")}
    context = {
        "tip": about,
        "comment": about.comment,
        "photos": about.photos.defer("content"),
        "room": tips.MAX_PHOTOS,
        "conversation": about.messages.all(),
        "consent": ConsentForm(initial=now),
        "photo": TipPhotoForm(),
        "answer": TipAnswerForm(),
        "failed": next(iter(forms.values()), None),
        **forms,
    }
    return render(request, "comments/tip.html", context, status=status)


def _back(request: HttpRequest, about: Tip, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("tip", args=[about.comment_id]), status=303)
