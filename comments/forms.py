"""What a comment's form accepts; whether the text may stand is for `submission` to say."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from comments.models import READERS_KINDS, Kind
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
