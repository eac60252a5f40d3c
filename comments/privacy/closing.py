"""Closing an account: asked for, taken back within the grace, and done.

What has to stay keeps no name. Decisions and appeals refer to the account's row, so the row itself
stays, with nothing in it of the person that it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from articles.models import Correction, Suggestion
from articles.newsletter import subscribing
from comments import submission, tips
from comments.models import (
    Appeal,
    Closure,
    Comment,
    Finding,
    Follow,
    Ignored,
    MailChoice,
    Notice,
    Report,
    ReportOutcome,
    Respect,
    Revision,
    Sanction,
    StaffNote,
    Status,
    Visit,
)
from comments.threads import rank
from newsroom.accounts.models import Badge, User

FORMER_READER = "A former reader"
# A domain that can never exist (RFC 2606): nothing is ever mailed there.
NOWHERE = "closed.invalid"
BATCH = 500
_SALT = "keep the account"
Row = TypeVar("Row", bound=Model)


def ask(person: User, *, comments_go: bool) -> Closure:
    """Closes the account after the grace. Asking again changes the choice, not the time.

    Raises PermissionDenied for staff, whose work an administrator hands over first.
    """
    if person.is_staff:
        raise PermissionDenied("Staff leave the newsroom before they close their account.")
    due = timezone.now() + timedelta(hours=settings.ACCOUNT_GRACE_HOURS)
    closure, made = Closure.objects.get_or_create(
        person=person, defaults={"comments_go": comments_go, "due_at": due}
    )
    if not made and closure.comments_go != comments_go:
        closure.comments_go = comments_go
        closure.save(update_fields=["comments_go"])
    return closure


def take_back(person: int) -> bool:
    """Keeps the account of that id; False where that was not asked for, or the grace is over."""
    asked = Closure.objects.filter(person=person, due_at__gt=timezone.now())
    return bool(asked.delete()[0])


def keep_key(closure: Closure) -> str:
    """What the link in the mail carries: this closure and no other one of the same person's."""
    return signing.dumps([closure.person_id, closure.asked_at.timestamp()], salt=_SALT)


def asked_with(key: str) -> Closure | None:
    """The closure that the link is about; None when it is over or was not asked for like that."""
    try:
        person, asked_at = signing.loads(key, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    closure = Closure.objects.filter(person=person).select_related("person").first()
    return closure if closure and closure.asked_at.timestamp() == asked_at else None


def close_due(now: datetime | None = None) -> int:
    """Closes the accounts whose grace is over; out: how many. Broken off, it goes on next time."""
    due = Closure.objects.filter(due_at__lte=now or timezone.now()).select_related("person")
    closed = 0
    for closure in list(due.order_by("pk")[:BATCH]):
        _close(closure)
        closed += 1
    return closed


def _close(closure: Closure) -> None:
    """Comments in small steps, so that nobody waits; then the person, all at once."""
    person = closure.person
    for comment in _batches(Comment.objects.filter(author=person).order_by("pk")):
        _let_go(comment, goes=closure.comments_go)
    for respect in _batches(Respect.objects.filter(reader=person).order_by("pk")):
        _withdraw_respect(respect)
    with transaction.atomic():
        _erase(person)
        closure.delete()


def _batches(rows: QuerySet[Row]) -> Iterator[Row]:
    """Every row, a batch at a time, while rows that are done drop out of the query."""
    while batch := list(rows[:BATCH]):
        yield from batch


@transaction.atomic
def _let_go(comment: Comment, *, goes: bool) -> None:
    """A comment without its author: as a former reader's, or gone with its text."""
    if goes:
        submission.withdraw(comment)
    tips.forget(comment)
    rows = Comment.objects.filter(pk=comment.pk)
    rows.update(author=None, token=None, name=FORMER_READER)
    Revision.objects.filter(comment=comment).delete()
    if goes or comment.status == Status.WITHDRAWN:
        rows.update(body="")
        Finding.objects.filter(comment=comment).delete()


@transaction.atomic
def _withdraw_respect(respect: Respect) -> None:
    """As if it had not been given, whatever has become of the comment."""
    comment = Comment.objects.select_for_update().get(pk=respect.comment_id)
    if respect.delete()[0]:
        comment.respect_count = max(comment.respect_count - 1, 0)
        comment.rank = rank(comment)
        comment.save(update_fields=["respect_count", "rank"])


def _erase(person: User) -> None:
    """Everything that is the person's alone, and the person from what stays."""
    Report.objects.filter(reporter=person).exclude(outcome=ReportOutcome.OPEN).update(note="")
    Report.objects.filter(reporter=person).update(reporter=None, wants_outcome=False)
    Appeal.objects.filter(author=person).update(text="")
    Suggestion.objects.filter(reader=person).delete()
    Correction.objects.filter(credited_to=person).update(credited_to=None)
    for reading in (Follow, Visit):
        reading.objects.filter(reader=person).delete()
    Ignored.objects.filter(Q(reader=person) | Q(person=person)).delete()
    for kept in (MailChoice, Notice, Sanction, StaffNote):
        kept.objects.filter(person=person).delete()
    addresses = EmailAddress.objects.filter(user=person)
    own = addresses.filter(verified=True).values_list("email", flat=True)
    subscribing.of(own).delete()
    addresses.delete()
    Authenticator.objects.filter(user=person).delete()
    people = ContentType.objects.get_for_model(User)
    about = Q(content_type=people, object_id=str(person.pk))
    LogEntry.objects.filter(Q(user=person) | about).delete()
    person.groups.clear()
    person.user_permissions.clear()
    person.set_unusable_password()
    # No name that anybody can take has a key with a sign in it (see `names.name_key`).
    User.objects.filter(pk=person.pk).update(
        email=f"{person.pk}@{NOWHERE}", name=FORMER_READER, name_key=f"-{person.pk}", town="",
        badge=Badge.NONE, is_active=False, is_superuser=False, password=person.password,
        last_login=None, rules_read_at=None, date_joined=timezone.now(),
    )  # fmt: skip
