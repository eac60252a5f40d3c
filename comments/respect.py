"""Respect: one positive, quiet reaction to a comment that one values even in disagreement."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from comments.models import Comment, Respect, Status
from comments.threads import rank
from newsroom.accounts.models import User


@dataclass(frozen=True)
class State:
    """Whether the reader respects the comment now, and how many do."""

    mine: bool
    count: int


@transaction.atomic
def toggle(comment: Comment, reader: User) -> State:
    """Gives the reader's respect, or takes it back. At most five queries.

    Raises PermissionDenied for one's own comment and for one that is not published.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.author_id == reader.pk or locked.status != Status.PUBLISHED:
        raise PermissionDenied("Respect is for somebody else's published comment.")
    taken, _ = Respect.objects.filter(comment=locked, reader=reader).delete()
    if not taken:
        Respect.objects.create(comment=locked, reader=reader)
    locked.respect_count = max(locked.respect_count + (-1 if taken else 1), 0)
    locked.rank = rank(locked)
    locked.save(update_fields=["respect_count", "rank"])
    return State(mine=not taken, count=locked.respect_count)
