"""Loads what a request is about and refuses, before anything else runs, what it may not touch."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from articles.models import Story
from comments.models import Comment
from newsroom.accounts.models import User


def public_story(pk: int) -> Story:
    """The story if readers may see it; raises Http404. One query."""
    stories = Story.objects.published().select_related("section").defer("brief")
    return get_object_or_404(stories, pk=pk)


def seen_comment(pk: int, request: HttpRequest) -> Comment:
    """A comment whose place this reader may see, with its story; raises Http404. One query.

    Its text may not be theirs to read: it can be held or removed by now.
    """
    comment = get_object_or_404(_with_story(), pk=pk)
    unseen = not comment.in_place and comment.author_id != request.user.pk
    if unseen or not comment.story.is_public():
        raise Http404("There is no such comment.")
    return comment


def answerable(pk: int, story: int) -> Comment:
    """A comment that stands under this public story, with the story; raises Http404. One query."""
    comment = get_object_or_404(_with_story(), pk=pk, story=story, in_place=True)
    if not comment.story.is_public():
        raise Http404("There is no such story.")
    return comment


def own_comment(pk: int, request: HttpRequest) -> Comment:
    """A comment of the person who asks; raises Http404 for anybody else's. One query."""
    return get_object_or_404(_with_story(), pk=pk, author=person(request))


def person(request: HttpRequest) -> User:
    """The person who is logged in; for views that nobody else enters."""
    if not isinstance(request.user, User):
        raise Http404("Nobody is logged in.")
    return request.user


def _with_story() -> QuerySet[Comment]:
    return Comment.objects.select_related("story__section", "author").defer("story__body")
