"""What the front page tells of the last seven days in the comments."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from comments import appeals, cases, desk, week
from comments.models import Act, Status
from newsroom import memo
from newsroom.accounts.models import User
from tests.articles.markup import Page
from tests.comments.talking import open_story
from tests.factories import make_comment

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def told(client: Client) -> list[str]:
    """The figures on the front page, in their order."""
    memo.forget_everything()
    html = client.get("/").content.decode()
    if "This week in the comments" not in html:
        return []
    return Page(client.get("/")).texts("dd")


def test_a_week_counts_what_was_posted_removed_and_appealed(
    client: Client, dolores: User, teo: User, sam: User, ines: User
) -> None:
    story, now = open_story(), timezone.now()
    for hours in (1, 5, 30, 100, 160, 170, 400):
        make_comment(story, teo, posted_at=now - timedelta(hours=hours))
    make_comment(story, teo, status=Status.HELD)
    removed = []
    for number in range(6):
        comment = make_comment(story, dolores, posted_at=now - timedelta(days=30))
        case = cases.open_case(comment, rule="nice", reason="reported")
        removed.append(desk.decide(case, sam, Act.REMOVE, rule="nice"))
        if number == 5:
            desk.undo(removed.pop(), sam)
    appeal = appeals.file_appeal(removed[0], dolores, "It was a joke.")
    appeals.decide(appeal, ines, Act.RESTORE, "A joke it was.")
    assert told(client) == []
    assert week.count() == week.Week(posted=5, removed=5, appeals=1, restored=1, median=0)
    assert told(client) == ["5", "5", "fewer than 5", "0 minutes"]


def test_an_old_count_or_an_empty_week_is_not_told(client: Client, teo: User) -> None:
    open_story()
    week.count()
    assert told(client) == []
    make_comment(open_story(), teo)
    week.count(timezone.now() - timedelta(days=2))
    assert told(client) == []
    call_command("work", "--once")
    assert told(client) == ["fewer than 5", "0"]


def test_the_front_page_quotes_picks_and_leads_to_what_is_discussed(
    client: Client, dolores: User
) -> None:
    story = open_story("The second lane")
    comment = make_comment(story, dolores, "I fix bikes there.", picked_at=timezone.now())
    html = client.get("/").content.decode()
    assert "From the comments" in html
    assert f'href="{story.get_absolute_url()}#comment-{comment.pk}"' in html
    assert "Most discussed" in html
    assert f'href="{story.get_absolute_url()}#comments"' in html
