"""What a page of the discussion asks of the database: roots by keyset, their earliest replies."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import In

from comments.models import Case, Comment, Ignored, Respect, Status
from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot, enough_slots, in_slots, numbered_slots
from newsroom.recent import Recent

Reader = User | AnonymousUser
# In each process, for comments as they were found last: to make one of its row takes longer than to
# look it up, and a page that is read again finds mostly the same.
ROOM = 4 * 1024 * 1024
# What one weighs beside its text.
OVERHEAD = 3000


def for_reader(comments: QuerySet[Comment], reader: Reader | Slot) -> QuerySet[Comment]:
    """With what a comment prints (author, whether reports have hidden it) and how the reader stands
    to it. Whom it answers is left to be asked for."""
    reports = Case.objects.filter(comment=OuterRef("pk"), closed_at=None, hidden=True)
    is_reported = Q(Exists(reports), status=Status.HELD)
    found = comments.select_related("author").annotate(is_reported=is_reported)
    if isinstance(reader, AnonymousUser):
        return found
    respects = Respect.objects.filter(reader=reader, comment=OuterRef("pk"))
    ignored = Ignored.objects.filter(reader=reader, person=OuterRef("author"))
    return found.annotate(is_respected=Exists(respects), is_ignored=Exists(ignored))


class Person(NamedTuple):
    """What a comment prints of somebody."""

    name: str
    town: str
    badge: str


class Found(NamedTuple):
    """A comment as a page of the discussion finds it: what is printed and sorted by, and no more.

    It reads as a `Comment` does, but for what it answers, and takes a tenth of the time to make.
    """

    pk: int
    author_id: int | None
    author_name: str | None
    author_town: str | None
    author_badge: str | None
    name: str
    body: str
    kind: str
    status: str
    root_id: int | None
    parent_id: int | None
    depth: int
    path: bytes
    visible_replies: int
    rank: int
    respect_count: int
    story_revision: int
    picked_at: datetime | None
    posted_at: datetime
    edited_at: datetime | None
    removed_under: str
    answer_id: int | None
    answered_by_reporter: bool | None
    in_place: bool
    is_reported: bool
    is_respected: bool = False
    is_ignored: bool = False

    @property
    def author(self) -> Person | None:
        if self.author_id is None:
            return None
        return Person(self.author_name or "", self.author_town or "", self.author_badge or "")


_COLUMNS = (
    "pk", "author_id", "author__name", "author__town", "author__badge", "name", "body", "kind",
    "status", "root_id", "parent_id", "depth", "path", "visible_replies", "rank", "respect_count",
    "story_revision",
    "picked_at", "posted_at", "edited_at", "removed_under", "answer_id",
    "answered_by_reporter", "in_place", "is_reported",
)  # fmt: skip
_READERS_COLUMNS = ("is_respected", "is_ignored")


def roots(story: int, reader: Reader, order: str, after: int | None, most: int) -> list[Found]:
    """The next comments on the story itself: the first after this value in the order. One query.

    In: `order` as Django has it: "id", "-id" or "-rank".
    """
    query = _roots(order, reader.is_authenticated, after is not None, most)
    return _found(query, query.rows(story=story, reader=reader.pk, after=after))


def early_replies(of: list[Found], reader: Reader, shown: int) -> list[Found]:
    """The replies to these roots whose numbers are at most `shown`, in no order. One query."""
    slots = enough_slots(len(of))
    query = _early_replies(reader.is_authenticated, slots, shown)
    filled = in_slots("root", [root.pk for root in of], slots)
    return _found(query, query.rows(reader=reader.pk, **filled))


_kept: Recent[Found] = Recent(ROOM)


def _found(query: Prepared[Comment], rows: list[tuple[Any, ...]]) -> list[Found]:
    """What these rows tell. The same row gives the same object while it is kept."""
    found = [_kept.get(row) for row in rows]
    if unknown := [place for place, one in enumerate(found) if one is None]:
        read = query.read([rows[place] for place in unknown])
        for place, values in zip(unknown, read, strict=True):
            found[place] = made = Found(*values)
            _kept.put(rows[place], made, 2 * len(made.body) + OVERHEAD)
    return found  # type: ignore[return-value]


@cache
def _roots(order: str, is_reader: bool, is_further: bool, most: int) -> Prepared[Comment]:
    def build() -> QuerySet[Comment, Any]:
        key, passed = order.removeprefix("-"), "lt" if order.startswith("-") else "gt"
        found = Comment.objects.roots_in_place().filter(story=_slot("story"))
        if is_further:
            found = found.filter(**{f"{key}__{passed}": _slot("after")})
        return _printed(found, is_reader).order_by(order)[:most]

    return Prepared(build)


@cache
def _early_replies(is_reader: bool, slots: int, shown: int) -> Prepared[Comment]:
    def build() -> QuerySet[Comment, Any]:
        of = numbered_slots("root", slots)
        found = Comment.objects.replies_in_place().filter(In(F("root_id"), of))
        return _printed(found.filter(reply_no__lte=shown), is_reader)

    return Prepared(build)


def _printed(comments: QuerySet[Comment], is_reader: bool) -> QuerySet[Comment, Any]:
    found = for_reader(comments, _slot("reader") if is_reader else AnonymousUser())
    return found.values_list(*_COLUMNS, *(_READERS_COLUMNS if is_reader else ()))


def _slot(name: str) -> Slot:
    return Slot(name, BigIntegerField())
