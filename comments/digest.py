"""A mail to the moderators when the oldest case has waited too long; at most one an hour."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from comments.models import Case
from newsroom.accounts.models import User
from newsroom.ratelimit import first_time, forget

ONCE_IN = 3600
_KEY = ("desk digest",)
COUNTED = 100


def send_if_late() -> int:
    """Out: how many mails were sent. Safe to be called by several processes at once."""
    late = timezone.now() - timedelta(minutes=settings.DESK_LATE_MINUTES)
    waiting = Case.objects.filter(closed_at=None, is_escalated=False)
    oldest = waiting.filter(opened_at__lt=late).order_by("opened_at").first()
    if oldest is None or not first_time(_KEY, ONCE_IN):
        return 0
    minutes = int((timezone.now() - oldest.opened_at).total_seconds() // 60)
    context = {
        "minutes": minutes,
        "limit": settings.DESK_LATE_MINUTES,
        "waiting": waiting[:COUNTED].count(),
        "most": COUNTED,
        "address": settings.SITE_URL + reverse("admin:desk"),
        "site": settings.SITE_NAME,
    }
    body = render_to_string("comments/mail/late.txt", context)
    subject = f"[{settings.SITE_NAME}] A case has waited {minutes} minutes"
    letters = [EmailMessage(subject, body, to=[address]) for address in _moderators()]
    try:
        return get_connection().send_messages(letters) or 0
    except OSError:
        # The next turn tries again, instead of the next hour.
        forget(_KEY)
        raise


def _moderators() -> list[str]:
    """Who moderates and has a verified address."""
    permitted = Q(groups__permissions__codename="moderate") | Q(
        user_permissions__codename="moderate"
    )
    people = User.objects.filter(permitted, is_active=True, is_staff=True)
    reached = people.filter(emailaddress__verified=True, emailaddress__primary=True)
    return list(reached.values_list("emailaddress__email", flat=True).distinct())
