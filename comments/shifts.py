"""Desk hours: who is at the desk, and whether anybody is."""

from datetime import timedelta

from django.utils import timezone

from comments.models import Shift
from newsroom.accounts.models import User
from newsroom.memo import for_a_second

NOTED_EVERY = timedelta(minutes=1)


def come(moderator: User) -> None:
    """Begins a shift, or goes on with it."""
    now = timezone.now()
    Shift.objects.update_or_create(moderator=moderator, defaults={"seen_at": now})


def leave(moderator: User) -> None:
    """Ends it. Nothing happens to somebody who was not on shift."""
    Shift.objects.filter(moderator=moderator).delete()


def keep_up(moderator: User) -> None:
    """Something was done on the desk: the shift goes on. One query; it begins none.

    It is written at most once a minute, not with every card.
    """
    now = timezone.now()
    shift = Shift.objects.filter(moderator=moderator, seen_at__lt=now - NOTED_EVERY)
    shift.update(seen_at=now)


def at_the_desk() -> list[Shift]:
    """Who is on shift, with their names. One query."""
    return list(Shift.objects.running().select_related("moderator"))


@for_a_second
def is_staffed() -> bool:
    """Whether a moderator is at the desk. At most one query a second."""
    return Shift.objects.running().exists()
