"""Sections, tags and authors: one kind of page, newest stories first."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles import reading
from articles.discussed import most_discussed
from articles.models import Author, Section, Story, Tag
from articles.paging import page


def latest(request: HttpRequest) -> HttpResponse:
    """Everything, newest first: where the front page's river leads."""
    return _shelf(request, "Latest", Story.objects.published(), {})


def section(request: HttpRequest, slug: str) -> HttpResponse:
    shelf = get_object_or_404(Section, slug=slug)
    stories = Story.objects.published().in_section(shelf)
    context = {"section": shelf, "lede": shelf.description}
    return _shelf(request, shelf.name, stories, context, discussed=most_discussed(3, shelf))


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    topic = get_object_or_404(Tag, slug=slug)
    return _shelf(request, topic.name, Story.objects.published().filter(tags=topic), {})


def author(request: HttpRequest, slug: str) -> HttpResponse:
    writer = get_object_or_404(Author, slug=slug)
    stories = Story.objects.published().filter(authors=writer)
    return _shelf(request, writer.name, stories, {"author": writer, "lede": writer.title})


def _shelf(
    request: HttpRequest,
    name: str,
    stories: QuerySet[Story],
    context: dict[str, Any],
    discussed: list[Story] | None = None,
) -> HttpResponse:
    """A page of the shelf; `?after=` and `?before=` hold the cursor of the page beside it."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    shown = page(reading.cards(stories), "published_at", after=after, before=before)
    context |= {"name": name, "page": shown, "discussed": discussed or []}
    return render(request, "articles/shelf.html", context)
