"""The author's drawer: what is known of a person, notes about them, measures against them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comments import sanctions
from comments.models import Measure, Report, Sanction, StaffNote
from comments.people import standings
from comments.views.loading import person as current_person
from comments.views.moderators.door import back_to_queue, for_moderators, page
from comments.views.moderators.forms import NoteForm, SanctionForm
from comments.views.moderators.queue import decision_context
from newsroom.accounts.models import User

ROWS = 50


@require_safe
@for_moderators
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _drawer(request, get_object_or_404(User, pk=pk))


@require_POST
@for_moderators
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a staff note."""
    about = get_object_or_404(User, pk=pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _drawer(request, about, form, status=422)
    StaffNote.objects.create(
        person=about, by=current_person(request), text=form.cleaned_data["text"]
    )
    messages.success(request, "The note is kept. Only moderators read it.")
    if (case := request.POST.get("case", "")) and case.isascii() and case.isdecimal():
        return back_to_queue(request, int(case))
    return _back(about)


@require_POST
@for_moderators
def sanction(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a measure against the person."""
    about = get_object_or_404(User, pk=pk)
    form = SanctionForm(request.POST)
    if not form.is_valid():
        return _drawer(request, about, form, status=422)
    data = form.cleaned_data
    measure = Measure(data["measure"])
    taken = sanctions.impose(
        about,
        current_person(request),
        measure,
        days=(data["days"] or 0) if measure is Measure.PAUSE else 0,
        rule=data["rule"],
        reason=data["reason"],
    )
    messages.success(request, f"{about.name}: {taken.get_measure_display().lower()}.")
    return _back(about)


@require_POST
@for_moderators
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a measure."""
    running = get_object_or_404(Sanction.objects.select_related("person"), pk=pk)
    lifted = sanctions.lift(running, current_person(request))
    messages.success(request, "The measure is lifted." if lifted else "It had been lifted before.")
    return _back(running.person)


def _drawer(request: HttpRequest, about: User, form: Any = None, status: int = 200) -> HttpResponse:
    by = current_person(request)
    # By way of the person, whom each comment then knows and does not ask for.
    comments = about.comments.select_related("story__section")
    reports = Report.objects.filter(reporter=about).select_related("comment__story__section")
    measures = Sanction.objects.filter(person=about).select_related("by", "lifted_by")
    running = {one.pk for one in Sanction.objects.filter(person=about).in_force()}
    context = {
        "title": about.name,
        "about": about,
        "standing": standings([about.pk], [about.pk]).get(about.pk),
        "comments": comments.defer("story__body").order_by("-id")[:ROWS],
        "reports": reports.defer("comment__story__body").order_by("-id")[:ROWS],
        "notes": StaffNote.objects.filter(person=about).select_related("by")[:ROWS],
        "sanctions": [
            (one, one.pk in running and sanctions.may_lift(one, by), one.pk in running)
            for one in measures[:ROWS]
        ],
        "measures": [one for one in Measure if sanctions.may_impose(by, one)],
        "form": form,
        **decision_context(request),
    }
    return page(request, "person.html", context, status=status)


def _back(about: User) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:desk_person", args=[about.pk]), status=303)
