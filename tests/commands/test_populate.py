"""`manage.py populate`: as much as was asked, the same for a seed, with every counter right."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Story
from articles.search import find
from comments.models import Comment, Respect
from comments.threads import DEEPEST
from newsroom.accounts.models import User
from newsroom.management.commands.populate import share
from tests.factories import make_comment, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def populate(**options: Any) -> str:
    said = StringIO()
    call_command("populate", **{"stories": 3, "comments": 60, **options}, stdout=said)
    return said.getvalue()


def data() -> list[tuple[Any, ...]]:
    """All that was made, without the ids that the database happened to deal."""
    first = min(Comment.objects.values_list("pk", flat=True))
    return [
        (c.pk - first, c.story.slug, c.name, c.body, c.status, c.parent_id and c.parent_id - first)
        for c in Comment.objects.select_related("story").order_by("pk")
    ]


def test_it_makes_what_was_asked_and_counts_it_right() -> None:
    make_comment(make_story())
    assert "Stories: 4. Comments: 260." in populate(hot_story=200)
    assert (Story.objects.count(), Comment.objects.count()) == (5, 261)
    said = StringIO()
    call_command("recount", stdout=said)
    assert said.getvalue() == "Every counter is right.\n"
    assert Respect.objects.exists()


def test_the_same_seed_makes_the_same_and_another_seed_something_else() -> None:
    populate(seed=7)
    first = data()
    Story.objects.all().delete()
    populate(seed=7)
    assert data() == first
    Story.objects.all().delete()
    populate(seed=8)
    assert data() != first


def test_a_seed_is_used_once_and_comments_need_stories() -> None:
    populate()
    with pytest.raises(CommandError, match="choose another --seed"):
        populate()
    with pytest.raises(CommandError, match="need --stories"):
        populate(stories=0, seed=2)
    with pytest.raises(CommandError, match="No story to make"):
        populate(stories=0, comments=0, seed=2)


def test_the_hot_story_has_a_long_thread_and_answers_as_deep_as_they_go() -> None:
    populate(stories=0, comments=0, hot_story=400)
    longest = Comment.objects.order_by("-replies").first()
    assert longest is not None
    assert longest.replies >= 39
    assert Comment.objects.filter(depth=DEEPEST).exists()


def test_readers_find_read_and_answer_what_was_made(client: Client, dolores: User) -> None:
    populate(hot_story=80)
    hot = Story.objects.newest().first()
    assert hot is not None
    assert find(f'"{hot.headline.split()[-1]}"').count
    assert b"comment-body" in client.get(hot.get_absolute_url()).content
    make_comment(make_story(), dolores, parent=None)
    assert Comment.objects.count() == 141


def test_comments_fall_on_stories_unevenly_and_all_of_them_do() -> None:
    sizes = share(1000, 30)
    assert sum(sizes) == 1000
    assert sizes[0] > 5 * sizes[-1] > 0
    assert share(0, 0) == []
