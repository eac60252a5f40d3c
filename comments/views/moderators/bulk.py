"""Several cards at once: one act, and for a removal one rule, for all of them."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from comments import copies as copying
from comments import desk, queue, replies, shifts
from comments.models import Act, Case
from comments.people import standings
from comments.views.loading import person
from comments.views.moderators.door import back_to_queue, for_moderators, page
from comments.views.moderators.queue import decision_context

# More than these want a second look: their number has to be typed (DESIGN section 8).
ASKS_FROM = 21
MOST = 200
ACTS = {"publish": Act.PUBLISH, "remove": Act.REMOVE}


@dataclass
class Outcome:
    """How many were decided, by whom others were before, and how many texts had changed."""

    done: int = 0
    taken: list[str] = field(default_factory=list)
    changed: int = 0


@require_safe
@for_moderators
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """All open cases with the same text, chosen, with one decision for them."""
    found = get_object_or_404(Case, pk=pk)
    same = copying.open_copies(found).select_related("comment__author", "comment__story__section")
    context = {
        "title": "Copies of one text",
        "copies": list(same[:MOST]),
        "asks_from": ASKS_FROM,
        **decision_context(request),
    }
    return page(request, "copies.html", context)


@require_POST
@for_moderators
def act(request: HttpRequest) -> HttpResponse:
    """Decides or takes the chosen cards one by one; what somebody else decided stays theirs."""
    chosen = _chosen(request)
    do, rule = request.POST.get("do", ""), request.POST.get("rule", "")
    if not chosen:
        return _told(request, "Choose at least one card.", error=True)
    if do == "take":
        for case in chosen:
            queue.take(case, person(request))
        return _told(request, f"You have taken {_comments(len(chosen))} for two minutes.")
    if do not in ACTS:
        return _told(request, "Choose what to do with them.", error=True)
    if do == "remove" and rule not in desk.REMOVABLE_UNDER:
        return _ask(request, chosen, "Pick the rule that they break, one for all.")
    if len(chosen) >= ASKS_FROM and request.POST.get("count", "").strip() != str(len(chosen)):
        return _ask(request, chosen, f"Type {len(chosen)} to decide all {len(chosen)} of them.")
    shifts.keep_up(person(request))
    return _report(request, _decide(request, chosen, ACTS[do], rule if do == "remove" else ""))


def _decide(request: HttpRequest, chosen: list[Case], act: Act, rule: str) -> Outcome:
    known = standings(case.comment.author_id for case in chosen) if rule else {}
    outcome = Outcome()
    for case in chosen:
        standing = known.get(case.comment.author_id or 0)
        again = bool(standing and standing.removals)
        said = replies.words(replies.USUAL, "", case.comment, rule, again) if rule else ""
        seen = request.POST.get(f"seen-{case.pk}")
        try:
            desk.decide(case, person(request), act, rule=rule, reply=said, seen=seen)
            outcome.done += 1
        except desk.AlreadyDecided as told:
            by = told.decision.moderator if told.decision else None
            outcome.taken.append(by.name if by else "the author")
        except desk.ChangedMeanwhile:
            outcome.changed += 1
        except PermissionDenied:
            outcome.taken.append("an editor")
    return outcome


def _chosen(request: HttpRequest) -> list[Case]:
    """The cases that the form names, in its order of cards; whatever else it says is left out."""
    given = request.POST.getlist("case")
    named = {int(pk) for pk in given if pk.isascii() and pk.isdecimal() and len(pk) < 19}
    ids = sorted(named)[:MOST]
    found = Case.objects.filter(pk__in=ids).select_related("comment__author", "comment__story")
    return list(found.order_by("-urgency", "id"))


def _ask(request: HttpRequest, chosen: list[Case], question: str) -> HttpResponse:
    """The same choice again, with what is missing."""
    context: dict[str, Any] = {
        "title": "One more thing",
        "copies": chosen,
        "question": question,
        "asks_from": ASKS_FROM,
        "do": request.POST.get("do"),
        "rule": request.POST.get("rule"),
        **decision_context(request),
    }
    return page(request, "copies.html", context, status=422)


def _report(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    said = [f"Decided {_comments(outcome.done)}."]
    if outcome.taken:
        who = ", ".join(sorted(set(outcome.taken)))
        said.append(f"{len(outcome.taken)} had been decided by {who}; nothing was overwritten.")
    if outcome.changed:
        said.append(f"{outcome.changed} had been edited meanwhile: look at them again.")
    return _told(request, " ".join(said), error=not outcome.done)


def _told(request: HttpRequest, text: str, error: bool = False) -> HttpResponse:
    (messages.error if error else messages.success)(request, text)
    return back_to_queue(request)


def _comments(count: int) -> str:
    return f"{count} comment{'' if count == 1 else 's'}"
