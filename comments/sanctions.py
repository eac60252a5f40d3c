"""What is done about a person, beyond one comment: impose it, ask for it, lift it.

A warning stands in the way of the next comment until it is acknowledged; "premoderate" has every
comment read first; a pause ends by itself; a ban does not. Over seven days, a ban, and lifting
either are for senior moderators (`comments.change_sanction`).
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from comments.models import Decision, Measure, Sanction
from newsroom.accounts.models import User

PAUSES = (1, 7, 30)
LONGEST_OF_A_MODERATOR = 7
# The strongest stands first: what a person with several is told about.
_STRENGTH = (Measure.BAN, Measure.PAUSE, Measure.WARN, Measure.PREMODERATE)


def impose(
    person: User,
    by: User,
    measure: Measure,
    *,
    days: int = 0,
    rule: str = "",
    reason: str = "",
    decision: Decision | None = None,
) -> Sanction:
    """Warns, premoderates, pauses for 1, 7 or 30 `days`, or bans. One query.

    Raises PermissionDenied where it takes a senior moderator, and for colleagues; ValueError for a
    pause of another length.
    """
    if measure is Measure.PAUSE and days not in PAUSES:
        raise ValueError(f"A pause is {PAUSES} days long.")
    if person.is_staff or not may_impose(by, measure, days):
        raise PermissionDenied("This measure is not yours to take.")
    now = timezone.now()
    return Sanction.objects.create(
        person=person,
        by=by,
        measure=measure,
        rule=rule,
        reason=reason[:500],
        decision=decision,
        made_at=now,
        until=now + timedelta(days=days) if measure is Measure.PAUSE else None,
    )


def pause(person: User, by: User, days: int, *, rule: str, decision: Decision) -> Sanction:
    """A pause that comes with a removal, under its rule. One query; raises as `impose`."""
    return impose(person, by, Measure.PAUSE, days=days, rule=rule, decision=decision)


def lift(sanction: Sanction, by: User) -> bool:
    """Ends it now; False where it had been lifted. One query; raises PermissionDenied."""
    if not may_lift(sanction, by):
        raise PermissionDenied("A senior moderator lifts this one.")
    standing = Sanction.objects.filter(pk=sanction.pk, lifted_at=None)
    return bool(standing.update(lifted_at=timezone.now(), lifted_by=by))


def lift_those_of(decision: Decision, by: User) -> None:
    """Ends what came with a decision that is taken back. One query."""
    with_it = Sanction.objects.filter(decision=decision, lifted_at=None)
    with_it.update(lifted_at=timezone.now(), lifted_by=by)


def may_impose(by: User, measure: Measure, days: int = 0) -> bool:
    """Whether it is within this person's role."""
    heavy = measure is Measure.BAN or days > LONGEST_OF_A_MODERATOR
    return by.has_perm("comments.change_sanction" if heavy else "comments.moderate")


def may_lift(sanction: Sanction, by: User) -> bool:
    """Whether this person may end it: whoever may impose the like."""
    days = (sanction.until - sanction.made_at).days if sanction.until else 0
    return may_impose(by, Measure(sanction.measure), days)


def against(person: User) -> Sanction | None:
    """What stands against the person now, the strongest first; None mostly. One query."""
    running = Sanction.objects.filter(person=person).in_force()
    return min(running, key=lambda one: _STRENGTH.index(Measure(one.measure)), default=None)


def acknowledge(sanction: Sanction, person: User) -> None:
    """The warned person has read it. One query; nobody else can, and nothing but a warning."""
    own = Sanction.objects.filter(pk=sanction.pk, person=person, measure=Measure.WARN)
    own.filter(acknowledged_at=None).update(acknowledged_at=timezone.now())
