"""The front page."""

from django.db.models import DateTimeField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.discussed import most_discussed
from articles.front import front
from articles.models import Correction
from newsroom.prepared import Prepared, Slot

_corrections = Prepared(
    lambda: Correction.objects.public(Slot("now", DateTimeField())).select_related(
        "story__section", "credited_to"
    )[:2]
)


def front_page(request: HttpRequest) -> HttpResponse:
    """Lead, secondary stories, what is discussed, the newest, corrections."""
    context = {
        "front": front(),
        "discussed": most_discussed(4),
        "corrections": _corrections(now=timezone.now()),
        "today": timezone.localdate(),
    }
    return render(request, "articles/front.html", context)
