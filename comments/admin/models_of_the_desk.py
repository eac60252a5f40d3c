"""The models that were fitted on the desk's decisions: a card for each, and the one switch."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from comments.admin.records import ReadOnly
from comments.learning import drift, in_use
from comments.learning.figures import LEAST_DECISIONS, LEAST_REMOVALS, Figures, Outcome
from comments.models import ScreeningModel
from comments.screening.learned import Learned
from comments.screening.terms import WORDS

TERMS_SHOWN = 20
SWITCHES = "comments.change_screeningmodel"
LABELS = {
    "": "Being fitted, or broken off",
    Outcome.USED: "Better than what there was",
    Outcome.WORSE_BY_STORY: "Not used: no better on stories it had not seen",
    Outcome.WORSE_BY_TIME: "Not used: no better on the newest decisions",
    Outcome.WORSE_THAN_PRESENT: "Not used: not shown to be better than the one in use",
    Outcome.TOO_LITTLE: "Not used: it finds too little where it is to be precise and fair",
    Outcome.TOO_ALIKE: "Not used: too few stories or days to judge it by",
    Outcome.TOO_FEW: "Not fitted: too few decisions",
}


@admin.register(ScreeningModel)
class ScreeningModelAdmin(ReadOnly):
    list_display = ("version", "fitted_at", "decisions", "removals", "verdict", "is_used")
    ordering = ("-id",)
    change_list_template = "admin/comments/screeningmodel/change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("table", "learned_from")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.switch)
        address = path("switch/", view, name="comments_screeningmodel_switch")
        return [address, *super().get_urls()]

    @admin.display(description="model", ordering="id")
    def version(self, model: ScreeningModel) -> str:
        return f"Model {model.pk}"

    @admin.display(description="outcome")
    def verdict(self, model: ScreeningModel) -> str:
        return LABELS[model.outcome]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"title": "Screening models", **_switching(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The card: figures, what it goes by, how it does since. Six queries."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        is_number = object_id.isascii() and object_id.isdecimal() and len(object_id) < 19
        model = get_object_or_404(ScreeningModel, pk=object_id if is_number else 0)
        learned = in_use.table_of(model) if model.is_used else None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Model {model.pk}",
            "opts": self.opts,
            "model": model,
            "verdict": LABELS[model.outcome],
            "figures": Figures.of(model.figures) if model.figures else None,
            **_switching(request),
            **(_card(model, learned) if learned else {}),
        }
        return TemplateResponse(request, "admin/comments/screeningmodel/card.html", context)

    def switch(self, request: HttpRequest) -> HttpResponse:
        """Lets the model in use hold comments, or no longer."""
        if not request.user.has_perm(SWITCHES):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        on = bool(request.POST.get("on"))
        in_use.switch(on)
        said = "The desk’s own model may hold comments." if on else "It holds nothing any more."
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:comments_screeningmodel_changelist"), status=303)


def _switching(request: HttpRequest) -> dict[str, Any]:
    """What the switch says. At most one query a second."""
    return {
        "is_on": in_use.is_on(),
        "may_switch": request.user.has_perm(SWITCHES),
        "least": LEAST_DECISIONS,
        "least_removals": LEAST_REMOVALS,
    }


def _card(model: ScreeningModel, learned: Learned) -> dict[str, Any]:
    """What only the model in use can tell."""
    strength = {term: idf * weight for term, (idf, weight) in learned.weights.items()}
    words = sorted((term for term in strength if term.startswith(WORDS)), key=strength.__getitem__)
    since = drift.since(model, learned)
    promised = Figures.of(model.figures).by_time.precision
    return {
        "against": [term.removeprefix(WORDS) for term in reversed(words[-TERMS_SHOWN:])],
        "kept": [term.removeprefix(WORDS) for term in words[:TERMS_SHOWN]],
        "learned": learned,
        "since": since,
        "has_fallen": since is not None and since.has_fallen_from(promised),
    }
