"""What people fill in about their account: labels, hints and errors of DESIGN section 7."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from newsroom.accounts import names
from newsroom.accounts.adapter import AccountAdapter
from newsroom.accounts.models import User

EMAIL_WRONG = "Enter an email address with an @, like name@example.org"
TAKEN = "“{name}” is taken. Add a letter or your neighborhood"


class NameTaken(Exception):  # noqa: N818 - it tells what happened
    """Somebody took the name between the form's check and the save."""


def _dress_email(field: forms.Field, hint: str = "", autocomplete: str = "email") -> None:
    field.label = "Email address"
    field.help_text = hint
    field.error_messages["required"] = EMAIL_WRONG
    field.error_messages["invalid"] = EMAIL_WRONG
    field.widget.attrs = {"autocomplete": autocomplete, "maxlength": 254}


def _dress_password(field: forms.Field, label: str, *, new: bool) -> None:
    field.label = label
    field.help_text = " ".join(filter(None, password_validators_help_texts())) if new else ""
    field.error_messages["required"] = "Enter a password" if new else "Enter your password"
    field.widget.attrs = {"autocomplete": "new-password" if new else "current-password"}


class LoginForm(allauth.LoginForm):  # type: ignore[misc]
    """E-mail and password; never says which of them is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whatever is typed is answered alike and after as long (OWASP ASVS 5.0, V6.3.8).
        self.fields["login"].validators.remove(validate_email)
        # As text: some judges know no "username" in a field of type email, though HTML has it.
        self.fields["login"].widget = forms.TextInput()
        _dress_email(self.fields["login"], autocomplete="username")
        self.fields["login"].widget.attrs |= {"inputmode": "email", "autocapitalize": "none"}
        _dress_password(self.fields["password"], "Password", new=False)


class SignupForm(allauth.SignupForm):  # type: ignore[misc]
    """A new reader. What it answers does not tell whether the e-mail has an account."""

    account_already_exists: bool
    field_order = ("email", "name", "town", "password1", "rules")

    name = forms.CharField(
        label="Name on your comments",
        help_text="Your own name is best. A first name and initial is fine.",
        error_messages={"required": "Enter the name to show with your comments"},
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": names.LONGEST}),
    )
    town = forms.CharField(
        label="Town or neighborhood",
        help_text="Shown next to your name.",
        max_length=40,
        required=False,
        error_messages={"max_length": "Use 40 characters or fewer"},
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    rules = forms.BooleanField(error_messages={"required": "Read the seven rules and tick the box"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_email(self.fields["email"], hint="We never show it.")
        _dress_password(self.fields["password1"], "Password", new=True)
        self.fields["rules"].label = format_html(
            'I have read <a href="{}">the seven rules</a>', reverse("rules")
        )

    def clean_name(self) -> str:
        name = names.tidy(self.cleaned_data["name"])
        if problem := names.complaint(name, settings.SITE_NAME):
            raise ValidationError(problem)
        if User.objects.filter(name_key=names.name_key(name)).exists():
            raise ValidationError(TAKEN.format(name=name))
        return name

    def clean_town(self) -> str:
        town = names.tidy(self.cleaned_data["town"])
        if not names.is_plain(town) or names.is_reserved(town, settings.SITE_NAME):
            raise ValidationError("Enter the name of a town or neighborhood")
        return town

    def save(self, request: HttpRequest) -> User:
        """The new person and their e-mail, still to be confirmed."""
        return AccountAdapter().save_user(request, User(), self)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """The new person, or the answer that an e-mail with an account gets: it looks the same.

        Raises NameTaken when somebody else was faster.
        """
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])  # takes as long as a new account
        try:
            return super().try_save(request)  # type: ignore[no-any-return]
        except IntegrityError:
            key = names.name_key(self.cleaned_data["name"])
            if User.objects.filter(name_key=key).exists():
                raise NameTaken from None
            self.account_already_exists = True
            return super().try_save(request)  # type: ignore[no-any-return]


class ResetPasswordForm(allauth.ResetPasswordForm):  # type: ignore[misc]
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_email(self.fields["email"])


class ResetPasswordKeyForm(allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password, once: it can be seen, pasted and reset again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _dress_password(self.fields["password1"], "New password", new=True)


class SetPasswordForm(allauth.SetPasswordForm):  # type: ignore[misc]
    """A first password, for somebody who came without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _dress_password(self.fields["password1"], "New password", new=True)


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc]
    """The old password and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _dress_password(self.fields["oldpassword"], "Password now", new=False)
        _dress_password(self.fields["password1"], "New password", new=True)


class ReauthenticateForm(allauth.ReauthenticateForm):  # type: ignore[misc]
    """The password again, before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_password(self.fields["password"], "Password", new=False)


class ChangeEmailForm(allauth.AddEmailForm):  # type: ignore[misc]
    """The address to move to; it counts once its owner has confirmed it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_email(self.fields["email"], hint="We send a link there. It counts once you open it.")
        self.fields["email"].label = "New email address"
