"""Fields of the story form that HTML has no better control for."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.templatetags.static import static
from django.utils.text import slugify

from articles.models import Author, Tag

_LOCAL = "%Y-%m-%dT%H:%M"


class BodyWidget(forms.Textarea):
    """Rich text by django-prose-editor. Without JavaScript it is a field of HTML.

    The library's own widget prints an inline import map, which the site's CSP refuses; ours tells
    its script where the editor is in an attribute.
    """

    class Media:
        css: ClassVar[dict[str, list[str]]] = {
            "all": [
                "django_prose_editor/material-icons.css",
                "django_prose_editor/editor.css",
            ]
        }
        js: ClassVar[list[Script]] = [Script("js/admin/story-body.js", type="module")]

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        editor = static("django_prose_editor/editor.js")
        return {**super().build_attrs(base_attrs, extra_attrs), "data-body-editor": editor}


class NewsroomTimeField(forms.DateTimeField):
    """A date and time in the newsroom's time zone, typed into the browser's own field."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_LOCAL)
        super().__init__(widget=widget, required=False, **kwargs)


class NamesField(forms.CharField):
    """Names of authors or tags with commas between them; the script suggests those that exist.

    Cleans to a list of objects, new ones not yet saved: `saved` does that, so that a form that is
    refused leaves nothing behind. Unless it `makes` new ones, an unknown name is an error.
    """

    def __init__(self, model: type[Author] | type[Tag], makes: bool = False, **kwargs: Any) -> None:
        self.model, self.makes = model, makes
        kind = f"{model._meta.model_name}s"
        attrs = {"list": f"{kind}-known", "data-names": kind, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(one.name for one in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _names(self.prepare_value(initial)) != _names(data)

    def clean(self, value: Any) -> list[Author | Tag]:
        wanted = [self._named(name) for name in _names(super().clean(value))]
        unknown = [one.name for one in wanted if one.pk is None]
        if unknown and not self.makes:
            raise ValidationError(
                [f"No author is called “{name}”. Add them under Authors first." for name in unknown]
            )
        return wanted

    def saved(self, wanted: list[Author | Tag]) -> list[Author | Tag]:
        for one in wanted:
            if one.pk is None:
                one.full_clean()
                one.save()
        return wanted

    def _named(self, name: str) -> Author | Tag:
        known = self.model._default_manager.filter(name__iexact=name).first()
        return known or self.model(name=name, slug=slugify(name)[:60])


def _names(typed: str | None) -> list[str]:
    """Each name once, whatever its case and spacing."""
    names = (" ".join(name.split()) for name in (typed or "").split(","))
    return list({name.casefold(): name for name in names if name}.values())
