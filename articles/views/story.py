"""A story with its discussion."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from articles import reading
from articles.models import OldAddress, Status, Story
from articles.related import related
from newsroom.pagecache.serving import shows


def story(
    request: HttpRequest, section: str, year: str, month: str, day: str, slug: str
) -> HttpResponse:
    """The story; 301 from an address it once had, 410 when it was withdrawn."""
    try:
        found = reading.public_story(date(int(year), int(month), int(day)), slug)
    except (ValueError, OverflowError) as error:
        raise Http404("There is no such day.") from error
    if found is None:
        return _moved_or_gone(request)
    if found.section.slug != section or found.get_absolute_url() != request.path:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return render_story(request, found)


def render_story(request: HttpRequest, story: Story, preview: bool = False) -> HttpResponse:
    """The page of a story that was loaded by `reading.full`."""
    beside = related(story)
    shows(request, (story.pk, *(one.pk for one in beside)))
    context = {
        "story": story,
        "section": story.section,
        "authors": reading.byline(story),
        "photos": reading.pictures(story),
        "tags": reading.in_order(story.tag_rows),  # type: ignore[attr-defined]
        "corrections": reading.corrections(story),
        "updates": reading.updates(story),
        "related": beside,
        "preview": preview,
    }
    return render(request, "articles/story.html", context)


def _moved_or_gone(request: HttpRequest) -> HttpResponse:
    """What an address answers when no public story stands at it."""
    old = OldAddress.objects.filter(path=request.path).select_related("story__section").first()
    if old is None:
        raise Http404("There is no such story.")
    if old.story.status == Status.WITHDRAWN:
        return render(request, "articles/withdrawn.html", {"story": old.story}, status=410)
    if not old.story.is_public():
        raise Http404("There is no such story.")
    return HttpResponsePermanentRedirect(old.story.get_absolute_url())
