"""A paper with something on every page, and the people who may or may not open it."""

from dataclasses import dataclass

import pytest
from django.test import Client

from articles import previews
from articles.models import Author, Story, Subscriber, Suggestion, Tag
from comments.models import Comment, Status, Tip
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.factories import (
    make_comment,
    make_quote,
    make_story,
    make_subscriber,
    make_suggestion,
    make_tip,
)


@dataclass(frozen=True)
class Paper:
    """Stories and comments in the states that decide who sees them."""

    story: Story
    draft: Story
    preview: str
    published: Comment
    held: Comment
    removed: Comment
    suggestion: Suggestion
    subscriber: Subscriber
    tip: Tip


@pytest.fixture
def paper(dolores: User) -> Paper:
    """The comments are Dolores's."""
    story = open_story("The second lane")
    story.tags.add(Tag.objects.create(name="Roads", slug="roads"))
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes"))
    make_quote(story)
    draft = make_story("Not yet", status="draft")
    return Paper(
        story=story,
        draft=draft,
        preview=previews.preview_path(draft),
        published=make_comment(story, dolores),
        held=make_comment(story, dolores, status=Status.HELD),
        removed=make_comment(story, dolores, status=Status.REMOVED, removed_under="nice"),
        suggestion=make_suggestion(story, dolores),
        subscriber=make_subscriber(),
        tip=make_tip(story, dolores),
    )


@pytest.fixture
def as_role(dolores: User, teo: User, sam: User, marisol: User, admin: User) -> dict[str, Client]:
    """A browser for each role; Dolores is the author, Teo any other reader."""
    people = {"reader": teo, "author": dolores, "moderator": sam, "editor": marisol, "admin": admin}
    browsers = {"stranger": Client()}
    for role, person in people.items():
        browsers[role] = Client()
        browsers[role].force_login(person)
    return browsers
