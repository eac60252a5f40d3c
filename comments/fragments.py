"""Comments as HTML: their templates, filled in with what was found for the page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.changes import Change
from articles.templatetags.paper import clock, day, short_day, stamp
from comments.answering import changed_since
from comments.house import rule
from comments.models import Comment, Embed, Kind, Status
from comments.submission import is_editable
from comments.text import as_html
from comments.thread_queries import Found, Reader
from comments.threads import VISUAL_LEVELS, Branch
from comments.tips import KINDS
from newsroom.accounts.models import Badge
from newsroom.recent import Recent
from newsroom.stencil import Stencil

_BRANCH = Stencil("comments/_branch.html")
_COMMENT = Stencil("comments/_comment.html")
_TOMBSTONE = Stencil("comments/_tombstone.html")
# What one's own comment looks like that others do not see.
_OWN = {Status.HELD: "comments/_own.html", Status.REMOVED: "comments/_own_removed.html"}
# What was printed last, in each process: a page made anew holds mostly what the one before held.
ROOM = 4 * 1024 * 1024
OVERHEAD = 1000
_kept: Recent[SafeString] = Recent(ROOM)


@dataclass(frozen=True)
class Setting:
    """Who reads, where and when: `seen` is the newest comment at their last visit; how the story
    was changed; whether comments stand by themselves, taken out of their threads; and the year,
    which dates of this year leave out."""

    reader: Reader
    seen: int | None = None
    changes: tuple[Change, ...] = ()
    is_extract: bool = False
    year: int = field(default_factory=lambda: timezone.localdate().year)


def branches(branches: Iterable[Branch], setting: Setting) -> SafeString:
    """Comments with the replies that are shown under them, as items of a list."""
    printed = [_branch(branch, setting) for branch in branches]
    return SafeString("".join(printed))  # templates have printed each # nosec B703


def comment(
    comment: Comment | Found, setting: Setting, answered: Comment | Found | None = None
) -> SafeString:
    """One comment, or what stands in its place. In: whom it answers, where its place does not show
    it and the comment cannot tell."""
    reader = setting.reader
    if comment.status == Status.PUBLISHED:
        return _published(comment, setting, answered)
    is_own = reader.pk is not None and comment.author_id == reader.pk
    if is_own and (template := _OWN.get(Status(comment.status))):
        return render_to_string(template, {"comment": comment})
    broken = rule(comment.removed_under) if comment.status == Status.REMOVED else None
    return _TOMBSTONE(
        {
            "status": comment.status,
            "is_reported": getattr(comment, "is_reported", False),
            "is_rule_known": broken is not None,
        },
        {
            "pk": comment.pk,
            "rule_title": broken.title if broken else "",
            "rule_text": broken.text if broken else "",
        },
    )


def embedded(body: SafeString, places: Iterable[tuple[int, Embed]]) -> SafeString:
    """A story's body as it was printed, with each of these comments at its place in the text."""
    whole, at = "", 0
    for place, embed in sorted(places, key=lambda one: one[0]):
        whole += body[at:place] + render_to_string("comments/_embed.html", {"embed": embed})
        at = place
    return SafeString(whole + body[at:])  # as printed # nosec B703


def _branch(branch: Branch, setting: Setting) -> SafeString:
    key = _key(branch, setting)
    if branch.replies:
        return _printed(branch, setting, _once(key, lambda: _said(branch, setting)))
    whole = key and (branch.more, key)
    return _once(whole, lambda: _printed(branch, setting, _said(branch, setting)))


def _once(key: Hashable, print_it: Callable[[], SafeString]) -> SafeString:
    """What was printed before under this key; None keeps nothing."""
    found = _kept.get(key) if key else None
    if found is None:
        found = print_it()
        if key:
            _kept.put(key, found, 2 * len(found) + OVERHEAD)
    return found


