"""What a page of the discussion asks of the database: roots by keyset, their earliest replies."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import In

from comments.models import Case, Comment, Ignored, Respect, Status
from newsroom.accounts.models import User
from newsroom.prepared import Prepared, Slot

Reader = User | AnonymousUser


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


class Found:
    """A comment as its row was found; made into a `Comment` when somebody asks for it.

    Most comments of a page are printed as they were the last time (see `fragments`): that takes
    their row alone. `answers` is what it answers, where that was found with it.
    """

    __slots__ = (
        "_made", "_query", "answers", "author_id", "depth", "path", "pk", "rank", "root_id", "row",
        "status", "visible_replies",
    )  # fmt: skip

    def __init__(
        self, query: Prepared[Comment], place: itemgetter[Any], row: tuple[Any, ...]
    ) -> None:
        (
            self.pk, self.author_id, self.status, self.root_id, self.depth, self.path,
            self.visible_replies, self.rank,
        ) = place(row)  # fmt: skip
        self.row = row
        self.answers: Found | None = None
        self._query = query
        self._made: Comment | None = None

    @property
    def comment(self) -> Comment:
        if self._made is None:
            (self._made,) = self._query.made([self.row])
            if self.answers is not None:
                self._made.parent = self.answers.comment
        return self._made


def roots(story: int, reader: Reader, order: str, after: int | None, most: int) -> list[Found]:
    """The next comments on the story itself: the first after this value in the order. One query.

    In: `order` as Django has it: "id", "-id" or "-rank".
    """
    query = _roots(order, reader.is_authenticated, after is not None, most)
    return _found(query, query.rows(story=story, reader=reader.pk, after=after))


def early_replies(of: list[Found], reader: Reader, shown: int) -> list[Found]:
    """The replies to these roots whose numbers are at most `shown`, in no order. One query.

    Whom one answers is among them, or is a root.
    """
    # So many slots for roots that few different queries are prepared; the last root fills the rest.
    slots = 1 << (len(of) - 1).bit_length()
    query = _early_replies(reader.is_authenticated, slots, shown)
    filled = {f"root{number}": of[min(number, len(of) - 1)].pk for number in range(slots)}
    rows = query.rows(reader=reader.pk, **filled)
    replies = _found(query, rows)
    around = {one.pk: one for one in (*of, *replies)}
    (parent,) = query.places("parent_id")
    for reply in replies:
        reply.answers = around[reply.row[parent]]
    return replies


def _found(query: Prepared[Comment], rows: list[tuple[Any, ...]]) -> list[Found]:
    place = itemgetter(
        *query.places(
            "id", "author_id", "status", "root_id", "depth", "path", "visible_replies", "rank"
        )
    )
    return [Found(query, place, row) for row in rows]


@cache
def _roots(order: str, is_reader: bool, is_further: bool, most: int) -> Prepared[Comment]:
    def build() -> QuerySet[Comment]:
        key, passed = order.removeprefix("-"), "lt" if order.startswith("-") else "gt"
        found = Comment.objects.roots_in_place().filter(story=_slot("story"))
        if is_further:
            found = found.filter(**{f"{key}__{passed}": _slot("after")})
        return _printed(found, is_reader).order_by(order)[:most]

    return Prepared(build)


@cache
def _early_replies(is_reader: bool, slots: int, shown: int) -> Prepared[Comment]:
    def build() -> QuerySet[Comment]:
        of = [_slot(f"root{number}") for number in range(slots)]
        found = Comment.objects.replies_in_place().filter(In(F("root_id"), of))
        return _printed(found.filter(reply_no__lte=shown), is_reader)

    return Prepared(build)


def _printed(comments: QuerySet[Comment], is_reader: bool) -> QuerySet[Comment]:
    return for_reader(comments, _slot("reader") if is_reader else AnonymousUser())


def _slot(name: str) -> Slot:
    return Slot(name, BigIntegerField())
