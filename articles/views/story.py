"""A story with its discussion."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from articles import reading
from articles.models import Story
from articles.related import related
from newsroom.pagecache.serving import shows
from newsroom.templatetags.kept import loaded


def story(
    request: HttpRequest, section: str, year: str, month: str, day: str, slug: str
) -> HttpResponse:
    """The story; of an address it once had, or of one that was withdrawn, see `moved`."""
    try:
        found = reading.public_story(date(int(year), int(month), int(day)), slug)
    except (ValueError, OverflowError) as error:
        raise Http404("There is no such day.") from error
    if found is None:
        raise Http404("There is no such story.")
    if found.section.slug != section or found.get_absolute_url() != request.path:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    return render_story(request, found)


def render_story(request: HttpRequest, story: Story, preview: bool = False) -> HttpResponse:
    """The page of a story that was loaded by `reading.full`."""
    beside = related(story)
    shows(request, (story.pk, *(one.pk for one in beside)))
    context = {
        "story": story,
        # What the parts of the page print that are kept until the story is another.
        "edition": loaded(story, but="comment_count") + loaded(story.section),
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
