"""Reading order and paging: a page costs the same in a thread of three and of a million.

Roots are read by keyset on `id` or `rank`; under each stand its earliest replies (`reply_no` at
most `REPLIES_SHOWN`), in the order of their `path`. A reply is dealt a higher number than its
parent, so what is shown is always a whole tree. The rest of a long thread has pages of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Story
from comments import thread_queries
from comments.models import Comment, Kind, Status
from comments.thread_queries import Found, Reader, for_reader
from comments.waiting import WHY
from newsroom.accounts.models import NEWSROOM, User

Root = TypeVar("Root", Comment, Found)

COMMENTS_A_PAGE = 50  # DESIGN section 4
REPLIES_SHOWN = 10
REPLIES_A_PAGE = 50
DEEPEST = 8
VISUAL_LEVELS = 3
# `rank` holds the id in so many low bits, and respect above them.
RESPECT_BITS = 40
# How many newer comments are counted before "more than" is said.
NEW_COUNTED = 99
# No newsroom answers more often under one story.
ANSWERS = 1000
MAX_ID = 2**63 - 1
# CROSS JOIN: SQLite begins with the few people then. By itself it would begin with the story, which
# may have a million comments; and to put them in order as well, it reads the whole thread.
_BY_NEWSROOM = f"""
SELECT told.id FROM accounts_user AS person CROSS JOIN comments_comment AS told
WHERE person.badge IN ({", ".join(["%s"] * len(NEWSROOM))})
    AND told.author_id = person.id AND told.story_id = %s AND told.status = '{Status.PUBLISHED}'
