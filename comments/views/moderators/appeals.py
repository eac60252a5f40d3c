"""Appeals: somebody else than the one who removed the comment decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from comments import appeals, desk, shifts
from comments.models import Appeal
from comments.views.loading import person
from comments.views.moderators.acting import done
from comments.views.moderators.door import for_moderators, is_fragment, page


@require_POST
@for_moderators
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Restores the comment or keeps it removed; `reply` is for its author."""
    appeal = get_object_or_404(Appeal.objects.select_related("decision"), pk=pk)
    restore = request.POST.get("act") == "restore"
    reason = request.POST.get("reply", "")[:1000]
    try:
        decision = appeals.decide(appeal, person(request), restore, reason)
    except desk.AlreadyDecided as told:
        return _too_late(request, told)
    shifts.keep_up(person(request))
    return done(request, decision, None)


def _too_late(request: HttpRequest, told: desk.AlreadyDecided) -> HttpResponse:
    by = told.decision.moderator if told.decision else None
    text = f"{by.name if by else 'Somebody'} decided this appeal before you."
    if is_fragment(request):
        return page(request, "_problem.html", {"problems": [text]}, status=409)
    messages.error(request, text)
    return HttpResponseRedirect(f"{reverse('admin:desk')}?tab=appeals", status=303)
