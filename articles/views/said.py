"""On the record: who said what, in which story."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from articles import said
from articles.models import Speaker
from articles.search import Wanted, find_quotes
from articles.views.search import cursor


class RecordForm(forms.Form):
    """What a reader looks for on the record. Every field may stay empty."""

    q = forms.CharField(label="Words", max_length=300, required=False)
    speaker = forms.CharField(label="Speaker", max_length=120, required=False)
    role = forms.CharField(label="Role", max_length=120, required=False)
    since = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label="To",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError({"until": "Give a day that is not before the first one."})
        return cleaned


def index(request: HttpRequest) -> HttpResponse:
    """Speakers and what was said last; or, for a question in the address, what answers it."""
    if request.GET.keys() & RecordForm.base_fields.keys():
        return _found(request)
    after = request.GET.get("after", "").replace("\0", "")
    latest = [] if after else said.latest()
    context = {"form": RecordForm(), "page": said.speakers(after), "latest": latest}
    return render(request, "articles/said.html", context)


def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything a speaker said on the record; 404 while there is nothing that readers may see.

    A spelling leads to the speaker whose it is, not for ever: an editor may part them again.
    """
    who = get_object_or_404(Speaker.objects.select_related("spelling_of"), slug=slug)
    if who.spelling_of:
        return HttpResponseRedirect(who.spelling_of.get_absolute_url())
    page = said.quotes_of(who, request.GET.get("after", ""))
    if not page.quotes:
        raise Http404("Nothing by this speaker is on the record.")
    context = {"speaker": who, "page": page, "spellings": said.spellings_of(who)}
    return render(request, "articles/speaker.html", context)


def _found(request: HttpRequest) -> HttpResponse:
    form = RecordForm({name: str(value).replace("\0", "") for name, value in request.GET.items()})
    if not form.is_valid():
        return render(request, "articles/said_found.html", {"form": form}, status=422)
    results = find_quotes(Wanted(**form.cleaned_data), cursor(request.GET.get("after", "")))
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    context = {"form": form, "results": results, "asked": urlencode(asked)}
    return render(request, "articles/said_found.html", context)
