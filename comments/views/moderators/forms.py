"""What the desk's forms carry."""

from typing import Any

from django import forms

from comments import replies
from comments.desk import REMOVABLE_UNDER
from comments.models import Act, Measure
from comments.sanctions import PAUSES

_RULES = [(rule.value, rule.value) for rule in REMOVABLE_UNDER]
KEEP, NO_SAY = "keep", "no-say"
_PAUSES = [(days, str(days)) for days in PAUSES]


class DecisionForm(forms.Form):
    """A decision on a card. `seen` says which text was read; `saved` which saved reply to send."""

    act = forms.ChoiceField(
        choices=[
            (act.value, act.label)
            for act in (Act.PUBLISH, Act.REMOVE, Act.LOWER, Act.PICK, Act.ESCALATE)
        ]
    )
    rule = forms.ChoiceField(
        choices=_RULES,
        required=False,
        error_messages={"invalid_choice": "Pick the rule that it breaks"},
    )
    saved = forms.CharField(max_length=20, required=False, empty_value=replies.USUAL)
    reply = forms.CharField(
        max_length=1000,
        required=False,
        error_messages={"max_length": "Cut the message to 1,000 characters"},
    )
    pause_days = forms.TypedChoiceField(
        choices=_PAUSES, coerce=int, required=False, empty_value=None
    )
    seen = forms.CharField(max_length=40, required=False)
    next = forms.IntegerField(required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        """A removal names a rule: there is none without."""
        data = self.cleaned_data
        if data.get("act") == Act.REMOVE and "rule" in data and not data["rule"]:
            self.add_error("rule", "Pick the rule that it breaks")
        return data


class SecondReadForm(forms.Form):
    """What a second moderator would have done: keep it, remove it under a rule, or no say."""

    would = forms.ChoiceField(
        choices=[(KEEP, KEEP), (NO_SAY, NO_SAY), *_RULES],
        error_messages={"required": "Pick what you would have done", "invalid_choice": "Pick one"},
    )


class SanctionForm(forms.Form):
    """A measure against a person, under a rule, with a reason that they are told."""

    measure = forms.ChoiceField(choices=Measure, error_messages={"required": "Pick a measure"})
    days = forms.TypedChoiceField(choices=_PAUSES, coerce=int, required=False, empty_value=None)
    rule = forms.ChoiceField(choices=_RULES, error_messages={"required": "Pick the rule"})
    reason = forms.CharField(
        max_length=500,
        error_messages={
            "required": "Say why: they are told",
            "max_length": "Cut the reason to 500 characters",
        },
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("measure") == Measure.PAUSE and not data.get("days"):
            self.add_error("days", "Pick how long the pause is")
        return data


class NoteForm(forms.Form):
    """A staff note."""

    text = forms.CharField(
        max_length=1000,
        error_messages={
            "required": "Write the note first",
            "max_length": "Cut the note to 1,000 characters",
        },
    )
