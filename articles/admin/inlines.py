"""What belongs to a story and is edited with it: quotes, pictures, corrections."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from articles import pictures
from articles.admin.forms import is_public_form
from articles.admin.proposals import speaker_named
from articles.models import Correction, Photo, Quote, Story


class QuoteForm(forms.ModelForm):  # type: ignore[type-arg]
    """A quotation; its speaker is typed, and made when the archive has nobody of that name."""

    speaker_name = forms.CharField(
        label="Speaker",
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={"list": "speakers-known", "data-names": "speakers", "autocomplete": "off"}
        ),
    )

    class Meta:
        model = Quote
        fields = ("text", "speaker_name", "role", "source", "said_on", "certain")
        widgets: ClassVar[dict[str, Any]] = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "said_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.speaker_id:
            self.initial["speaker_name"] = self.instance.speaker.name

    def save(self, commit: bool = True) -> Quote:
        quote: Quote = super().save(commit=False)
        if "speaker_name" in self.changed_data:
            quote.speaker = speaker_named(self.cleaned_data["speaker_name"], quote.role)
            quote.as_spelled = None
        if commit:
            quote.save()
        return quote


class QuoteInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Quote
    form = QuoteForm
    extra = 0
    verbose_name_plural = "Quotes in this story"
    fieldsets = (
        (None, {"fields": ("text", ("speaker_name", "role"), ("source", "said_on"), "certain")}),
    )
    template = "admin/articles/story/quotes.html"
    column = "main"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("speaker")


class PhotoForm(forms.ModelForm):  # type: ignore[type-arg]
    """A picture, judged by its content."""

    class Meta:
        model = Photo
        fields = ("original", "alt", "caption", "credit", "focal_x", "focal_y", "position")
        widgets: ClassVar[dict[str, Any]] = {"alt": forms.Textarea(attrs={"rows": 2})}

    def clean_original(self) -> Any:
        original = self.cleaned_data["original"]
        if isinstance(original, UploadedFile):
            pictures.validate_upload(original)
        return original


class PhotoInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Photo
    form = PhotoForm
    extra = 0
    verbose_name_plural = "Pictures"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "original",
                    "alt",
                    "caption",
                    "credit",
                    ("focal_x", "focal_y", "position"),
                )
            },
        ),
    )
    column = "side"


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """What was wrong and what is right; once saved it stays as it is."""

    class Meta:
        model = Correction
        fields = ("kind", "was", "now")
        widgets: ClassVar[dict[str, Any]] = {
            "was": forms.Textarea(attrs={"rows": 2}),
            "now": forms.Textarea(attrs={"rows": 2}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed() and not cleaned.get("was", "").strip() and "was" not in self.errors:
            raise ValidationError("Say what was wrong.")
        return cleaned


class CorrectionInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Correction
    form = CorrectionForm
    extra = 1
    column = "main"

    def has_add_permission(self, request: HttpRequest, obj: Story | None = None) -> bool:
        return is_public_form(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
