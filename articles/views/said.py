"""On the record: who said what, in which story."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles import said
from articles.models import Speaker


def index(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("after", "").replace("\0", "")
    context = {"page": said.speakers(after), "latest": [] if after else said.latest()}
    return render(request, "articles/said.html", context)


def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything a speaker said on the record; 404 while there is nothing that readers may see."""
    who = get_object_or_404(Speaker, slug=slug)
    page = said.quotes_of(who, request.GET.get("after", ""))
    if not page.quotes:
        raise Http404("Nothing by this speaker is on the record.")
    return render(request, "articles/speaker.html", {"speaker": who, "page": page})
