"""Preview of a story, for whoever was sent the link: a lawyer or a source without an account."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from articles import editions, previews
from articles.models import Story
from articles.views.story import render_edition


@cache_control(no_store=True, private=True)
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The story that the token opens; 410 once the link is old. Kept out of caches and searches."""
    try:
        pk = previews.story_id(token)
    except SignatureExpired:
        response = render(request, "articles/preview_expired.html", status=410)
    except BadSignature as error:
        raise Http404("This is no preview link of ours.") from error
    else:
        stories = editions.pages(Story.objects.all(), timezone.now())
        edition = editions.edition(get_object_or_404(stories, pk=pk))
        response = render_edition(request, edition, preview=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # The address is the key: no page that the reader goes on to may learn it.
    response["Referrer-Policy"] = "no-referrer"
    return response
