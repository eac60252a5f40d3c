"""The queue: one page of cards, the counts around it, and who is at the desk."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.navigation import in_navigation
from comments import figures, queue, replies, shifts
from comments.cards import cards
from comments.desk import REMOVABLE_UNDER
from comments.house import short
from comments.queue import Tab, Wanted
from comments.rules import Rule
from comments.sanctions import LONGEST_OF_A_MODERATOR, PAUSES
from comments.views.loading import person
from comments.views.moderators.door import (
    for_moderators,
    for_the_desk,
    is_fragment,
    is_moderator,
    page,
)

TABS = {
    Tab.OPEN: ("All open", "open"),
    Tab.REPORTED: ("Reported", "reported"),
    Tab.HELD: ("Held before posting", "held"),
    Tab.ESCALATED: ("With an editor", "escalated"),
    Tab.APPEALS: ("Appeals", "appeals"),
    Tab.DECIDED: ("Decided today", "decided"),
}
# What editors without a moderator's permission are here for.
_EDITORS_TABS = (Tab.ESCALATED, Tab.DECIDED)


@require_safe
@for_the_desk
def desk(request: HttpRequest) -> HttpResponse:
    """The queue as the address asks for it; for a script the cards alone."""
    wanted = Wanted.of(request.GET.dict())
    if not is_moderator(request) and wanted.tab not in _EDITORS_TABS:
        wanted = Wanted(tab=Tab.ESCALATED)
    context = {**rows(wanted), **decision_context(request), "wanted": wanted}
    if is_fragment(request):
        return page(request, "_list.html", context)
    return page(request, "queue.html", {**context, **_around(request, wanted)})


@require_POST
@for_moderators
def shift(request: HttpRequest) -> HttpResponse:
    """Comes to the desk or leaves it."""
    move = shifts.come if request.POST.get("on") else shifts.leave
    move(person(request))
    return HttpResponseRedirect(reverse("admin:desk"), status=303)


def rows(wanted: Wanted) -> dict[str, Any]:
    """What the tab lists."""
    if wanted.tab is Tab.APPEALS:
        appeals = queue.appeals(wanted)
        return {"appeals": appeals.rows, "more": appeals.more}
    if wanted.tab is Tab.DECIDED:
        decided = queue.decided(wanted)
        return {"decided": decided.rows, "more": decided.more}
    found = queue.cases(wanted)
    return {"cards": cards(found.rows), "more": found.more}


def decision_context(request: HttpRequest) -> dict[str, Any]:
    """What every card's forms offer: rules with their keys, replies, how long one may pause."""
    senior = request.user.has_perm("comments.change_sanction")
    return {
        "request": request,
        "rules": [(code.value, short(code), key) for key, code in _keyed()],
        "replies": replies.saved_replies(),
        "pauses": [d for d in PAUSES if senior or d <= LONGEST_OF_A_MODERATOR],
        "is_moderator": is_moderator(request),
        "is_editor": request.user.has_perm("comments.pick"),
    }


def _keyed() -> list[tuple[int, Rule]]:
    return list(enumerate(REMOVABLE_UNDER, start=1))


def _around(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    moderator = person(request)
    counted = figures.figures(moderator)
    here = shifts.at_the_desk()
    shown = TABS if is_moderator(request) else {tab: TABS[tab] for tab in _EDITORS_TABS}
    return {
        "title": "Moderation queue",
        "late_minutes": settings.DESK_LATE_MINUTES,
        "figures": counted,
        "tabs": [(tab, label, getattr(counted, count)) for tab, (label, count) in shown.items()],
        "shifts": here,
        "on_shift": any(one.moderator_id == moderator.pk for one in here),
        "sections": in_navigation(),
        "decisions": figures.last_decisions(moderator),
    }
