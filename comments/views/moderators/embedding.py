"""An editor prints a comment within a story: which one, and behind which paragraph."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.body import paragraphs
from articles.models import Story
from comments import embedding
from comments.embedding import OPENING
from comments.models import Comment, Embed
from comments.views.loading import person
from comments.views.moderators.door import for_publishers, page
from newsroom.ratelimit import Limit, demand

# The stories to choose from: the comment's own, and those that the newsroom works on.
STORIES = 30
EMBEDS = Limit(60, 3600)


class ChoiceForm(forms.Form):
    """Which story a comment is to stand in."""

    story = forms.ModelChoiceField(Story.objects.select_related("section"), required=False)


class PlaceForm(forms.Form):
    """Where in the story: the beginning of a paragraph, "" for the end."""

    after = forms.ChoiceField(required=False)

    def __init__(self, data: Any, story: Story) -> None:
        super().__init__(data)
        openings = dict.fromkeys(text[:OPENING] for text in paragraphs(story.body))
        self.fields["after"] = forms.ChoiceField(
            required=False,
            choices=[("", "At the end"), *((text, text) for text in openings)],
            error_messages={"invalid_choice": "The story has changed. Choose the place again."},
        )


@require_http_methods(["GET", "HEAD", "POST"])
@for_publishers
def embed(request: HttpRequest, pk: int) -> HttpResponse:
    """The page for one comment; a POST puts it in, moves it or takes it out."""
    comments = Comment.objects.select_related("story__section", "author")
    comment = get_object_or_404(comments, pk=pk)
    choice = ChoiceForm(request.POST if request.method == "POST" else request.GET)
    story = (choice.cleaned_data["story"] if choice.is_valid() else None) or comment.story
    if request.method != "POST":
        return _page(request, comment, story)
    demand(("embed", person(request).pk), EMBEDS)
    if "out" in request.POST:
        embedding.take_out(comment, story, person(request))
        messages.success(request, f"The comment no longer stands in “{story.headline}”.")
        return _back(comment, story)
    form = PlaceForm(request.POST, story)
    if not form.is_valid():
        return _page(request, comment, story, [str(error) for error in form.errors["after"]])
    try:
        embedding.embed(comment, story, form.cleaned_data["after"], person(request))
    except ValidationError as refusal:
        return _page(request, comment, story, refusal.messages)
    messages.success(request, f"The comment stands in “{story.headline}”. Its author is told.")
    return _back(comment, story)


def _page(
    request: HttpRequest, comment: Comment, story: Story, problems: list[str] | None = None
) -> HttpResponse:
    recent = Story.objects.order_by("-saved_at").values_list("pk", "headline")[:STORIES]
    context = {
        "title": "Print a comment in a story",
        "comment": comment,
        "story": story,
        "stories": {story.pk: story.headline, comment.story_id: comment.story.headline}
        | dict(recent),
        "places": PlaceForm(None, story).fields["after"].choices,  # type: ignore[attr-defined]
        "embedded": Embed.objects.filter(comment=comment, story=story).first(),
        "problems": problems,
    }
    return page(request, "embed.html", context, status=422 if problems else 200)


def _back(comment: Comment, story: Story) -> HttpResponse:
    address = reverse("admin:desk_embed", args=[comment.pk])
    return HttpResponseRedirect(f"{address}?story={story.pk}", status=303)
