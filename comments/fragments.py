"""Comments as HTML, made once and used again until something that they print is another.

A fragment is kept under all that was loaded to print it, so a change of any of it is another
fragment, and nothing needs to be told. What only one reader sees is never kept: their own comments.
Readers who are logged in share fragments too; how they stand to a comment was loaded with it.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.db.models import Model
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.changes import Change
from comments.house import rules
from comments.models import Comment, Status
from comments.thread_queries import Found, Reader
from comments.threads import Branch
from newsroom.recent import Recent

# In each process. A comment is about 2 kB of HTML, and stands here for itself and in its branch.
ROOM = 16 * 1024 * 1024
# What a fragment weighs beside its letters.
OVERHEAD = 1500
Changes = tuple[Change, ...]
_kept: Recent[SafeString] = Recent(ROOM)


def comment(
    comment: Comment,
    reader: Reader,
    seen: int | None,
    changes: Changes = (),
    *,
    is_extract: bool = False,
) -> SafeString:
    """One comment as `_comment.html` prints it for this reader; with whom it answers where it is
    taken out of its thread."""
    context = {"comment": comment, "user": reader, "seen": seen, "changes": changes}
    return _made(
        "comments/_comment.html",
        {**context, "is_extract": is_extract},
        _key(Branch(comment), reader, seen),
    )


def branch(
    branch: Branch,
    reader: Reader,
    seen: int | None,
    changes: Changes = (),
    *,
    is_extract: bool = False,
) -> SafeString:
    """A comment and the replies that are shown under it, as `_branch.html` prints them."""
    context = {"branch": branch, "user": reader, "seen": seen, "changes": changes}
    return _made(
        "comments/_branch.html",
        {**context, "is_extract": is_extract},
        _key(branch, reader, seen),
    )


def _made(template: str, context: dict[str, Any], loaded: Hashable | None) -> SafeString:
    """The fragment of that template kept under what was loaded, or made now; None keeps nothing."""
    if loaded is None:
        return SafeString(get_template(template).render(context))
    about = (context["is_extract"], context["changes"], timezone.localdate().year)
    key = (template, *about, loaded)
    found = _kept.get(key)
    if found is None:
        found = SafeString(get_template(template).render(context))
        _kept.put(key, found, 2 * len(found) + OVERHEAD)
    return found


def _key(branch: Branch, reader: Reader, seen: int | None) -> tuple[Any, ...] | None:
    """All that a branch could print; None where one of its comments is the reader's own."""
    of = branch.of
    if of.author_id is not None and of.author_id == reader.pk:
        return None
    under = [_key(reply, reader, seen) for reply in branch.replies]
    if None in under:
        return None
    loaded = _row(of) if isinstance(of, Found) else _values(of)
    rules = _wordings() if of.status == Status.REMOVED else None
    is_new = bool(seen) and of.pk > (seen or 0)
    return loaded, rules, is_new, reader.pk is not None, branch.more, *under


def _row(found: Found) -> tuple[Any, ...]:
    return found.row, found.answers.row if found.answers else None


def _values(comment: Comment) -> tuple[Any, ...]:
    """Every value of a loaded comment, of its author, of what it answers, and of whose that is."""
    objects: list[Model | None] = [comment, comment.author]
    if comment.parent:
        objects += [comment.parent, comment.parent.author]
    return tuple(
        tuple(value for name, value in sorted(vars(one).items()) if name != "_state")
        if one
        else None
        for one in objects
    )


def _wordings() -> tuple[tuple[str, str], ...]:
    return tuple((rule.title, rule.text) for rule in rules())