LIMIT {ANSWERS}
"""  # noqa: S608 # nosec B608 - only constants are put in


class Sort(StrEnum):
    """The orders a reader may choose."""

    NEWEST = "newest"
    OLDEST = "oldest"
    RESPECTED = "respected"
    PICKS = "picks"
    NEWSROOM = "newsroom"
    NEW = "new"
    QUESTIONS = "questions"


# Comments taken out of their threads, each by itself.
EXTRACTS = (Sort.PICKS, Sort.NEWSROOM, Sort.NEW, Sort.QUESTIONS)


@dataclass
class Branch:
    """A comment with the replies that are shown under it, and whom it answers where that is known
    and its place does not show it."""

    comment: Comment | Found
    replies: list[Branch] = field(default_factory=list)
    more: int = 0
    answered: Comment | Found | None = None


@dataclass(frozen=True)
class Page:
    """Branches in reading order; `after` is the cursor of the next page or ""."""

    branches: list[Branch]
    after: str
    sort: Sort

    @property
    def is_extract(self) -> bool:
        return self.sort in EXTRACTS

    def comments(self) -> Iterator[Comment | Found]:
        """Every comment on the page."""
        return _flat(self.branches)

    @property
    def newest(self) -> int:
        """The id of the newest comment on the page: later ones are new."""
        return max((comment.pk for comment in self.comments()), default=0)


@dataclass(frozen=True)
class ThreadPage:
    """A part of one long thread: the root, what leads to the first reply shown, the replies."""

    branch: Branch
    after: str


def first_or_next(story: Story, reader: Reader, sort: Sort = Sort.NEWEST, after: str = "") -> Page:
    """A page of the discussion. Two queries, each bounded by the page; one for picks and questions.

    In: the cursor of the last page's end, or ""; an unknown one gives the first page.
    """
    passed = int(after) if _is_number(after) else None
    if sort in EXTRACTS:
        return _extract(story, reader, sort, passed)
    roots = _roots(story, reader, sort, passed)
    shown = _fill(roots)
    more = len(roots) > len(shown)
    key = "rank" if sort is Sort.RESPECTED else "pk"
    cursor = str(getattr(shown[-1], key)) if more else ""
    return Page(_with_replies(shown, reader), cursor, sort)


def thread(root: Comment, reader: Reader, after: str = "", at: Comment | None = None) -> ThreadPage:
    """A page of one thread's replies, in their order. At most two queries, each bounded.

    In: `after`, the place (hex) of the last reply seen; or `at`, the reply to begin with.
    """
    replies = _for_reader(Comment.objects.replies_in_place().filter(root=root), reader)
    if at is not None:
        start = replies.filter(path__gte=bytes(at.path))
    else:
        start = replies.filter(path__gt=_place(after)) if after else replies
    found = list(start.order_by("path")[: REPLIES_A_PAGE + 1])
    shown = found[:REPLIES_A_PAGE]
    places = _places_above(shown[0]) if shown else []
    above = list(replies.filter(path__in=places).order_by("path")) if places else []
    branch = Branch(root)
    grow({root.pk: branch}, [*above, *shown])
    cursor = bytes(shown[-1].path).hex() if len(found) > REPLIES_A_PAGE else ""
    return ThreadPage(branch, cursor)


def whereabouts(comment: Comment) -> str:
    """The address of the page on which every reader finds the comment; its author's own page for
    one that never stood there. At most two queries."""
    story = comment.story.get_absolute_url()
    mark = f"#comment-{comment.pk}"
    if not comment.in_place:
        return f"{story}{mark}" if comment.status == Status.HELD else reverse("me")
    if comment.root_id and comment.reply_no > REPLIES_SHOWN:
        return f"{reverse('thread', args=[comment.root_id])}?at={comment.pk}{mark}"
    root = comment.root_id or comment.pk
    newer = Comment.objects.roots_in_place().filter(story=comment.story_id, pk__gte=root)
    found = list(newer.only("pk", "visible_replies").order_by("-pk")[: COMMENTS_A_PAGE + 1])
    on_first_page = any(one.pk == root for one in _fill(found))
    return f"{story}{mark}" if on_first_page else f"{story}?after={root + 1}{mark}"


def waiting(story: Story, reader: Reader) -> list[Comment]:
    """The reader's own comments under the story that wait for a moderator and have no place in
    the thread yet. One query."""
    if not isinstance(reader, User):
        return []
    own = Comment.objects.filter(author=reader, story=story, status=Status.HELD, in_place=False)
    found = _for_reader(own, reader).annotate(**WHY)
    return list(found.order_by("-id")[:COMMENTS_A_PAGE])


def newer(story: Story, since: int) -> int:
    """How many comments readers can see that came after the one with this id, at most
    `NEW_COUNTED` + 1. One query."""
    found = Comment.objects.published().filter(story=story, pk__gt=since)
    return len(found.values_list("pk", flat=True).order_by("-pk")[: NEW_COUNTED + 1])


def grow(branches: dict[int, Branch], replies: Iterable[Comment | Found]) -> None:
    """Hangs replies, given in the order of their places, on the branches of their roots.

    The place says where, not the parent: what answers a comment of the deepest level stands beside
    it, and the answered one may be on an earlier page. A reply deeper than `VISUAL_LEVELS` stays at
    the last level, as "in reply to".
    """
    hosts = {(root, b""): branch for root, branch in branches.items()}
    known = {root: branch.comment for root, branch in branches.items()}
    for reply in replies:
        known[reply.pk] = reply
        root, place = reply.root_id or 0, bytes(reply.path)
        host = hosts.get((root, place[:-3]))
        if host is None or (root, place) in hosts:
            continue
        branch = Branch(reply)
        if reply.depth > VISUAL_LEVELS:
            branch.answered = known.get(reply.parent_id or 0)
        host.replies.append(branch)
        hosts[root, place] = host if reply.depth >= VISUAL_LEVELS else branch


def rank(comment: Comment) -> int:
    """The order by respect as one number: more respect first, then the later one."""
    return (comment.respect_count << RESPECT_BITS) | comment.pk


def _fill(roots: list[Root]) -> list[Root]:
    """As many of the roots as a page takes with the replies shown under them."""
    shown, size = [], 0
    for root in roots[:COMMENTS_A_PAGE]:
        shown.append(root)
        size += 1 + min(root.visible_replies, REPLIES_SHOWN)
        if size >= COMMENTS_A_PAGE:
            break
    return shown


def _roots(story: Story, reader: Reader, sort: Sort, after: int | None) -> list[Found]:
    """The next roots by keyset, one more than a page may hold."""
    order = {Sort.RESPECTED: "-rank", Sort.OLDEST: "id"}.get(sort, "-id")
    return thread_queries.roots(story.pk, reader, order, after, COMMENTS_A_PAGE + 1)


def _extract(story: Story, reader: Reader, sort: Sort, after: int | None) -> Page:
    """Comments by themselves: the latest picks; the newsroom's or questions for it, newest first;
    or what came after a comment, oldest first."""
    told = Comment.objects.published().filter(story=story)
    if sort is Sort.PICKS:
        found = told.filter(picked_at__isnull=False).order_by("-picked_at")
    elif sort is Sort.NEWSROOM:
        own = [comment.pk for comment in Comment.objects.raw(_BY_NEWSROOM, [*NEWSROOM, story.pk])]
        found = told.filter(pk__in=own, pk__lt=after or MAX_ID).order_by("-pk")
    elif sort is Sort.QUESTIONS:
        found = told.filter(kind=Kind.QUESTION, pk__lt=after or MAX_ID).order_by("-pk")
    else:
        found = told.filter(pk__gt=after or 0).order_by("pk")
    shown = list(_for_reader(found, reader)[: COMMENTS_A_PAGE + 1])
    more = sort is not Sort.PICKS and len(shown) > COMMENTS_A_PAGE
    shown = shown[:COMMENTS_A_PAGE]
    return Page([Branch(comment) for comment in shown], str(shown[-1].pk) if more else "", sort)


def _with_replies(roots: list[Found], reader: Reader) -> list[Branch]:
    """The roots with their earliest replies. One query."""
    branches = {root.pk: Branch(root) for root in roots}
    busy = [root for root in roots if root.visible_replies]
    if busy:
        early = thread_queries.early_replies(busy, reader, REPLIES_SHOWN)
        # Sorted here: asked to sort, a database reads a thread by place, and so to its end.
        grow(branches, sorted(early, key=lambda reply: (reply.root_id, bytes(reply.path))))
    for branch in branches.values():
        if branch.comment.visible_replies:
            shown = sum(1 for _ in _all(branch.replies))
            branch.more = max(branch.comment.visible_replies - shown, 0)
    return [branches[root.pk] for root in roots]


def _for_reader(comments: QuerySet[Comment], reader: Reader) -> QuerySet[Comment]:
    """With what a comment prints, and how the reader stands to it."""
    return for_reader(comments, reader).select_related("parent__author")


def _flat(branches: Iterable[Branch]) -> Iterator[Comment | Found]:
    return (branch.comment for branch in _all(branches))


def _all(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.replies)


def _places_above(reply: Comment) -> list[bytes]:
    """The places of the replies that lead down to this one."""
    path = bytes(reply.path)
    return [path[:end] for end in range(3, len(path), 3)]


def _place(text: str) -> bytes:
    """A place from an address; one that cannot be read comes before all."""
    try:
        return bytes.fromhex(text[: 6 * DEEPEST])
    except ValueError:
        return b""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
