"""All corrections, newest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Correction
from articles.paging import page
from articles.suggestions import share_of_readers


def corrections(request: HttpRequest) -> HttpResponse:
    found = Correction.objects.public().select_related("story__section", "credited_to")
    shown = page(found, "at", request.GET.get("after", ""), request.GET.get("before", ""))
    return render(
        request, "articles/corrections.html", {"page": shown, "share": share_of_readers()}
    )
