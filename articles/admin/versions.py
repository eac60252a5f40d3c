"""Pages of a story's versions: the list, the difference between two, and the way back."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from articles import history
from articles.models import Story

if TYPE_CHECKING:
    from articles.admin.story import StoryAdmin


@require_GET
def version_list(request: HttpRequest, pk: int, admin: "StoryAdmin") -> HttpResponse:
    """All versions of a story, the newest first."""
    story = _visible(admin, request, pk)
    context = admin.page_context(request, story, "Versions")
    context["versions"] = history.versions(story)
    return render(request, "admin/articles/story/versions.html", context)


@require_GET
def version(request: HttpRequest, pk: int, version_id: int, admin: "StoryAdmin") -> HttpResponse:
    """What one version changed against the one before it, or against `?since=` an earlier one."""
    story = _visible(admin, request, pk)
    kept = history.versions(story)
    shown = get_object_or_404(kept, history_id=version_id)
    earlier = kept.filter(history_id__lt=version_id)
    since = request.GET.get("since", "")
    if since.isascii() and since.isdecimal() and len(since) < 19:
        earlier = earlier.filter(history_id=int(since))
    before = earlier.first()
    context = admin.page_context(request, story, "What changed")
    context |= {
        "version": shown,
        "before": before,
        "changes": history.changes(before, shown),
        "is_newest": kept.first() == shown,
        "may_restore": admin.has_change_permission(request, story),
    }
    return render(request, "admin/articles/story/version.html", context)


@require_POST
def restore(request: HttpRequest, pk: int, version_id: int, admin: "StoryAdmin") -> HttpResponse:
    """Brings the words of a version back as the newest one."""
    story = _visible(admin, request, pk)
    if not admin.has_change_permission(request, story):
        raise PermissionDenied
    chosen = get_object_or_404(history.versions(story), history_id=version_id)
    try:
        history.restore(story, chosen, admin.editor(request))
    except ValidationError as refusal:
        for words in refusal.messages:
            messages.error(request, words)
    else:
        messages.success(request, "Restored. The version from before is kept as well.")
    return HttpResponseRedirect(reverse("admin:articles_story_change", args=[pk]))


def _visible(admin: "StoryAdmin", request: HttpRequest, pk: int) -> Story:
    story = get_object_or_404(Story.objects.select_related("section"), pk=pk)
    if not admin.has_view_permission(request, story):
        raise PermissionDenied
    return story
