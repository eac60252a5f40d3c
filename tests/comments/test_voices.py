"""What the front page quotes from the discussions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Status
from comments.voices import voices
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db


def test_picks_are_quoted_the_latest_first(dolores: User) -> None:
    story, now = make_story(), timezone.now()
    picked = [
        make_comment(story, dolores, picked_at=now - timedelta(hours=hours)) for hours in range(4)
    ]
    make_comment(story, dolores)
    assert voices() == picked[:3]


@pytest.mark.parametrize(
    "story",
    [
        {"status": Status.WITHDRAWN},
        {"published_at": timezone.now() + timedelta(days=1)},
    ],
    ids=["withdrawn", "scheduled"],
)
def test_no_pick_is_quoted_from_a_story_that_readers_cannot_open(
    dolores: User, story: dict[str, object]
) -> None:
    make_comment(make_story(**story), dolores, picked_at=timezone.now())
    assert voices() == []
