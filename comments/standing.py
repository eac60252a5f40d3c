"""How a person stands: to others, to stories, and to the house, which may bar them from posting."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField, DateTimeField, Exists, QuerySet, Subquery
from django.utils import timezone

from articles.models import Story
from comments import glance, questions, sanctions
from comments.glance import Glance
from comments.models import Comment, Follow, Ignored, Measure, Sanction, Shift, Status, Visit
from comments.models.shift import QUIET
from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot


@transaction.atomic
def toggle_ignored(reader: User, person: User) -> bool:
    """Ignores the person, or stops to; out: whether they are ignored now.

    Raises PermissionDenied for oneself and for the newsroom, whose answers everybody sees.
    """
    stopped, _ = Ignored.objects.filter(reader=reader, person=person).delete()
    if stopped:
        return False
    if person == reader or person.is_staff:
        raise PermissionDenied("One ignores other readers.")
    Ignored.objects.get_or_create(reader=reader, person=person)
    return True


@transaction.atomic
def toggle_followed(reader: User, story: Story) -> bool:
    """Follows the story's discussion, or stops to; out: whether it is followed now."""
    stopped, _ = Follow.objects.filter(reader=reader, story=story).delete()
    if stopped:
        return False
    Follow.objects.get_or_create(reader=reader, story=story)
    return True


@dataclass(frozen=True)
class Here:
    """What concerns one reader under one story: the newest comment they have `seen` there (None at
    the first visit), whether they follow it, have comments that wait for a moderator, and are under
    a sanction of any kind; whether a moderator is at the desk; what was `asked` of the newsroom;
    and a long discussion at a glance.
    """

    seen: int | None
    follows: bool
    waits: bool
    is_sanctioned: bool
    is_staffed: bool
    asked: questions.Asked
    glance: Glance | None


def under(story: Story, reader: User) -> Here:
    """One query for all of it, which every story asks for each reader."""
    now = timezone.now()
    query = _under(is_long=glance.is_long(story))
    values = {"reader": reader.pk, "story": story.pk, "now": now, "awake_since": now - QUIET}
    (found,) = query.read(query.rows(**values))
    seen, follows, waits, is_sanctioned, is_staffed, questioned, answered, *rest = found
    asked_here = questions.Asked(questioned, answered)
    at_a_glance = glance.read(rest) if rest else None
    return Here(seen, follows, waits, is_sanctioned, is_staffed, asked_here, at_a_glance)


@cache
def _under(is_long: bool) -> Prepared[User]:
    reader, story = Slot("reader", BigIntegerField()), Slot("story", BigIntegerField())
    here = {"reader": reader, "story": story}
    held = {"author": reader, "story": story, "status": Status.HELD, "in_place": False}

    def build() -> QuerySet[User, Any]:
        sanctions = Sanction.objects.filter(person=reader)
        return User.objects.filter(pk=reader).values_list(
            Subquery(Visit.objects.filter(**here).values("seen")),
            Exists(Follow.objects.filter(**here)),
            Exists(Comment.objects.filter(**held)),
            Exists(sanctions.in_force(Slot("now", DateTimeField()))),
            Exists(Shift.objects.filter(seen_at__gt=Slot("awake_since", DateTimeField()))),
            *questions.counts(story),
            *(glance.columns(story, reader) if is_long else ()),
        )

    return Prepared(build)


def for_anybody(story: Story) -> tuple[questions.Asked, Glance | None]:
    """What was asked of the newsroom under the story, and a long discussion at a glance. One query;
    none where there are no comments."""
    if not story.comment_count:
        return questions.Asked(0, 0), None
    query = _for_anybody(is_long=glance.is_long(story))
    ((questioned, answered, *rest),) = query.read(query.rows(story=story.pk))
    return questions.Asked(questioned, answered), glance.read(rest) if rest else None


@cache
def _for_anybody(is_long: bool) -> Prepared[Story]:
    story = Slot("story", BigIntegerField())

    def build() -> QuerySet[Story, Any]:
        columns = glance.columns(story) if is_long else ()
        return Story.objects.filter(pk=story).values_list(*questions.counts(story), *columns)

    return Prepared(build)


def bars(sanction: Sanction | None) -> bool:
    """Whether it keeps its person from posting; being read first does not. No query."""
    return sanction is not None and sanction.measure != Measure.PREMODERATE


def barred_by(person: User) -> Sanction | None:
    """What keeps the person from posting now: a ban, a pause, a warning not yet read. One query."""
    sanction = sanctions.against(person)
    return sanction if bars(sanction) else None
