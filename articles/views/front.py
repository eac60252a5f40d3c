"""The front page."""

from django.db.models import DateTimeField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import front
from articles.discussed import most_discussed
from articles.models import Correction
from newsroom.prepared import Prepared, Slot

CORRECTIONS = 2


def _newest_corrections() -> QuerySet[Correction]:
    found = Correction.objects.public(Slot("now", DateTimeField()))
    shown = found.select_related("story__section", "credited_to").only(
        "kind", "was", "now", "suggested_at", "story__headline", "story__slug", "story__day",
        "story__published_at", "story__section__slug", "credited_to__name",
    )  # fmt: skip
    return shown.order_by("-at", "-id")[:CORRECTIONS]


_corrections = Prepared(_newest_corrections)


def front_page(request: HttpRequest) -> HttpResponse:
    """Lead, secondary stories, what is discussed, the newest, corrections."""
    context = {
        "front": front.for_readers(),
        "discussed": most_discussed(4),
        "corrections": _corrections(now=timezone.now()),
        "today": timezone.localdate(),
    }
    return render(request, "articles/front.html", context)
