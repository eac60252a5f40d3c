"""How a reader stands to others: respect, ignore, follow. Each is a button in a form."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from comments import respect as respecting
from comments import standing
from comments.views.loading import person, public_story, seen_comment
from newsroom.accounts.models import User
from newsroom.ratelimit import Limit, demand

CLICKS = Limit(60, 600)


@login_required
@require_POST
def respect(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives respect, or takes it back; never for one's own comment."""
    demand(("respect", person(request).pk), CLICKS)
    comment = seen_comment(pk, request)
    state = respecting.toggle(comment, person(request))
    if "X-Fragment" in request.headers:
        return JsonResponse({"mine": state.mine, "count": state.count})
    return HttpResponseRedirect(reverse("comment", args=[comment.pk]), status=303)


@login_required
@require_POST
def ignore(request: HttpRequest, pk: int) -> HttpResponse:
    """Ignores a person on every device, or stops to."""
    demand(("ignore", person(request).pk), CLICKS)
    standing.toggle_ignored(person(request), get_object_or_404(User, pk=pk))
    return HttpResponseRedirect(_back(request), status=303)


@login_required
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Follows the discussion of a story, or stops to."""
    demand(("follow", person(request).pk), CLICKS)
    story = public_story(pk)
    standing.toggle_followed(person(request), story)
    back = f"{story.get_absolute_url()}#comments"
    if "me" in request.POST:
        back = f"{reverse('me')}?tab=following"
    return HttpResponseRedirect(back, status=303)


def _back(request: HttpRequest) -> str:
    """The comment that the button stood on, else one's own page."""
    named = request.POST.get("comment", "")
    if named.isascii() and named.isdecimal() and len(named) < 19:
        return reverse("comment", args=[int(named)])
    return f"{reverse('me')}?tab=ignored"
