"""What is true of this installation's way with people's data, read from its settings."""

from dataclasses import dataclass

from django.conf import settings

DAY = 86_400


@dataclass(frozen=True)
class Cookie:
    """A cookie that the site sets: its name, what for, and for how many days (0: until the browser
    is closed)."""

    name: str
    purpose: str
    days: int


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
    contact: str


def facts() -> Facts:
    """As the settings are now."""
    session, token = settings.SESSION_COOKIE_AGE // DAY, settings.CSRF_COOKIE_AGE // DAY
    return Facts(
        cookies=(
            Cookie(settings.SESSION_COOKIE_NAME, "keeps you logged in", session),
            Cookie(settings.CSRF_COOKIE_NAME, "proves that a form was sent from this site", token),
            Cookie(
                settings.MESSAGES_COOKIE_NAME, "carries a note such as “Saved” to the next page", 0
            ),
            Cookie(settings.THEME_COOKIE_NAME, "remembers light or dark, if you choose one", 365),
        ),
        sends_mail=settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
        grace_hours=settings.ACCOUNT_GRACE_HOURS,
        notices=settings.KEEP_NOTICES_DAYS,
        deleted=settings.KEEP_DELETED_DAYS,
        strangers=settings.KEEP_STRANGERS_DAYS,
        unconfirmed=settings.KEEP_UNCONFIRMED_DAYS,
        contact=settings.CONTACT_EMAIL,
    )
