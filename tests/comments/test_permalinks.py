"""An address of one comment leads every reader to the page where it stands, and shows threads."""

import pytest
from django.test import Client

from comments.models import Comment, Status
from newsroom.accounts.models import User
from tests.comments.talking import open_story, page, shown, text
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


def follow(client: Client, comment: Comment) -> tuple[str, str]:
    """Where the permalink leads, and what stands there."""
    address = client.get(f"/comments/{comment.pk}/")["Location"]
    return address, text(client.get(address.partition("#")[0]))


def test_a_comment_on_the_third_page_is_found_there(client: Client) -> None:
    story = open_story()
    made = [make_comment(story) for _ in range(130)]
    address, html = follow(client, made[4])
    assert address == f"{story.get_absolute_url()}?after={made[4].pk + 1}#comment-{made[4].pk}"
    assert shown(html) == [c.pk for c in made[4::-1]]
    address, html = follow(client, made[-1])
    assert address == f"{story.get_absolute_url()}#comment-{made[-1].pk}"
    assert made[-1].pk in shown(html)


def test_a_reply_deep_in_a_long_thread_is_found_with_what_leads_to_it(client: Client) -> None:
    story = open_story()
    root = make_comment(story)
    parent = make_comment(story, parent=root)
    for _ in range(60):
        make_comment(story, parent=root)
    deep = make_comment(story, parent=make_comment(story, parent=parent))
    address, html = follow(client, deep)
    assert address == f"/comments/{root.pk}/thread/?at={deep.pk}#comment-{deep.pk}"
    assert shown(html)[:4] == [root.pk, parent.pk, deep.parent_id, deep.pk]


def test_a_long_thread_shows_ten_replies_and_the_way_to_the_others(client: Client) -> None:
    story = open_story()
    root = make_comment(story)
    replies = [make_comment(story, parent=root).pk for _ in range(70)]
    html = page(client, story)
    assert shown(html) == [root.pk, *replies[:10]]
    assert f'<a href="/comments/{root.pk}/thread/" data-more>Show 60 more replies</a>' in html
    first = text(client.get(f"/comments/{root.pk}/thread/"))
    assert shown(first) == [root.pk, *replies[:50]]
    (cursor,) = {part.split('"')[0] for part in first.split("/thread/?after=")[1:]}
    rest = text(client.get(f"/comments/{root.pk}/thread/?after={cursor}"))
    assert shown(rest) == [root.pk, *replies[50:]]
    fragment = client.get(f"/comments/{root.pk}/thread/", headers={"x-fragment": "1"})
    assert shown(text(fragment)) == replies[:50]


def test_levels_are_shown_to_the_third_and_then_named(client: Client, dolores: User) -> None:
    story = open_story()
    comment = make_comment(story, dolores, "Level 0.")
    for level in range(1, 7):
        comment = make_comment(story, dolores, f"Level {level}.", parent=comment)
    html = page(client, story)
    assert html.count('<details class="kids"') == 3
    assert html.count("in reply to") == 3
    assert f'in reply to <a href="#comment-{comment.parent_id}"><bdi>Dolores Quinn</bdi>' in html


def test_what_readers_may_not_see_has_no_address_for_them(
    client: Client, dolores: User, teo: User
) -> None:
    story = open_story()
    held = make_comment(story, dolores, "Waiting.", status=Status.HELD)
    address = f"/comments/{held.pk}/"
    assert client.get(address).status_code == 404
    client.force_login(teo)
    assert client.get(address).status_code == 404
    client.force_login(dolores)
    assert "Waiting." in follow(client, held)[1]
    assert client.get("/comments/999999999/").status_code == 404


def test_a_removed_comment_keeps_its_address_and_says_which_rule(client: Client) -> None:
    removed = make_comment(open_story(), body="Gone.", status=Status.REMOVED, removed_under="nice")
    address, html = follow(client, removed)
    assert address.endswith(f"#comment-{removed.pk}")
    assert "Removed by a moderator." in html
    assert "Be Nice." in html
    assert "Gone." not in html


def test_comments_of_a_story_that_is_not_public_are_not_either(client: Client) -> None:
    comment = make_comment(open_story(status="withdrawn"))
    for address in ("", "thread/", "reply/"):
        assert client.get(f"/comments/{comment.pk}/{address}").status_code == 404
