"""A reader suggests a correction: choose the passage, say what is wrong."""

from math import ceil
from secrets import token_urlsafe

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles import suggestions
from articles.forms import SuggestionForm
from articles.models import Story
from articles.suggestions import Entry, Passage
from newsroom.accounts.models import User
from newsroom.ratelimit import Limit, take

SUGGESTIONS = Limit(10, 3600)


@never_cache
@login_required
@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """The story's passages, each with the way to its form."""
    story = _story(pk)
    context = {"story": story, "passages": suggestions.passages(story)}
    return render(request, "articles/suggest_where.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, pk: int, place: str) -> HttpResponse:
    """The form about one passage; POST hands it in: 303 to the story, 422 with what is wrong.

    404 for a passage that is not there, or no more; 429 with the form after ten an hour.
    """
    story = _story(pk)
    passage = next((one for one in suggestions.passages(story) if one.place == place), None)
    if passage is None:
        raise Http404("There is no such passage.")
    form = SuggestionForm(
        request.POST if request.method == "POST" else None, initial={"token": token_urlsafe(16)}
    )
    if not form.is_valid():
        return _form(request, story, passage, form, 422 if form.is_bound else 200)
    reader = _reader(request)
    allowance = take(("suggestion", reader.pk), SUGGESTIONS)
    if not allowance.ok:
        minutes = ceil(allowance.retry_after_seconds / 60)
        form.add_error(None, f"Those were many suggestions. You can send more in {minutes} minutes")
        response = _form(request, story, passage, form, 429)
        response.headers["Retry-After"] = str(allowance.retry_after_seconds)
        return response
    suggestions.suggest(story, reader, Entry(passage, **form.cleaned_data))
    messages.success(request, "Thank you. An editor reads it, and we tell you what we decide.")
    return HttpResponseRedirect(story.get_absolute_url(), status=303)


def _form(
    request: HttpRequest, story: Story, passage: Passage, form: SuggestionForm, status: int
) -> HttpResponse:
    context = {"story": story, "passage": passage, "form": form}
    return render(request, "articles/suggest.html", context, status=status)


def _reader(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _story(pk: int) -> Story:
    return get_object_or_404(Story.objects.published().select_related("section"), pk=pk)
