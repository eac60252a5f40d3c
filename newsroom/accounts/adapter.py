"""How django-allauth makes, admits and writes to people here."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from newsroom.accounts import limits
from newsroom.accounts.models import User
from newsroom.ratelimit import client_address, demand, give_back, take

log = logging.getLogger(__name__)
NOT_SENT = "Our mail server does not answer just now, so no email went out. Try again in an hour."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up, log-in and mail as this site wants them."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "That email and password do not match. Try again or reset the password"
        ),
        "incorrect_password": "That is not your password. Try again or reset it",
        "enter_current_password": "That is not your password. Try again or reset it",
        "incorrect_code": "That code does not match. Enter the one your app shows now",
        "duplicate_email": "That is your email address already",
        "same_as_current": "That is your email address already",
        "email_taken": "Another account uses that email address",
        "invalid_password_reset": "That link is used up or too old. Ask for a new one",
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person whose password it is, or None. Raises RateLimited after too many wrong ones.

        A try is counted before the password is checked, so that tries at the same time cannot
        slip through, and uncounted when it was right.
        """
        tries = limits.passwords(request, credentials.get("email", ""))
        for key, limit in tries:
            demand(key, limit)
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            for key, _ in tries:
                give_back(key)
        return user

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Fills and saves a new person. Raises IntegrityError when name or e-mail were just taken.

        The password is hashed before the transaction opens: SQLite has one writer.
        """
        user.name = form.cleaned_data["name"]
        user.town = form.cleaned_data["town"]
        user.rules_read_at = timezone.now()
        super().save_user(request, user, form, commit=False)
        if commit:
            with transaction.atomic():
                user.save()
                address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
            EmailAddress.objects.fill_cache_for_user(user, [address])
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends, unless somebody makes us flood that mailbox: what we sent before still holds.

        Where the mail server fails, the page that follows says so, whoever has an account or not.
        """
        if not take(("mail", template_prefix, email.lower()), limits.MAILS_OF_A_KIND).ok:
            log.warning("Withheld a mail: five of %s went to that address lately", template_prefix)
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:
            log.warning("The mail server fails, %s was not sent: %s", template_prefix, error)
            messages.warning(allauth_context.request, NOT_SENT)

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` stays on the host that was asked."""
        request = allauth_context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that goes into a mail about a changed password."""
        return client_address(request) or "unknown"
