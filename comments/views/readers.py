"""Reading: the rules, permalinks, long threads, what is new."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from articles.changes import changes
from comments import threads
from comments.house import rules
from comments.models import Comment
from comments.views.loading import public_story, seen_comment
from newsroom.pagecache.serving import shows


@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/rules.html", {"rules": rules()})


@require_safe
def permalink(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes to the page on which the comment stands, and to the comment."""
    return HttpResponseRedirect(threads.whereabouts(seen_comment(pk, request)))


@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread for itself, from the reply `?at=`, or after the place `?after=`."""
    root = seen_comment(pk, request)
    at = _reply(request, root) if request.GET.get("at") else None
    shows(request, [root.story_id])
    page = threads.thread(root, request.user, request.GET.get("after", ""), at)
    context = {"page": page, "root": root, "story": root.story, "rules": rules(), "level": 0}
    context["changes"] = changes(root.story)
    fragment = "X-Fragment" in request.headers
    return render(request, f"comments/{'_thread' if fragment else 'thread'}.html", context)


@require_safe
@conditional_page
def newer(request: HttpRequest, pk: int) -> HttpResponse:
    """How many comments came after `?since=`, for a page that asks once a minute.

    The answer names itself by its own content, so that most questions end in a 304.
    """
    since = request.GET.get("since", "")
    number = int(since) if since.isascii() and since.isdecimal() and len(since) < 19 else 0
    shows(request, [pk])
    return JsonResponse({"newer": threads.newer(public_story(pk), number)})


def _reply(request: HttpRequest, root: Comment) -> Comment | None:
    """The reply that the address asks to begin with, if it stands in this thread."""
    named = request.GET["at"]
    if not (named.isascii() and named.isdecimal() and len(named) < 19):
        return None
    return Comment.objects.replies_in_place().filter(root=root, pk=int(named)).first()
