"""The share image of a story."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles.models import Story
from articles.share_image import digest
from articles.share_image import share_image as drawn

HOUR, YEAR = 3600, 31_536_000  # seconds


@require_safe
def share_image(request: HttpRequest, pk: int) -> HttpResponse:
    """A PNG, for public stories only; kept for good where `?v=` holds the current revision."""
    story = get_object_or_404(Story.objects.published().select_related("section"), pk=pk)
    etag = f'"{digest(story)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(drawn(story), content_type="image/png")
    current = request.GET.get("v") == str(story.revision)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={YEAR if current else HOUR}"
    return response
