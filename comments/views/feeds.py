"""The newest comments of a story as an Atom feed (RFC 4287)."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.models import Story
from articles.views.documents import ATOM, document
from comments.models import Comment
from newsroom.origin import absolute

ENTRIES = 50


@require_safe
def story_feed(
    request: HttpRequest, section: str, year: str, month: str, day: str, slug: str
) -> HttpResponse:
    """The comments that readers can see, the newest first; 404 where no public story stands."""
    try:
        published_on = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404("There is no such day.") from error
    stories = Story.objects.published().select_related("section").defer("body")
    story = get_object_or_404(stories, day=published_on, slug=slug, section__slug=section)
    newest = Comment.objects.published().filter(story=story).select_related("author")
    comments = list(newest.order_by("-pk")[:ENTRIES])
    changed = [comment.edited_at or comment.posted_at for comment in comments]
    updated = max(changed, default=story.published_at)
    context = {
        "story": story,
        "comments": comments,
        "host": urlsplit(settings.SITE_URL).hostname,
        "site": absolute(request, "/").rstrip("/"),
        "page": absolute(request, story.get_absolute_url()),
        "address": absolute(request, request.path),
        "updated": updated,
        "SITE_NAME": settings.SITE_NAME,
    }
    return document(request, "comments/feed.xml", context, ATOM, modified=updated, max_age=60)
