"""The desk's search over all comments, and what can be done with one that is found."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comments import cases, picking
from comments.desk import REMOVABLE_UNDER
from comments.models import Comment, Status
from comments.searching import READ, Asked, find
from comments.views.loading import person
from comments.views.moderators.door import for_moderators, for_the_desk, page
from comments.views.moderators.queue import decision_context


class SearchForm(forms.Form):
    """The fields of the search, all of them optional."""

    word = forms.CharField(max_length=100, required=False)
    author = forms.CharField(max_length=254, required=False)
    story = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    rule = forms.ChoiceField(choices=[("", ""), *((r, r) for r in REMOVABLE_UNDER)], required=False)
    status = forms.ChoiceField(choices=[("", "Any"), *Status.choices], required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    before = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)


@require_safe
@for_the_desk
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    asked = (
        Asked(**{name: value for name, value in form.cleaned_data.items() if value})
        if form.is_valid()
        else None
    )
    found = find(asked) if asked and request.GET else None
    onward = request.GET.copy()
    if found and found.more:
        onward["before"] = str(found.more)
    context = {
        "title": "Search all comments",
        "form": form,
        "asked": asked,
        "found": found,
        "onward": onward.urlencode(),
        "read": READ,
        "states": Status.choices,
        **decision_context(request),
    }
    return page(request, "search.html", context, status=200 if form.is_valid() else 422)


@require_POST
@for_moderators
def open_case(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts a comment on the desk that nobody reported."""
    comments = Comment.objects.select_related("story")
    comment = get_object_or_404(comments, pk=pk, status__in=(Status.PUBLISHED, Status.HELD))
    case = cases.open_case(comment, rule="", reason="moderator")
    return HttpResponseRedirect(reverse("admin:desk_case", args=[case.pk]), status=303)


@require_POST
@for_the_desk
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes it an editors' pick, or no longer."""
    comment = get_object_or_404(Comment, pk=pk)
    decision = picking.toggle_pick(comment, person(request))
    messages.success(request, f"{decision.get_act_display()}.")
    return HttpResponseRedirect(reverse("comment", args=[comment.pk]), status=303)
