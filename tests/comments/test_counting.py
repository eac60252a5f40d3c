"""`manage.py recount` tells right counters from wrong ones, and corrects them."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Story
from comments import respect
from comments.models import Comment, Status, TalkHour
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def recount(*options: str) -> str:
    said = StringIO()
    call_command("recount", *options, stdout=said)
    return said.getvalue()


def a_discussion(dolores: User, teo: User) -> tuple[Story, Comment]:
    story = make_story()
    root = make_comment(story, dolores)
    reply = make_comment(story, teo, parent=root)
    make_comment(story, dolores, parent=reply, status=Status.HELD)
    make_comment(story, dolores, parent=reply, status=Status.REMOVED)
    make_comment(story, teo, status=Status.WITHDRAWN)
    respect.toggle(root, teo)
    return story, root


def test_right_counters_are_told_to_be_right(dolores: User, teo: User) -> None:
    a_discussion(dolores, teo)
    make_story()
    assert recount() == "Every counter is right.\n"


def test_each_wrong_counter_is_named_with_what_is_counted(dolores: User, teo: User) -> None:
    story, root = a_discussion(dolores, teo)
    Story.objects.update(comment_count=7)
    Comment.objects.filter(pk=root.pk).update(replies=9, visible_replies=0, respect_count=5)
    said = StringIO()
    with pytest.raises(CommandError, match="5 counters are wrong") as refused:
        call_command("recount", stdout=said)
    assert refused.value.returncode == 1
    assert said.getvalue().splitlines() == [
        f"story {story.pk}: comment_count is 7, counted 2",
        f"comment {root.pk}: replies is 9, counted 3",
        f"comment {root.pk}: visible_replies is 0, counted 2",
        f"comment {root.pk}: respect_count is 5, counted 1",
        f"comment {root.pk}: rank is {(1 << 40) + root.pk}, counted {(5 << 40) + root.pk}",
    ]


def test_hours_that_are_wrong_or_missing_or_too_many_are_named_and_corrected(
    dolores: User, teo: User
) -> None:
    first, later = datetime(2019, 6, 24, 16, 20, tzinfo=UTC), datetime(2019, 6, 25, tzinfo=UTC)
    story, other = make_story(), make_story()
    for moment in (first, first, later):
        make_comment(story, dolores, posted_at=moment)
    make_comment(other, teo, posted_at=first)
    TalkHour.objects.filter(story=story, hour=later).delete()
    TalkHour.objects.filter(story=other).update(comments=4)
    TalkHour.objects.create(story=other, hour=later, comments=2)
    said = StringIO()
    with pytest.raises(CommandError, match="3 counters are wrong"):
        call_command("recount", stdout=said)
    assert said.getvalue().splitlines() == [
        f"story {story.pk}: 2019-06-25 00:00 UTC is 0, counted 1",
        f"story {other.pk}: 2019-06-24 16:00 UTC is 4, counted 1",
        f"story {other.pk}: 2019-06-25 00:00 UTC is 2, counted 0",
    ]
    recount("--fix")
    assert recount() == "Every counter is right.\n"


def test_fixing_corrects_every_counter_and_the_rank_made_of_them(dolores: User, teo: User) -> None:
    _, root = a_discussion(dolores, teo)
    before = Comment.objects.values().get(pk=root.pk)
    Story.objects.update(comment_count=7)
    Comment.objects.update(replies=9, visible_replies=8, respect_count=5, rank=1)
    assert "corrected." in recount("--fix")
    assert recount() == "Every counter is right.\n"
    assert Comment.objects.values().get(pk=root.pk) == before
    assert Story.objects.get().comment_count == 2


def test_batches_miss_no_row_and_name_none_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comments.counting.BATCH", 3)
    stories = [make_story(comment_count=1) for _ in range(8)]
    said = StringIO()
    with pytest.raises(CommandError, match="8 counters are wrong"):
        call_command("recount", stdout=said)
    named = [line.split(":")[0] for line in said.getvalue().splitlines()]
    assert named == [f"story {story.pk}" for story in stories]
