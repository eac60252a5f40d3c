"""A comment keeps the place it once had, so that its replies keep theirs."""

import pytest
from django.db import transaction
from django.test import Client

from articles.models import Story
from comments import cases, submission
from comments.models import Case, Comment, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db


def page(client: Client, story: Story) -> str:
    return client.get(story.get_absolute_url()).content.decode()


def open_story() -> Story:
    return make_story(discussion_stays_open=True)


def hide(comment: Comment) -> None:
    with transaction.atomic():
        submission.hide(comment, "nice")


def test_a_hidden_parent_keeps_its_replies_and_says_nothing_of_its_text(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    parent = make_comment(story, dolores, "The parent said this.")
    make_comment(story, teo, "The reply stays.", parent=parent)
    hide(parent)
    html = page(client, story)
    assert "The reply stays." in html
    assert "Hidden while a moderator looks at it." in html
    assert "The parent said this." not in html
    assert "Several readers reported it." not in html
    cases.open_case(parent, rule="nice", reason="reported", report_weight=300)
    Case.objects.update(hidden=True)
    assert "Several readers reported it." in page(client, story)


def test_what_was_never_seen_leaves_no_trace(client: Client, dolores: User) -> None:
    story = open_story()
    root = make_comment(story, dolores, "A root.")
    for parent in (None, root):
        unseen = make_comment(story, dolores, "Never seen.", parent=parent, status=Status.HELD)
        submission.withdraw(unseen)
    root.refresh_from_db()
    assert root.visible_replies == 0
    html = page(client, story)
    assert "A root." in html
    assert "Deleted by its author." not in html


def test_publishing_counts_a_reply_in_place_once(dolores: User) -> None:
    story = open_story()
    root = make_comment(story, dolores)
    reply = make_comment(story, dolores, parent=root, status=Status.HELD)
    for status in (Status.PUBLISHED, Status.HELD, Status.PUBLISHED, Status.REMOVED):
        with transaction.atomic():
            submission.change_status(reply, status)
        root.refresh_from_db()
        story.refresh_from_db()
        assert root.visible_replies == 1
        assert story.comment_count == 1 + (status == Status.PUBLISHED)


def test_nobody_reads_a_removed_text_by_answering_it(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    gone = make_comment(story, dolores, "The removed words.", status=Status.REMOVED)
    client.force_login(teo)
    assert client.get(f"/comments/{gone.pk}/reply/").status_code == 302
    fields = {"body": "I answer.", "parent": gone.pk, "token": "t"}
    response = client.post(f"/stories/{story.pk}/comments/", fields)
    assert response.status_code == 422
    assert "The removed words." not in response.content.decode()


def test_its_author_finds_a_removed_comment_with_its_text_and_rule(
    client: Client, dolores: User
) -> None:
    story = open_story()
    make_comment(story, dolores, "What I had said.", status=Status.REMOVED, removed_under="nice")
    assert "What I had said." not in page(client, story)
    client.force_login(dolores)
    html = page(client, story)
    assert "Your comment was removed" in html
    assert "What I had said." in html
    assert "Be Nice." in html


def test_withdrawing_a_held_comment_closes_its_case(dolores: User) -> None:
    held = make_comment(open_story(), dolores, status=Status.HELD)
    cases.open_case(held, rule="nice", reason="insult", held=True)
    submission.withdraw(held)
    assert Case.objects.get().closed_at is not None
