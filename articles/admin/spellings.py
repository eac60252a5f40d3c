"""The page on which an editor brings the spellings of a speaker's name together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles import spellings
from articles.models import Speaker
from newsroom.accounts.models import User


class MergeForm(forms.Form):
    """Two names as they are typed; cleans to two speakers."""

    spelling = forms.CharField(label="This spelling", max_length=120)
    into = forms.CharField(label="is the same speaker as", max_length=120)
    use_required_attribute = False

    def clean_spelling(self) -> Speaker:
        return _named(self.cleaned_data["spelling"])

    def clean_into(self) -> Speaker:
        return _named(self.cleaned_data["into"])


def overview(request: HttpRequest) -> HttpResponse:
    """Names that look alike, and what was brought together; POST brings two together."""
    _refuse_reader(request)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _merge(request, form.cleaned_data["spelling"], form.cleaned_data["into"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
    context = {
        **admin.site.each_context(request),
        "title": "Spellings of speakers’ names",
        "opts": Speaker._meta,
        "form": form,
        "pairs": spellings.lookalikes(),
        "merged": spellings.merged(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/articles/speaker/spellings.html", context, status=status)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a spelling a speaker of its own again."""
    editor = _refuse_reader(request)
    spelling = get_object_or_404(Speaker.objects.select_related("spelling_of"), pk=pk)
    with transaction.atomic():
        spellings.part(spelling)
        _log(editor, spelling, "Made a speaker of its own again.")
    messages.success(request, f"{spelling} is a speaker of their own again.")
    return _back()


@require_POST
def tell_apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Says that two names that look alike are two speakers."""
    editor = _refuse_reader(request)
    one, two = get_object_or_404(Speaker, pk=pk), get_object_or_404(Speaker, pk=other)
    with transaction.atomic():
        spellings.tell_apart(one, two)
        _log(editor, one, f"Not the same as {two}.")
    messages.success(request, f"{one} and {two} stay two speakers.")
    return _back()


def _merge(request: HttpRequest, spelling: Speaker, into: Speaker) -> HttpResponse:
    editor = _refuse_reader(request)
    with transaction.atomic():
        moved = spellings.merge(spelling, into)
        _log(editor, spelling, f"Now a spelling of {into}.")
    words = f"{moved} quotation{'' if moved == 1 else 's'}"
    messages.success(request, f"{spelling} is a spelling of {into} now, with {words}.")
    return _back()


def _named(name: str) -> Speaker:
    """The speaker of exactly this name, whatever its case."""
    name = " ".join(name.split())
    known = Speaker.objects.filter(name=name) or Speaker.objects.filter(name__iexact=name)
    for speaker in known[:1]:
        return speaker
    raise ValidationError(f"No speaker is called “{name}”.")


def _refuse_reader(request: HttpRequest) -> User:
    """The editor who is at work; raises PermissionDenied for everybody else."""
    if not isinstance(request.user, User) or not request.user.has_perm("articles.change_speaker"):
        raise PermissionDenied
    return request.user


def _log(editor: User, speaker: Speaker, words: str) -> None:
    """Stands in the speaker's history in the admin."""
    logged: Any = LogEntry.objects
    logged.log_actions(editor.pk, [speaker], CHANGE, words, single_object=True)


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_speaker_spellings"), status=303)
