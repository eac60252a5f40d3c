"""Whoever has to log in first comes back to the very comment, with the text that was typed."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import Client

from comments.models import Comment
from newsroom.accounts.models import User
from tests.comments.talking import WORDS, open_story, page, post, text
from tests.factories import PASSWORD, make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(dolores: User) -> User:
    EmailAddress.objects.create(user=dolores, email=dolores.email, verified=True, primary=True)
    return dolores


def log_in(client: Client, person: User, address: str) -> HttpResponse:
    """Fills in the log-in form that stands at the address."""
    fields = {"login": person.email, "password": PASSWORD}
    fields["next"] = parse_qs(urlsplit(address).query)["next"][0]
    return client.post(address, fields)


def test_a_reader_without_log_in_is_asked_to_log_in_and_nothing_is_stored(client: Client) -> None:
    response = post(client, open_story())
    assert response.status_code == 303
    assert response["Location"].startswith("/accounts/login/?next=")
    assert not Comment.objects.exists()


def test_the_text_waits_through_the_log_in(client: Client, confirmed: User) -> None:
    story = open_story()
    asked = post(client, story, kind="eyewitness")
    response = log_in(client, confirmed, asked["Location"])
    assert response["Location"] == f"{story.get_absolute_url()}#write"
    html = text(client.get(response["Location"]))
    assert f">\n{WORDS}</textarea>" in html
    assert '<option value="eyewitness" selected>' in html
    assert WORDS not in page(client, story), "it was given back once"


def test_the_return_is_to_the_very_comment_that_was_answered(
    client: Client, confirmed: User, teo: User
) -> None:
    story = open_story()
    parent = make_comment(story, teo, "What I asked about.")
    asked = post(client, story, parent=parent.pk)
    response = log_in(client, confirmed, asked["Location"])
    assert response["Location"] == f"/comments/{parent.pk}/reply/"
    html = text(client.get(response["Location"]))
    assert "What I asked about." in html
    assert f">\n{WORDS}</textarea>" in html
    assert f'name="parent" value="{parent.pk}"' in html


def test_the_link_to_answer_leads_through_the_log_in_to_the_form(
    client: Client, confirmed: User
) -> None:
    parent = make_comment(open_story())
    asked = client.get(f"/comments/{parent.pk}/reply/")
    assert (
        log_in(client, confirmed, asked["Location"])["Location"] == f"/comments/{parent.pk}/reply/"
    )


def test_a_text_kept_for_one_place_does_not_turn_up_in_another(
    client: Client, confirmed: User
) -> None:
    story, other = open_story(), open_story()
    asked = post(client, story)
    log_in(client, confirmed, asked["Location"])
    assert WORDS not in page(client, other)
    assert WORDS in page(client, story)


def test_a_very_long_text_of_a_stranger_is_kept_no_longer_than_needed(
    client: Client, confirmed: User
) -> None:
    story = open_story()
    asked = post(client, story, "long " * 20_000)
    log_in(client, confirmed, asked["Location"])
    assert 3900 < page(client, story).count("long ") * 5 < 4100


def test_the_form_of_a_story_and_of_a_reply_ask_for_what_they_need(
    client: Client, confirmed: User
) -> None:
    story = open_story()
    parent = make_comment(story)
    client.force_login(confirmed)
    html = page(client, story)
    assert 'id="comment-form"' in html
    assert f'action="/stories/{story.pk}/comments/"' in html
    reply = text(client.get(f"/comments/{parent.pk}/reply/", headers={"x-fragment": "1"}))
    assert 'id="reply-form"' in reply
    assert "<html" not in reply
