"""How often something about an account may be tried, by whom.

OWASP ASVS 5.0 V6.3.1 wants guessing and stuffing of passwords slowed, V6.1.1 that nobody can lock
another out for good, V6.6.3 the same for codes. So wrong passwords are counted three ways, the
narrowest first; right ones are not counted; a reset password starts the account's counts anew; and
a passkey always opens the door.
"""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.signals import password_reset
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import ResolverMatch

from newsroom.accounts.models import User
from newsroom.errors import is_newsroom
from newsroom.ratelimit import Key, Limit, address_key, demand, forget

WRONG_FROM_ONE_ADDRESS = Limit(5, 300)
WRONG_FOR_ONE_ACCOUNT = Limit(30, 3600)
WRONG_BY_ONE_ADDRESS = Limit(30, 600)
WRONG_CODES = Limit(5, 300)
MAILS_OF_A_KIND = Limit(5, 3600)


def passwords(request: HttpRequest, email: str) -> tuple[tuple[Key, Limit], ...]:
    """What one try of a password counts under; the same for an e-mail that nobody has."""
    account, address = email.strip().lower(), address_key(request)
    return (
        (("password", account, address), WRONG_FROM_ONE_ADDRESS),
        (("password of", account), WRONG_FOR_ONE_ACCOUNT),
        (("password by", address), WRONG_BY_ONE_ADDRESS),
    )


@receiver(password_reset)
def start_anew(request: HttpRequest, user: User, **_: object) -> None:
    """Whoever holds the mailbox may try the new password at once."""
    for key, _limit in passwords(request, user.email)[:2]:
        forget(key)


def by_address(request: HttpRequest) -> str:
    """Counts each client address (its daily hash)."""
    return address_key(request)


def by_person(request: HttpRequest) -> str:
    """Counts each person, or the address of somebody who is logged out."""
    return str(request.user.pk or address_key(request))


def by_email(request: HttpRequest) -> str:
    """Counts each e-mail that is asked about, whoever asks."""
    return request.POST.get("email", "").strip().lower()


@dataclass(frozen=True)
class Guard:
    """One limit on posting to a view, and whom it counts."""

    whom: Callable[[HttpRequest], str]
    limit: Limit


GUARDS: dict[str, tuple[Guard, ...]] = {
    "account_signup": (Guard(by_address, Limit(30, 3600)),),
    "account_reset_password": (
        Guard(by_address, Limit(20, 3600)),
        Guard(by_email, Limit(5, 3600)),
    ),
    "account_reset_password_from_key": (Guard(by_address, Limit(20, 600)),),
    "account_change_password": (Guard(by_person, Limit(10, 600)),),
    "account_set_password": (Guard(by_person, Limit(10, 600)),),
    "account_email": (Guard(by_person, Limit(10, 600)),),
    "mfa_login_webauthn": (Guard(by_address, Limit(30, 600)),),
    "mfa_authenticate": (Guard(by_address, Limit(30, 600)),),
    "mfa_add_webauthn": (Guard(by_person, Limit(10, 600)),),
    "account_confirm_email": (Guard(by_address, Limit(60, 600)),),
    "account_reauthenticate": (Guard(by_person, Limit(60, 600)),),
    "mfa_reauthenticate": (Guard(by_person, Limit(60, 600)),),
    "mfa_reauthenticate_webauthn": (Guard(by_person, Limit(60, 600)),),
    "mfa_activate_totp": (Guard(by_person, Limit(60, 600)),),
    "mfa_deactivate_totp": (Guard(by_person, Limit(20, 600)),),
    "mfa_generate_recovery_codes": (Guard(by_person, Limit(20, 600)),),
    "mfa_edit_webauthn": (Guard(by_person, Limit(20, 600)),),
    "mfa_remove_webauthn": (Guard(by_person, Limit(20, 600)),),
}
# All that one of the staff changes in the newsroom's pages. Whoever decides a case a second sends
# two posts for each: the desk's script takes the next card for them.
OF_THE_STAFF = Limit(3000, 600)


def guard(request: HttpRequest, match: ResolverMatch) -> None:
    """Counts a post to one of the views above, or into the admin. Raises RateLimited."""
    name = match.url_name or ""
    if is_newsroom(match):
        # Whoever was stopped can still go.
        if name != "logout":
            demand(("staff", by_person(request)), OF_THE_STAFF)
        return
    for guard in GUARDS.get(name, ()):
        demand((name, guard.whom.__name__, guard.whom(request)), guard.limit)
