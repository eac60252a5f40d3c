"""Links that open a subscription without a log-in: signed, so that nobody can make up another's."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

# A sign-up that is not confirmed by then is forgotten.
CONFIRM_WITHIN = timedelta(days=3)
_SALT = "newsletter"
_CONFIRM_SALT = "newsletter confirmed"


def confirm_link(subscriber: int) -> str:
    """The address in the first mail: whoever opens it reads what is sent to the address."""
    key = signing.dumps(subscriber, salt=_CONFIRM_SALT)
    return settings.SITE_URL + reverse("newsletter_confirm", args=[key])


def confirmed_by(key: str) -> int:
    """The subscriber whom the link confirms.

    Raises signing.SignatureExpired after CONFIRM_WITHIN, signing.BadSignature for what is not ours.
    """
    return int(signing.loads(key, salt=_CONFIRM_SALT, max_age=CONFIRM_WITHIN))


def key_of(subscriber: int) -> str:
    """What every letter carries. It never expires: somebody may have enough of an old letter."""
    return signing.dumps(subscriber, salt=_SALT)


def subscriber_of(key: str) -> int:
    """Whose letter the link was in; raises signing.BadSignature for what we did not write."""
    return int(signing.loads(key, salt=_SALT))


def choices_link(key: str) -> str:
    """Where hour and sections are chosen."""
    return settings.SITE_URL + reverse("newsletter_choices", args=[key])


def off_link(key: str) -> str:
    """Where one click ends it."""
    return settings.SITE_URL + reverse("newsletter_off", args=[key])
