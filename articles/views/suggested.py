"""The editors' inbox of corrections that readers suggest, inside the admin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from articles import suggestions
from articles.amending import plain_paragraph
from articles.forms import RulingForm
from articles.models import Correction, CorrectionKind, Suggestion, SuggestionOutcome
from articles.paging import page
from articles.suggestions import AlreadyDecided, Ruling
from newsroom.accounts.models import User

TABS = {"open": "Open", "corrected": "Corrected", "declined": "Declined"}


@dataclass
class Card:
    """A suggestion as an editor decides it. `typed` is what the forms hold, `problems` say why it
    came back. `paragraph` is the passage as it stands now, None where it has marks or is gone.
    """

    suggestion: Suggestion
    typed: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def paragraph(self) -> str | None:
        number = self.suggestion.paragraph
        return None if number is None else plain_paragraph(self.suggestion.story.body, number)

    @property
    def has_changed(self) -> bool:
        """Whether the words that the reader pointed at stand there no more."""
        now = self.paragraph
        return now is not None and self.suggestion.passage.rstrip(", ") not in now

    @property
    def since(self) -> list[Correction]:
        """Corrections of the story that were made after the reader wrote."""
        made = self.suggestion.story.corrections.all()
        return [one for one in made if one.at > self.suggestion.made_at]


View = Callable[..., HttpResponse]


def for_publishers(view: View) -> View:
    """Those who may publish; everybody else gets a 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("articles.publish_story"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_publishers
def inbox(request: HttpRequest) -> HttpResponse:
    """What is open, newest first; `?tab=` what was decided."""
    named = request.GET.get("tab", "")
    tab = named if named in TABS else "open"
    outcome = SuggestionOutcome.OPEN if tab == "open" else SuggestionOutcome(tab)
    found = _loaded().filter(outcome=outcome)
    shown = page(found, "made_at", request.GET.get("after", ""), request.GET.get("before", ""))
    context = {
        "title": "Corrections from readers",
        "tab": tab,
        "tabs": TABS.items(),
        "page": shown,
        "cards": [Card(one) for one in shown.rows],
    }
    return _page(request, context)


@require_http_methods(["GET", "POST"])
@for_publishers
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion; POST `act` decides it: 303 to the inbox, 409 when somebody else was first,
    422 with what is wrong."""
    card = Card(get_object_or_404(_loaded(), pk=pk))
    if request.method == "GET":
        return _one(request, card)
    card.typed = request.POST.dict()
    try:
        said = _decided(request, card.suggestion)
    except AlreadyDecided as told:
        by = told.suggestion.decided_by
        card = Card(get_object_or_404(_loaded(), pk=pk))
        card.problems = [f"{by.name if by else 'Somebody'} decided this before you."]
        return _one(request, card, 409)
    except ValidationError as refusal:
        card.suggestion = get_object_or_404(_loaded(), pk=pk)
        card.problems = refusal.messages
        return _one(request, card, 422)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:suggestions"), status=303)


def _decided(request: HttpRequest, suggestion: Suggestion) -> str:
    """Does what the button says; out: what to tell the editor. Raises what the verbs raise."""
    editor = request.user
    assert isinstance(editor, User)  # noqa: S101 - nobody else has the permission
    answer = request.POST.get("answer", "")[:1000]
    match request.POST.get("act"):
        case "decline":
            suggestions.decline(suggestion, answer, editor)
            return "Declined. The reader is told why."
        case "settle":
            number = request.POST.get("correction", "")
            known = {str(one.pk): one for one in suggestion.story.corrections.all()}
            if number not in known:
                raise ValidationError("Choose the correction that answers it.")
            suggestions.settle(suggestion, known[number], answer, editor)
            return "Closed. The reader is told that it was corrected."
        case _:
            form = RulingForm(request.POST)
            if not form.is_valid():
                raise ValidationError([words for field in form.errors.values() for words in field])
            ruling = dict(form.cleaned_data)
            if ruling["paragraph"] == Card(suggestion).paragraph:
                ruling["paragraph"] = ""
            suggestions.correct(suggestion, Ruling(**ruling), editor)
            return "The correction is published, and the reader is told."


def _loaded() -> QuerySet[Suggestion]:
    related = ("story__section", "reader", "quote__speaker", "decided_by", "correction")
    return Suggestion.objects.select_related(*related).prefetch_related("story__corrections")


def _one(request: HttpRequest, card: Card, status: int = 200) -> HttpResponse:
    context = {"title": "A correction from a reader", "cards": [card], "alone": True}
    return _page(request, context, status)


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """In the admin's frame."""
    request.current_app = admin.site.name
    around = {**admin.site.each_context(request), "kinds": CorrectionKind.choices}
    template = "admin/suggestions/inbox.html"
    return render(request, template, {**around, **context}, status=status)
