"""The sample people of the demo. All names are invented."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from newsroom.accounts.models import Badge, User
from newsroom.accounts.roles import EDITOR, MODERATOR


@dataclass(frozen=True)
class Sample:
    """One sample person; a role or a superuser makes them staff."""

    email: str
    name: str
    town: str = ""
    badge: Badge = Badge.NONE
    role: str = ""
    is_superuser: bool = False


SAMPLES = (
    Sample("reader@example.com", "Dolores V.", "South End"),
    Sample("second@example.com", "Teo Marchetti", "Frog Hollow"),
    Sample("newcomer@example.com", "Anselm Duarte", "Parkville"),
    Sample("moderator@example.com", "Sam Okafor", role=MODERATOR),
    Sample("second-moderator@example.com", "Ines Baptiste", role=MODERATOR),
    Sample("editor@example.com", "Marisol Quiñones", badge=Badge.EDITOR, role=EDITOR),
    Sample("admin@example.com", "Ruth Calloway", is_superuser=True),
)


def make_sample_people(password: str) -> list[User]:
    """Makes the sample people or brings them back to how they should be, in this order.

    They log in with `password` and their e-mails are verified. Nobody else's account is touched:
    raises ValueError where a real person has one of these e-mails.
    """
    return [_make(sample, password) for sample in SAMPLES]


def _make(sample: Sample, password: str) -> User:
    user = User.objects.filter(email=sample.email).first() or User(
        email=sample.email, is_sample=True, rules_read_at=timezone.now()
    )
    if not user.is_sample:
        raise ValueError(f"{sample.email} belongs to a real person here.")
    user.name, user.town, user.badge = sample.name, sample.town, sample.badge
    user.is_active, user.is_superuser = True, sample.is_superuser
    user.is_staff = bool(sample.role) or sample.is_superuser
    if not (user.password and user.check_password(password)):
        user.set_password(password)
    with transaction.atomic():
        user.save()
        user.groups.set(Group.objects.filter(name=sample.role))
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
    return user
