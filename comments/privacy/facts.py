"""What is true of this installation's way with people's data, read from its settings."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from articles.newsletter.keys import CONFIRM_WITHIN
from newsroom.replicas import PIN_SECONDS

DAY = 86_400


@dataclass(frozen=True)
class Cookie:
    """A cookie that the site sets: its name, what for, and how long the browser keeps it."""

    name: str
    purpose: str
    lasts: str


@dataclass(frozen=True)
class Facts:
    """For the public page. Times are in days unless the name says otherwise."""

    cookies: tuple[Cookie, ...]
    sends_mail: bool
    grace_hours: int
    notices: int
    deleted: int
    strangers: int
    unconfirmed: int
    tips: int
    sign_ups: int
    contact: str


def facts() -> Facts:
    """As the settings are now."""
    return Facts(
        cookies=tuple(_cookies()),
        sends_mail=settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
        grace_hours=settings.ACCOUNT_GRACE_HOURS,
        notices=settings.KEEP_NOTICES_DAYS,
        deleted=settings.KEEP_DELETED_DAYS,
        strangers=settings.KEEP_STRANGERS_DAYS,
        unconfirmed=settings.KEEP_UNCONFIRMED_DAYS,
        tips=settings.KEEP_TIPS_DAYS,
        sign_ups=CONFIRM_WITHIN.days,
        contact=settings.CONTACT_EMAIL,
    )


def _cookies() -> Iterator[Cookie]:
    session, token = settings.SESSION_COOKIE_AGE // DAY, settings.CSRF_COOKIE_AGE // DAY
    proof = "proves that a form was sent from this site"
    yield Cookie(settings.SESSION_COOKIE_NAME, "keeps you logged in", _days(session))
    yield Cookie(settings.CSRF_COOKIE_NAME, proof, _days(token))
    yield Cookie(
        settings.MESSAGES_COOKIE_NAME,
        "carries a note such as “Saved” to the next page",
        "until you close the browser",
    )
    yield Cookie(
        settings.THEME_COOKIE_NAME, "remembers light or dark, if you choose one", _days(365)
    )
    if settings.REPLICAS:
        yield Cookie(
            settings.PIN_COOKIE_NAME,
            "lets you see at once what you just wrote",
            f"for {PIN_SECONDS} seconds",
        )


def _days(days: int) -> str:
    return f"for {days} days"
