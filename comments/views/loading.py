"""Loads what a request is about and refuses, before anything else runs, what it may not touch."""

from typing import TypeVar

from django.db.models import BigIntegerField, DateTimeField, Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from articles.models import Story
from comments.models import Case, Comment
from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot

Row = TypeVar("Row", bound=Model)


def public_story(pk: int) -> Story:
    """The story if readers may see it; raises Http404. One query."""
    return _one(_public_story, pk, now=timezone.now())


def seen_comment(pk: int, request: HttpRequest) -> Comment:
    """A comment whose place this reader may see, with its story; raises Http404. One query.

    Its text may not be theirs to read: it can be held or removed by now.
    """
    comment = _one(_any_comment, pk)
    unseen = not comment.in_place and comment.author_id != request.user.pk
    if unseen or not comment.story.is_public():
        raise Http404("There is no such comment.")
    return comment


def answerable(pk: int, story: int) -> Comment:
    """A comment that stands under this public story, with the story; raises Http404. One query."""
    comment = _one(_answerable, pk, story=min(story, BigIntegerField.MAX_BIGINT))
    if not comment.story.is_public():
        raise Http404("There is no such story.")
    return comment


def some_case(pk: int) -> Case:
    """A case with its comment, author and story; raises Http404. One query."""
    return _one(_case, pk)


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


_pk = Slot("pk", BigIntegerField())
_public_story = Prepared(
    lambda: (
        Story.objects.published(Slot("now", DateTimeField()))
        .select_related("section")
        .defer("brief")
        .filter(pk=_pk)
    )
)
_any_comment = Prepared(lambda: _with_story().filter(pk=_pk))
_answerable = Prepared(
    lambda: _with_story().filter(pk=_pk, story=Slot("story", BigIntegerField()), in_place=True)
)


_case = Prepared(
    lambda: Case.objects.select_related("comment__author", "comment__story__section").filter(pk=_pk)
)


def _one(query: Prepared[Row], pk: int, **values: object) -> Row:
    """The object with this number, which may be larger than any; raises Http404. One query."""
    found = query(pk=min(pk, BigIntegerField.MAX_BIGINT), **values)
    if not found:
        raise Http404("There is no such page.")
    return found[0]
