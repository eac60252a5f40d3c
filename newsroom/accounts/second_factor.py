"""The second factor: authenticator apps, passkeys and recovery codes."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any, ClassVar

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from qrcode.image.svg import SvgPathFillImage

from newsroom.accounts import limits
from newsroom.accounts.models import User
from newsroom.ratelimit import demand, first_time, give_back

CODE_LIVES = 60  # seconds: two periods of an app
DOORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user: User) -> bool:
    """Whether the person has an app or a passkey (recovery codes alone are none). One query."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=DOORS).exists())


def _cipher() -> MultiFernet:
    keys = (str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    digests = (sha256(f"second factor {key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted at rest; the QR code is drawn so that our CSP shows it."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code does not match. Enter the one your app shows now",
        "unverified_email": "Confirm your email address before you set up a second step",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """An <svg> element for the page itself, black on white whatever the theme."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode().partition("?>")[2].strip()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a passkey is called until its owner names it."""
        passkeys = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {passkeys + 1}" if passkeys else "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": settings.SITE_NAME}


class _CountsCodes:
    """Slows the guessing of codes, for each account; a right code is not counted.

    A code opens once (RFC 6238, 5.2), whichever process it is shown to.
    """

    user: User
    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Code"
        field.help_text = "Six digits from your app, or one of your recovery codes."
        field.error_messages["required"] = "Enter the code"
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        key = ("code", self.user.pk)
        demand(key, limits.WRONG_CODES)
        code: str = super().clean_code()  # type: ignore[misc]
        if not first_time(("used code", self.user.pk, code), CODE_LIVES):
            raise MFAAdapter().validation_error("incorrect_code")
        give_back(key)
        return code


class AuthenticateForm(_CountsCodes, base.AuthenticateForm):  # type: ignore[misc]
    """The code after the password."""


class ReauthenticateForm(_CountsCodes, base.ReauthenticateForm):  # type: ignore[misc]
    """The code before something grave."""


class ActivateTOTPForm(_CountsCodes, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app holds the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "Six digits from your app."


def _passkey_name(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label="Name of the passkey",
        help_text="So that you know it again, such as “Phone”.",
        max_length=60,
        required=required,
    )


class EditWebAuthnForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _passkey_name(required=True)


class AddWebAuthnForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey's name, and whether it opens the door alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _passkey_name(required=False)
        self.fields["passwordless"].label = "Log in with this passkey alone, without the password"
        self.fields["passwordless"].help_text = ""
