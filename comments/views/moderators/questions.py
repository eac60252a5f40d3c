"""Readers' questions for the newsroom: the list of a reporter or an editor, and its answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comments import questions, submission
from comments.forms import CommentForm
from comments.models import Comment
from comments.submission import Entry
from comments.views.loading import person
from comments.views.moderators.door import page
from comments.views.writing import REFUSALS
from newsroom.ratelimit import Limit, demand

QUESTIONS_A_PAGE = 20
ANSWERS = Limit(60, 3600)
TABS = {"waiting": "Waiting", "answered": "Answered", "aside": "Set aside"}
BROKEN = "This breaks a house rule. Mend it and post it again."
View = Callable[..., HttpResponse]


def for_the_asked(view: View) -> View:
    """Reporters with an account, and editors; everybody else gets a 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not questions.takes_part(person(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_the_asked
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, what was answered, what was set aside; the newest first."""
    return _list(request)


@require_POST
@for_the_asked
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers in the thread: 303 back to the list; 422 with the reason, and the text kept."""
    question = _asked(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _list(request, question, str(next(iter(form.errors.values()))[0]))
    demand(("answer", person(request).pk), ANSWERS)
    data = form.cleaned_data
    entry = Entry(
        question.story, person(request), data["body"], parent=question, token=data["token"]
    )
    outcome = submission.submit(entry)
    if outcome.comment is None:
        problem = REFUSALS[outcome.refusal] if outcome.refusal else BROKEN
        return _list(request, question, problem)
    messages.success(request, "Your answer stands in the discussion.")
    return _back()


@require_POST
@for_the_asked
def aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a question off the list without an answer, or with `back` puts it on again."""
    question = _asked(request, pk)
    questions.set_aside(question, person(request), aside="back" not in request.POST)
    said = "It waits for an answer again." if "back" in request.POST else "It is set aside."
    messages.success(request, said)
    return _back()


def _asked(request: HttpRequest, pk: int) -> Comment:
    """A question that this person may answer; raises Http404 for any other comment."""
    asked = questions.seen_by(person(request)).select_related("story__section", "author")
    return get_object_or_404(asked.defer("story__body"), pk=pk)


def _list(request: HttpRequest, refused: Comment | None = None, problem: str = "") -> HttpResponse:
    """The page; with the question whose answer was refused, the reason and what was typed."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "waiting"
    seen = questions.seen_by(person(request))
    found = _from(_of_tab(seen, tab), request.GET.get("before", ""))
    rows = list(
        found.select_related("author", "story__section", "answer__author")
        .defer("story__body")
        .prefetch_related("story__authors")
        .order_by("-pk")[: QUESTIONS_A_PAGE + 1]
    )
    context = {
        "title": "Readers’ questions",
        "tabs": TABS,
        "tab": tab,
        "questions": rows[:QUESTIONS_A_PAGE],
        "before": rows[QUESTIONS_A_PAGE - 1].pk if len(rows) > QUESTIONS_A_PAGE else "",
        "refused": refused,
        "problem": problem,
        "typed": request.POST.get("body", ""),
    }
    return page(request, "questions.html", context, status=422 if problem else 200)


def _of_tab(seen: QuerySet[Comment], tab: str) -> QuerySet[Comment]:
    if tab == "answered":
        return seen.filter(answer__isnull=False)
    return seen.filter(set_aside_at__isnull=False) if tab == "aside" else questions.waiting(seen)


def _from(found: QuerySet[Comment], before: str) -> QuerySet[Comment]:
    """The questions before the cursor; raises Http404 for one that this site never made."""
    if not before:
        return found
    if not (before.isascii() and before.isdecimal() and len(before) < 19):
        raise Http404("There is no such page.")
    return found.filter(pk__lt=int(before))


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:questions"), status=303)
