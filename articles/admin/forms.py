"""The editor's form of a story."""

import json
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.text import slugify

from articles.admin.buttons import Action, ChangeKind
from articles.admin.fields import BodyWidget, NamesField, NewsroomTimeField
from articles.body import clean
from articles.editing import OutdatedFormError, outdated_words
from articles.models import Author, FrontSlot, Status, Story, Tag
from articles.models.section import refuse_reserved
from articles.publishing import has_been_public
from newsroom.accounts.models import User


class StoryForm(forms.ModelForm):  # type: ignore[type-arg]
    """A story and what to do with it.

    The admin sets three things on a subclass of its own for each request: `editor`, who writes;
    `action`, the button; and `refusal`, what a verb of `publishing` said when this form was tried.
    `stood` is the stored status: saving changes the one on the instance.
    """

    editor: ClassVar[User]
    action: ClassVar[Action] = Action.SAVE
    refusal: ClassVar[ValidationError | None] = None

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    overwrite = forms.IntegerField(widget=forms.HiddenInput, required=False)
    authors = NamesField(
        Author, label="By", required=False, help_text="Names, with commas between them."
    )
    tags = NamesField(
        Tag,
        makes=True,
        required=False,
        help_text="With commas between them. A new one is made when you save.",
    )
    slug = forms.SlugField(
        max_length=80,
        required=False,
        validators=[refuse_reserved],
        help_text="Last part of the address. Made from the headline when empty.",
    )
    change_address = forms.BooleanField(
        required=False,
        label="Change the address of this public story",
        help_text="The old address will lead to the new one.",
    )
    embargo_until = NewsroomTimeField(label="Embargo until")
    publish_at = NewsroomTimeField(
        label="Publication time", help_text="In the newsroom’s time. Then choose Schedule."
    )
    change_kind = forms.ChoiceField(
        label="This change is",
        required=False,
        initial=ChangeKind.SMALL,
        choices=(
            (ChangeKind.SMALL, "Small fix: spelling, style"),
            (ChangeKind.UPDATE, "Update: news; moves the Updated time"),
            (ChangeKind.CORRECTION, "Correction: something was wrong; fill in the note below"),
        ),
        widget=forms.RadioSelect,
    )
    whats_new = forms.CharField(
        label="What is new",
        required=False,
        max_length=300,
        help_text="For an update, in one sentence. Readers see it under the story.",
    )
    withdraw_why = forms.CharField(
        label="Reason to withdraw",
        required=False,
        max_length=300,
        help_text="Readers see it in place of the story.",
    )

    class Meta:
        model = Story
        fields = (
            "headline", "kicker", "standfirst", "place", "state", "source", "body", "brief",
            "section", "tags", "authors", "slug", "embargo_until", "front_slot", "discussion",
            "discussion_stays_open",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "headline": forms.TextInput(attrs={"class": "vTextField", "data-long": 90}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "data-long": 160}),
            "brief": forms.Textarea(attrs={"rows": 4}),
            "body": BodyWidget(attrs={"rows": 24}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stood = Status(self.instance.status)
        if self.instance.pk:
            self.initial["revision"] = self.instance.revision
            self.initial["publish_at"] = self.instance.published_at
        # Absent for somebody who may only read.
        if "front_slot" in self.fields:
            self.fields["front_slot"] = self._front_slot()

    @property
    def conflicts(self) -> bool:
        """Whether somebody else saved the story after this form was opened."""
        return any(
            isinstance(error, OutdatedFormError) for error in self.non_field_errors().as_data()
        )

    def clean_body(self) -> str:
        return clean(self.cleaned_data["body"])

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"] or slug_of(self.cleaned_data.get("headline", ""))
        if not slug:
            raise ValidationError("Give the story an address in plain letters.")
        if self.instance.day and slug != self.initial.get("slug"):
            self._refuse_address(slug)
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._refuse_outdated()
        self._refuse_times(cleaned)
        for name, messages in _by_field(self.refusal).items():
            self.add_error(name if name in self.fields else None, messages)
        return cleaned

    def _save_m2m(self) -> None:
        for name in ("authors", "tags"):
            field = self.fields.get(name)
            if isinstance(field, NamesField):
                self.cleaned_data[name] = field.saved(self.cleaned_data[name])
        super()._save_m2m()  # type: ignore[misc]

    def _refuse_address(self, slug: str) -> None:
        public = has_been_public(self.instance)
        if public and not self.data.get("change_address"):
            raise ValidationError(
                "Readers have this address. Tick the box below to change it: the old one will lead "
                "to the new one."
            )
        others = Story.objects.filter(day=self.instance.day, slug=slug)
        if public and others.exclude(pk=self.instance.pk).exists():
            raise ValidationError("Another story of that day has this slug. Choose another.")

    def _refuse_outdated(self) -> None:
        if not self.instance.pk:
            return
        if self.seen != self.instance.revision:
            self.add_error(None, OutdatedFormError(outdated_words(self.instance)))

    @property
    def seen(self) -> int:
        """The revision that the editor wrote over knowingly, else the one that was opened."""
        overwrite: int | None = self.cleaned_data.get("overwrite")
        opened: int | None = self.cleaned_data.get("revision")
        return overwrite if overwrite is not None else -1 if opened is None else opened

    def _refuse_times(self, cleaned: dict[str, Any]) -> None:
        embargo, story = cleaned.get("embargo_until"), self.instance
        if embargo and has_been_public(story) and story.published_at < embargo:
            self.add_error(
                "embargo_until", "Readers have seen this story. It is too late for that."
            )
        if self.action is Action.SCHEDULE and "publish_at" in cleaned:
            at = cleaned["publish_at"]
            if at is None or at <= timezone.now():
                self.add_error("publish_at", "Choose a time to come, or publish it now.")

    def _front_slot(self) -> forms.ChoiceField:
        holders = dict(
            Story.objects.exclude(front_slot="")
            .exclude(pk=self.instance.pk)
            .values_list("front_slot", "headline")
        )
        choices = [
            (slot.value, f"{slot.label} (now “{holders[slot]}”)" if slot in holders else slot.label)
            for slot in FrontSlot
        ]
        return forms.ChoiceField(
            label="Place",
            required=False,
            choices=[("", "None: by time"), *choices],
            help_text="A place that another story has moves to this one when you save.",
            widget=forms.Select(attrs={"data-holders": json.dumps(holders)}),
        )

    def _get_validation_exclusions(self) -> set[str]:
        # Saving moves the place from the story that has it: no conflict to refuse.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"front_slot"}


def slug_of(headline: str) -> str:
    """A slug of whole words from a headline, at most 80 letters."""
    slug = slugify(headline)
    return slug if len(slug) <= 80 else slug[:81].rsplit("-", 1)[0][:80]


def _by_field(refusal: ValidationError | None) -> dict[str, list[Any]]:
    """The errors of a verb, by the field of this form that can answer them."""
    if refusal is None:
        return {}
    if not hasattr(refusal, "error_dict"):
        return {NON_FIELD_ERRORS: [refusal]}
    here = {
        "published_at": "publish_at",
        "what": "whats_new",
        "withdrawn_why": "withdraw_why",
    }
    return {here.get(name, name): list(errors) for name, errors in refusal.error_dict.items()}


def is_public_form(story: Story | None) -> bool:
    """Whether the form is of a story that readers see, so that changes are of three kinds."""
    return story is not None and story.status == Status.PUBLISHED and has_been_public(story)
