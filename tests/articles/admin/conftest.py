"""An editor at the form: it is opened, changed and sent as a browser would send it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Story
from newsroom.accounts.models import User
from tests.factories import make_story

DRAFT = {"status": "draft", "published_at": None, "day": None}
WORDS = "<p>The council met on Monday.</p><p>Forty people spoke.</p>"


@pytest.fixture
def desk(client: Client, marisol: User) -> Client:
    """The browser of Marisol, an editor."""
    client.force_login(marisol)
    return client


@pytest.fixture
def draft(db: None) -> Story:
    """A story that lacks nothing but being published."""
    return make_story("Council hears neighbors", body=WORDS, slug="council-hears", **DRAFT)


def change_url(story: Story) -> str:
    return reverse("admin:articles_story_change", args=[story.pk])


def typed_into(response: Any) -> dict[str, Any]:
    """What a browser would send of an open form, without a button."""
    sent: dict[str, Any] = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False or value == "":
                continue
            widget = bound.field.widget
            plain = isinstance(value, list | bool) or not hasattr(widget, "format_value")
            sent[bound.html_name] = value if plain else widget.format_value(value)
    return {name: value for name, value in sent.items() if not name.endswith("original")}


@pytest.fixture
def send(desk: Client) -> Callable[..., Any]:
    """`send(story, "_publish", headline="…")` opens the form, changes it, presses the button."""

    def send(story: Story | None, button: str = "_save", **changes: Any) -> Any:
        url = change_url(story) if story else reverse("admin:articles_story_add")
        sent = typed_into(desk.get(url)) | changes | {button: "1"}
        return desk.post(url, {name: value for name, value in sent.items() if value is not None})

    return send
