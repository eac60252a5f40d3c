"""Editors' picks of what readers see already."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from comments import desk
from comments.models import Act, Comment, Decision, Status
from newsroom.accounts.models import User


@transaction.atomic
def toggle_pick(comment: Comment, by: User) -> Decision:
    """Picks the comment, or no longer does. At most three queries.

    Raises PermissionDenied for one that nobody sees, and for whoever neither edits nor moderates.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    allowed = by.has_perm("comments.pick") or by.has_perm("comments.moderate")
    if not allowed or locked.status != Status.PUBLISHED:
        raise PermissionDenied("The newsroom picks what readers see.")
    act = Act.UNPICK if locked.picked_at else Act.PICK
    locked.picked_at = None if locked.picked_at else timezone.now()
    locked.save(update_fields=["picked_at"])
    return desk.record(locked, by, act, Status.PUBLISHED)
