"""The editors' inbox of eyewitness accounts, inside the admin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from articles.paging import page
from comments import tips
from comments.models import Tip, TipPhoto, TipState, Use
from comments.views.loading import person
from comments.views.tips import picture

TABS = [(state.value, state.label) for state in TipState]


@dataclass
class Card:
    """A tip as an editor handles it. `typed` is what its forms hold, `problems` say why it came
    back."""

    tip: Tip
    typed: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def is_usable(self) -> bool:
        """Whether it can be added to its story now."""
        return self.tip.may_use != Use.NO and self.tip.state != TipState.USED


View = Callable[..., HttpResponse]


def for_editors(view: View) -> View:
    """Those who may read tips; everybody else, moderators too, gets a 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("comments.read_tips"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_editors
def inbox(request: HttpRequest) -> HttpResponse:
    """Tips in one state, the one touched last first; `?tab=` names the state."""
    named = request.GET.get("tab", "")
    tab = named if named in TipState else TipState.OPEN.value
    found = _loaded().filter(state=tab)
    shown = page(found, "touched_at", request.GET.get("after", ""), request.GET.get("before", ""))
    context = {
        "title": "Eyewitness accounts",
        "tab": tab,
        "tabs": TABS,
        "page": shown,
        "cards": [Card(one) for one in shown.rows],
    }
    return _page(request, context)


@require_http_methods(["GET", "POST"])
@for_editors
def handle(request: HttpRequest, pk: int) -> HttpResponse:
    """One tip; POST `act` asks its author, closes it or adds it to the story: 303, or 422 with
    what stands in the way and all that was typed."""
    card = Card(get_object_or_404(_loaded(), pk=pk))
    if request.method == "GET":
        return _one(request, card)
    try:
        said = _done(request, card.tip)
    except tips.NoConsent:
        refusal = ["The author has not agreed to that, or no longer does. Ask them first."]
    except ValidationError as error:
        refusal = error.messages
    else:
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:tips"), status=303)
    card = Card(get_object_or_404(_loaded(), pk=pk), request.POST.dict(), refusal)
    return _one(request, card, 422)


@require_safe
@for_editors
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo that is held for editors."""
    return picture(get_object_or_404(TipPhoto, pk=pk))


def _done(request: HttpRequest, tip: Tip) -> str:
    """Does what the button says; out: what to tell the editor. Raises what the verbs raise."""
    editor, typed = person(request), request.POST
    match typed.get("act"):
        case "ask":
            tips.ask(tip, typed.get("text", "")[:1000], editor)
            return "The author is asked, in private."
        case "close":
            tips.close(tip, editor)
            return "Closed."
        case "use":
            if not editor.has_perm("articles.publish_story"):
                raise PermissionDenied
            number = typed.get("revision", "")
            seen = (
                int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
            )
            text, what = typed.get("story", "")[:10_000], typed.get("what", "")
            story = tips.use(tip, editor, text, what, _chosen(request, tip), seen)
            return f"Added to “{story.headline}”, and the author is told."
    raise ValidationError("Choose what to do.")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _chosen(request: HttpRequest, tip: Tip) -> dict[int, str]:
    """The photos that are ticked, with their alternative texts."""
    ticked = set(request.POST.getlist("photo"))
    return {
        one.pk: request.POST.get(f"alt-{one.pk}", "")
        for one in tip.photos.all()
        if str(one.pk) in ticked
    }


def _loaded() -> QuerySet[Tip]:
    photos = Prefetch("photos", TipPhoto.objects.defer("content"))
    found = Tip.objects.select_related("comment__author", "comment__story__section", "handled_by")
    return found.defer("comment__story__body").prefetch_related(
        photos, "messages__editor", "consents__used_by"
    )


def _one(request: HttpRequest, card: Card, status: int = 200) -> HttpResponse:
    return _page(
        request, {"title": "An eyewitness account", "cards": [card], "alone": True}, status
    )


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """In the admin's frame."""
    request.current_app = admin.site.name
    around = {**admin.site.each_context(request), **context}
    return render(request, "admin/tips/inbox.html", around, status=status)
