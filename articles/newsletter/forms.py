"""What a subscriber fills in: the address, and the choices that can be changed later."""

from typing import Any

from django import forms

from articles.models import Subscriber
from articles.navigation import in_navigation
from articles.newsletter import hours
from articles.newsletter.subscribing import Choices

EMAIL_WRONG = "Enter an email address with an @, like name@example.org"


class ChoicesForm(forms.Form):
    """The hour and the sections."""

    hour = forms.TypedChoiceField(
        label="When",
        help_text="By the newsroom’s clock.",
        coerce=int,
        choices=lambda: [(hour, hours.in_words(hour)) for hour in hours.HOURS],
        initial=hours.USUAL,
        error_messages={"required": "Choose an hour", "invalid_choice": "Choose an hour"},
    )
    sections = forms.MultipleChoiceField(
        label="Sections",
        help_text="Tick none to get the whole front page.",
        choices=lambda: [(section.slug, section.name) for section in in_navigation()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose sections from the list"},
    )

    @classmethod
    def of(cls, subscriber: Subscriber, data: Any = None) -> "ChoicesForm":
        """Filled with what was chosen before, as far as those sections are still there."""
        chosen = {"hour": subscriber.hour, "sections": subscriber.sections}
        return cls(data, initial=chosen)

    def choices(self) -> Choices:
        """What a valid form chose."""
        return Choices(self.cleaned_data["hour"], self.cleaned_data["sections"])


class SubscribeForm(ChoicesForm):
    """The same, and where to send it."""

    email = forms.EmailField(
        label="Email address",
        help_text="We never show it, and use it for this letter alone.",
        max_length=254,
        error_messages={"required": EMAIL_WRONG, "invalid": EMAIL_WRONG},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("email", "hour", "sections")
