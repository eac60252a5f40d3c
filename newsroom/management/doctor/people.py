"""What the accounts tell: sample people, staff without a second step, nobody in charge."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings

from newsroom.accounts.models import User
from newsroom.accounts.second_factor import DOORS
from newsroom.management.doctor.complaint import Complaint


def sample_people() -> Iterator[Complaint]:
    samples = User.objects.filter(is_sample=True, is_active=True)
    if not settings.DEMO and samples.exists():
        yield Complaint(
            "The sample people are on a public site, and everybody knows their password.",
            "Close their accounts in the admin, or start with an empty database.",
        )


def second_steps() -> Iterator[Complaint]:
    if settings.DEMO:
        return
    safe = Authenticator.objects.filter(type__in=DOORS).values("user")
    bare = User.objects.filter(is_staff=True, is_active=True).exclude(pk__in=safe)
    names = list(bare.order_by("pk").values_list("email", flat=True)[:5])
    if names:
        yield Complaint(
            f"Staff without a second step at log-in: {', '.join(names)}. The newsroom's pages stay"
            " closed to them, and their password alone opens the rest.",
            "Ask them to set one up: Your page, Settings, Second step.",
        )


def administrators() -> Iterator[Complaint]:
    if not User.objects.filter(is_superuser=True, is_active=True).exists():
        yield Complaint(
            "Nobody may do everything in the admin.",
            "Run: manage.py createsuperuser",
            is_wrong=not settings.DEMO,
        )


CHECKS = (sample_people, second_steps, administrators)
