"""Comments as HTML: their templates, filled in with what was found for the page."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
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
from newsroom.stencil import Stencil

_BRANCH = Stencil("comments/_branch.html")
_COMMENT = Stencil("comments/_comment.html")
_TOMBSTONE = Stencil("comments/_tombstone.html")
# What one's own comment looks like that others do not see.
_OWN = {Status.HELD: "comments/_own.html", Status.REMOVED: "comments/_own_removed.html"}


@dataclass(frozen=True)
class Setting:
    """Who reads, and where: `seen` is the newest comment at their last visit; how the story was
    changed; whether comments stand by themselves, taken out of their threads."""

    reader: Reader
    seen: int | None = None
    changes: tuple[Change, ...] = ()
    is_extract: bool = False


def branches(branches: Iterable[Branch], setting: Setting) -> SafeString:
    """Comments with the replies that are shown under them, as items of a list."""
    return SafeString("".join(_branch(branch, setting) for branch in branches))


def comment(comment: Comment | Found, setting: Setting) -> SafeString:
    """One comment, or what stands in its place."""
    reader = setting.reader
    if comment.status == Status.PUBLISHED:
        return _published(comment, setting)
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
    return SafeString(whole + body[at:])


def _branch(branch: Branch, setting: Setting) -> SafeString:
    replies = len(branch.replies)
    return _BRANCH(
        {},
        {
            "pk": branch.comment.pk,
            "comment": comment(branch.comment, setting),
            "replies": _replies(replies) if replies else "",
            "kids": branches(branch.replies, setting) if replies else "",
            "more": _replies(branch.more, " more") if branch.more else "",
        },
    )


def _replies(number: int, more: str = "") -> str:
    return f"{number}{more} repl{'y' if number == 1 else 'ies'}"


def _published(comment: Comment | Found, setting: Setting) -> SafeString:
    author, answered = comment.author, _answered(comment, setting)
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


def _answered(comment: Comment | Found, setting: Setting) -> Comment | Found | None:
    """What a reply answers where its place does not show it."""
    is_named = setting.is_extract or comment.depth > VISUAL_LEVELS
    return comment.parent if is_named else None


def _name(comment: Comment | Found) -> str:
    return (comment.author and comment.author.name) or comment.name or "a reader"
