"""What the desk has decided, as something to learn from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from comments import copies
from comments.learning.example import Example
from comments.models import Act, Case, Comment, Decision, Status
from comments.rules import Rule

# Older decisions were taken by another desk.
MOST = 5000
QUIET = 1000
_REMOVED = (Act.REMOVE, Act.UPHOLD)
_KEPT = (Act.PUBLISH, Act.PICK, Act.RESTORE)
# A comment may have several decisions, of which only the last counts.
_READ = 3
# Former readers are counted as one person: nobody knows how many they were.
_NOBODY = 0


def newest(most: int = MOST, since: datetime | None = None) -> list[Example]:
    """What moderators decided last and stands, newest first: each text once, as it was decided on.

    Left out: what was undone, what its author took back or nothing is left of, short texts, which
    no score judges, and removals for capital letters, which no score sees. Two queries.
    """
    stands = Decision.objects.filter(
        act__in=(*_REMOVED, *_KEPT), moderator__isnull=False, undone_by=None
    ).exclude(comment__body="")
    shown = stands.filter(comment__status__in=(Status.PUBLISHED, Status.REMOVED))
    if since is not None:
        shown = shown.filter(decided_at__gt=since)
    fields = ("comment", "act", "rule", "decided_at", "comment__story", "comment__author")
    texts = ("comment__body", "comment__edited_at")
    rows = shown.order_by("-id").values(*fields, *texts)[: most * _READ]
    return list(_examples(rows.iterator(chunk_size=500), most))


def quiet() -> list[str]:
    """The newest comments that stand and never came to the desk. One query."""
    cases = Case.objects.filter(comment=OuterRef("pk"))
    stood = Comment.objects.published().filter(~Exists(cases)).order_by("-id")
    texts = stood.values_list("body", flat=True)[:QUIET]
    return [text for text in texts if _is_long_enough(text)]


def _examples(rows: Iterator[dict[str, Any]], most: int) -> Iterator[Example]:
    comments: set[int] = set()
    texts: set[str] = set()
    for row in rows:
        text, comment = row["comment__body"], row["comment"]
        if comment in comments or len(comments) >= most:
            continue
        comments.add(comment)
        edited, removed = row["comment__edited_at"], row["act"] in _REMOVED
        changed = edited is not None and edited > row["decided_at"]
        unseen = removed and row["rule"] == Rule.CAPS
        if changed or unseen or not _is_long_enough(text) or copies.key(text) in texts:
            continue
        texts.add(copies.key(text))
        yield Example(
            comment=comment,
            story=row["comment__story"],
            person=row["comment__author"] or _NOBODY,
            text=text,
            removed=removed,
            rule=row["rule"] if removed else "",
            decided_at=row["decided_at"],
        )


def _is_long_enough(text: str) -> bool:
    return len(text) >= settings.SCREENING_SCORE_MIN_LENGTH
