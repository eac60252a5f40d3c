"""What the forms outside the admin's own accept: a reader's suggestion, an editor's ruling."""

from typing import Any

from django import forms

from articles.models import CorrectionKind

SHORT = "Cut it to 500 characters"


def _words(label: str, hint: str = "", **options: Any) -> forms.CharField:
    messages = {"max_length": SHORT, **options.pop("error_messages", {})}
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=500,
        widget=widget,
        error_messages=messages,
        **options,
    )


class SuggestionForm(forms.Form):
    """A correction that a reader suggests; the token of the form it came with."""

    wrong = _words("What is wrong?", error_messages={"required": "Tell us what is wrong"})
    right = _words("What is right?", required=False)
    source = _words(
        "How can we check it?",
        "A link, a document, or that you were there. Only editors see it.",
        required=False,
    )
    wants_credit = forms.BooleanField(
        label="Thank me by name if you correct it",
        help_text="Your name on comments stands in the correction then.",
        required=False,
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class RulingForm(forms.Form):
    """An editor's correction that answers a suggestion; see `suggestions.Ruling`."""

    kind = forms.ChoiceField(choices=CorrectionKind)
    was = forms.CharField(
        max_length=500,
        error_messages={"required": "Say what was wrong", "max_length": SHORT},
    )
    now = forms.CharField(max_length=500, required=False, error_messages={"max_length": SHORT})
    paragraph = forms.CharField(max_length=10_000, required=False)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    credit = forms.BooleanField(required=False)
    answer = forms.CharField(max_length=1000, required=False)

    def clean_kind(self) -> CorrectionKind:
        return CorrectionKind(self.cleaned_data["kind"])

    def clean_revision(self) -> int:
        return self.cleaned_data["revision"] or 0
