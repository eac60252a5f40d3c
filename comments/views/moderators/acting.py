"""What a moderator does with a card: looks at it, takes it, decides it, takes a decision back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from comments import desk, figures, queue, replies, shifts
from comments.cards import cards
from comments.models import Act, Case, Decision
from comments.people import standings
from comments.queue import Wanted
from comments.views.loading import person, some_case
from comments.views.moderators.door import back_to_queue, for_the_desk, is_fragment, page
from comments.views.moderators.forms import DecisionForm
from comments.views.moderators.queue import decision_context


@require_http_methods(["GET", "HEAD", "POST"])
@for_the_desk
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One card for itself; a POST decides it."""
    found = some_case(pk)
    if request.method != "POST":
        return card_page(request, found)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _problem(
            request, found, [str(error) for errors in form.errors.values() for error in errors]
        )
    try:
        decision = carry_out(request, found, form.cleaned_data)
    except desk.AlreadyDecided as told:
        return _too_late(request, found, told.decision)
    except desk.ChangedMeanwhile:
        return _look_again(request, found)
    shifts.keep_up(person(request))
    return done(request, decision, form.cleaned_data["next"])


@require_POST
@for_the_desk
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody looks at the card: it is theirs for two minutes. The answer says whose it is."""
    moderator = person(request)
    taken = queue.take(get_object_or_404(Case, pk=pk), moderator)
    shifts.keep_up(moderator)
    if not is_fragment(request):
        return back_to_queue(request, pk)
    reader = taken.taken_by if taken and taken.taken_by_id != moderator.pk else None
    return page(request, "_reader.html", {"reader": reader, "is_gone": taken is None})


@require_POST
@for_the_desk
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes one's own decision back."""
    decision = get_object_or_404(Decision.objects.select_related("comment"), pk=pk)
    try:
        row = desk.undo(decision, person(request))
    except desk.TooLate:
        text = "That cannot be undone: ten minutes are over, or somebody decided since."
        if is_fragment(request):
            return page(request, "_problem.html", {"problems": [text]}, status=409)
        messages.error(request, text)
        return back_to_queue(request)
    return done(request, row, None)


def carry_out(request: HttpRequest, found: Case, data: dict[str, Any]) -> Decision:
    """The verb for what the form says. Raises as `desk.decide` does."""
    act, moderator = Act(data["act"]), person(request)
    if act is Act.ESCALATE:
        return desk.hand_over(found, moderator, data["reply"], seen=data["seen"])
    if act is not Act.REMOVE:
        return desk.decide(found, moderator, act, seen=data["seen"])
    return desk.decide(
        found,
        moderator,
        act,
        rule=data["rule"],
        reply=_reply(found, data),
        seen=data["seen"],
        pause_days=data["pause_days"] or 0,
    )


def done(request: HttpRequest, decision: Decision, next_case: int | None) -> HttpResponse:
    """What was done, and the last decisions for the page's margin; or back to the next card."""
    said = render_to_string("admin/desk/_said.html", {"decision": decision}).strip()
    if is_fragment(request):
        mine = figures.last_decisions(person(request))
        context = {"said": said, "decisions": mine, "wanted": Wanted.of(request.GET.dict())}
        return page(request, "_done.html", context)
    messages.success(request, said)
    return back_to_queue(request, next_case)


def card_page(request: HttpRequest, found: Case, status: int = 200, **more: Any) -> HttpResponse:
    """The card as it is now, with what there is to say about it."""
    now = queue.open_cases().filter(pk=found.pk).first()
    latest = None if now else _latest(found)
    context = {
        "title": "A case",
        "card": cards([now])[0] if now else None,
        "latest": latest,
        "case": found,
        "wanted": Wanted.of(request.GET.dict()),
        **decision_context(request),
        **more,
    }
    template = "_answer.html" if is_fragment(request) else "case.html"
    return page(request, template, context, status=status)


def _too_late(request: HttpRequest, found: Case, decision: Decision | None) -> HttpResponse:
    return card_page(request, found, status=409, was_first=True, latest=decision)


def _look_again(request: HttpRequest, found: Case) -> HttpResponse:
    return card_page(request, found, status=409, was_edited=True)


def _problem(request: HttpRequest, found: Case, problems: list[str]) -> HttpResponse:
    if is_fragment(request):
        return page(request, "_problem.html", {"problems": problems}, status=422)
    return card_page(request, found, status=422, problems=problems)


def _latest(found: Case) -> Decision | None:
    decided = Decision.objects.filter(comment=found.comment_id).select_related("moderator")
    return decided.order_by("-id").first()


def _reply(found: Case, data: dict[str, Any]) -> str:
    known = standings([found.comment.author_id]) if data["saved"] == replies.USUAL else {}
    standing = known.get(found.comment.author_id or 0)
    return replies.words(
        data["saved"],
        data["reply"],
        found.comment,
        data["rule"],
        is_repeat=bool(standing and standing.removals),
    )
