"""A story with its discussion."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from articles import editions
from articles.editions import Edition
from newsroom.pagecache.serving import shows


def story(
    request: HttpRequest, section: str, year: str, month: str, day: str, slug: str
) -> HttpResponse:
    """The story; of an address it once had, or of one that was withdrawn, see `moved`."""
    try:
        found = editions.public(date(int(year), int(month), int(day)), slug)
    except (ValueError, OverflowError) as error:
        raise Http404("There is no such day.") from error
    if found is None:
        raise Http404("There is no such story.")
    address = found.story.get_absolute_url()
    if found.story.section.slug != section or address != request.path:
        return HttpResponsePermanentRedirect(address)
    return render_edition(request, found)


def render_edition(request: HttpRequest, edition: Edition, preview: bool = False) -> HttpResponse:
    """The page of a story."""
    story, beside = edition.story, edition.related
    shows(request, (story.pk, *(one.pk for one in beside)))
    context = {
        "story": story,
        # What the parts of the page print that are kept until the story is another.
        "edition": edition.name,
        "section": story.section,
        "authors": edition.authors,
        "photos": edition.photos,
        "tags": edition.tags,
        "corrections": edition.corrections,
        "updates": edition.updates,
        "related": beside,
        "preview": preview,
    }
    return render(request, "articles/story.html", context)