def _key(branch: Branch, setting: Setting) -> Hashable:
    """All that a comment prints by itself; None for one that is its reader's own, or that prints
    what is not its own (a tombstone's rule)."""
    said, reader = branch.comment, setting.reader.pk
    is_own = reader is not None and said.author_id == reader
    if is_own or not isinstance(said, Found) or said.status != Status.PUBLISHED:
        return None
    is_new = 0 < (setting.seen or 0) < said.pk
    change = changed_since(said, setting.changes) if setting.changes else None
    how = (reader is not None, is_new, setting.is_extract, setting.year)
    return said, branch.answered, change, how


def _said(branch: Branch, setting: Setting) -> SafeString:
    return comment(branch.comment, setting, branch.answered)


def _printed(branch: Branch, setting: Setting, said: SafeString) -> SafeString:
    replies = len(branch.replies)
    return _BRANCH(
        {},
        {
            "pk": branch.comment.pk,
            "comment": said,
            "replies": _replies(replies) if replies else "",
            "kids": branches(branch.replies, setting) if replies else "",
            "more": _replies(branch.more, " more") if branch.more else "",
        },
    )


def _replies(number: int, more: str = "") -> str:
    return f"{number}{more} repl{'y' if number == 1 else 'ies'}"


def _published(
    comment: Comment | Found, setting: Setting, answered: Comment | Found | None
) -> SafeString:
    author, answered = comment.author, _answered(comment, setting, answered)
    change = changed_since(comment, setting.changes) if setting.changes else None
    posted, edited = comment.posted_at, comment.edited_at
    values = {
        "pk": comment.pk,
        "author": comment.author_id,
        "name": (author and author.name) or comment.name or "A reader",
        "town": author.town if author else "",
        "body": as_html(comment.body),
        "respect": comment.respect_count,
        "posted": stamp(posted),
        "posted_words": f"{short_day(posted)}, {clock(posted)}",
        "edited_words": f"{day(edited)}, {clock(edited)}" if edited else "",
        "change": change.name if change else "",
        "change_address": change.address if change else "",
        "answer": comment.answer_id,
        "parent": comment.parent_id if answered else None,
        "parent_name": _name(answered) if answered else "",
    }
    return _COMMENT(_shape(comment, setting), values)


def _shape(comment: Comment | Found, setting: Setting) -> dict[str, Hashable]:
    """All that the template decides by, but for what is printed or left out."""
    author, reader, seen = comment.author, setting.reader, setting.seen or 0
    is_own = author is not None and comment.author_id == reader.pk
    return {
        "badge": _badge(comment),
        "is_by_reporter": comment.answered_by_reporter,
        "kind": "" if comment.kind == Kind.COMMENT else Kind(comment.kind).label,
        "is_picked": comment.picked_at is not None,
        "is_reader": reader.pk is not None,
        "is_own": is_own,
        "is_editable": is_own and is_editable(comment),
        "is_for_editors": is_own and comment.kind in KINDS,
        "is_new": 0 < seen < comment.pk and not is_own,
        "is_extract": setting.is_extract,
        "is_respected": getattr(comment, "is_respected", False),
        "is_ignored": getattr(comment, "is_ignored", False),
    }


def _badge(comment: Comment | Found) -> str:
    """What the newsroom vouches for; whoever answers for it needs none of their own."""
    if comment.author and comment.author.badge:
        return str(Badge(comment.author.badge).label)
    return "Newsroom" if comment.kind == Kind.ANSWER else ""


def _answered(
    comment: Comment | Found, setting: Setting, answered: Comment | Found | None
) -> Comment | Found | None:
    """What a reply answers where its place does not show it."""
    if not (setting.is_extract or comment.depth > VISUAL_LEVELS):
        return None
    return answered or (comment.parent if isinstance(comment, Comment) else None)


def _name(comment: Comment | Found) -> str:
    return (comment.author and comment.author.name) or comment.name or "a reader"
