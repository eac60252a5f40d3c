"""What readers' forms accept; whether a comment may stand is for `submission` to say."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from comments import tips
from comments.models import READERS_KINDS, Kind, Use
from comments.rules import Rule
from comments.submission import MAX_LENGTH
from newsroom.accounts import names
from newsroom.accounts.models import User

MAX_LINKS = 2
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class CommentForm(forms.Form):
    """A comment as typed: the words, what kind it is, and the token of the form it came with."""

    body = forms.CharField(error_messages={"required": "Write your comment before you post it"})
    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in READERS_KINDS], required=False
    )
    token = forms.CharField(max_length=64, required=False)
    insists = forms.BooleanField(required=False)

    def clean_body(self) -> str:
        """The text with one kind of line break; raises ValidationError in DESIGN's words."""
        body: str = self.cleaned_data["body"].replace("\r\n", "\n").replace("\r", "\n")
        if (over := len(body) - MAX_LENGTH) > 0:
            raise ValidationError(
                f"Cut your comment to {MAX_LENGTH:,} characters. It is {over:,} too long"
            )
        if len(_LINK.findall(body)) > MAX_LINKS:
            raise ValidationError("Use two links or fewer")
        return body

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"] or Kind.COMMENT)


class ReportForm(forms.Form):
    """A report: the rule as its reason, a note, and whether its outcome is to be told."""

    rule = forms.ChoiceField(
        choices=[(rule.value, rule.value) for rule in Rule],
        error_messages={
            "required": "Pick the rule it breaks",
            "invalid_choice": "Pick the rule it breaks",
        },
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        error_messages={"max_length": "Cut your note to 500 characters"},
    )
    wants_outcome = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """“Something else” says nothing by itself: it needs a note."""
        data = self.cleaned_data
        if data.get("rule") == Rule.OTHER and "note" in data and not data["note"]:
            self.add_error("note", "Tell us what is wrong")
        return data


class AppealForm(forms.Form):
    """Why an author thinks that a removal was wrong."""

    text = forms.CharField(
        max_length=1000,
        error_messages={
            "required": "Tell us why you think we are wrong",
            "max_length": "Cut your text to 1,000 characters",
        },
    )


class AboutForm(forms.Form):
    """How a person is known beside their comments: name and town, by the rules of the sign-up."""

    name = forms.CharField(error_messages={"required": "Enter the name to show with your comments"})
    town = forms.CharField(
        max_length=40,
        required=False,
        error_messages={"max_length": "Use 40 characters or fewer"},
    )

    def __init__(self, data: Any, person: User) -> None:
        super().__init__(data, initial={"name": person.name, "town": person.town})
        self._person = person

    def clean_name(self) -> str:
        name = names.tidy(self.cleaned_data["name"])
        if name == self._person.name:
            return name
        if problem := names.complaint(name, settings.SITE_NAME):
            raise ValidationError(problem)
        others = User.objects.exclude(pk=self._person.pk)
        if others.filter(name_key=names.name_key(name)).exists():
            raise ValidationError(f"“{name}” is taken. Add a letter or your neighborhood")
        return name

    def clean_town(self) -> str:
        town = names.tidy(self.cleaned_data["town"])
        if not names.is_plain(town) or names.is_reserved(town, settings.SITE_NAME):
            raise ValidationError("Enter the name of a town or neighborhood")
        return town


class ConsentForm(forms.Form):
    """How the author of an account can be reached, and what they allow."""

    contact = forms.CharField(
        label="How to reach you",
        help_text="A phone number or an email address. Only editors see it.",
        max_length=200,
        required=False,
        error_messages={"max_length": "Use 200 characters or fewer"},
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    may_contact = forms.BooleanField(label=tips.CONTACT_WORDS, required=False)
    may_use = forms.ChoiceField(
        label=tips.USE_WORDS, choices=Use, required=False, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        """Contact data is kept with its author's leave, or not at all."""
        data = self.cleaned_data
        if data.get("contact") and not data.get("may_contact"):
            self.add_error("may_contact", "Tick this, or leave the field above empty")
        if data.get("may_contact") and not data.get("contact") and "contact" in data:
            self.add_error("contact", "Tell us how to reach you")
        return data

    def clean_may_use(self) -> Use:
        return Use(self.cleaned_data["may_use"])


class TipPhotoForm(forms.Form):
    """A photo for the editors; what is in the file is for `articles.pictures` to judge."""

    photo = forms.FileField(
        label="Photo",
        help_text="JPEG, PNG, WebP or AVIF, up to 10 MB. We erase where and how it was taken.",
        error_messages={"required": "Choose a photo", "empty": "This file is empty"},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )
    alt = forms.CharField(
        label="What it shows",
        help_text="Where and when, in a sentence.",
        max_length=300,
        error_messages={
            "required": "Say what the photo shows",
            "max_length": "Cut it to 300 characters",
        },
    )


class TipAnswerForm(forms.Form):
    """What an author writes to the editors."""

    text = forms.CharField(
        label="Your answer",
        max_length=1000,
        error_messages={
            "required": "Write your answer",
            "max_length": "Cut it to 1,000 characters",
        },
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
