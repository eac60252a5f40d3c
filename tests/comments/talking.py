"""What tests of the discussion do again and again: open stories, post, read what a page shows."""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.models import Story
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

WORDS = "The bridge needs a second lane, and the council knows it."


def open_story(headline: str = "", **fields: Any) -> Story:
    """A public story from yesterday, whose discussion is open."""
    yesterday = timezone.now() - timedelta(days=1)
    return make_story(headline, published_at=yesterday, day=timezone.localdate(yesterday), **fields)


def establish(*people: User) -> None:
    """Gives each person two published comments elsewhere, so that their next is not held."""
    elsewhere = make_story("Elsewhere")
    for person in people:
        for _ in range(2):
            make_comment(elsewhere, person)


def post(client: Client, story: Story, body: str = WORDS, **fields: Any) -> HttpResponse:
    """Sends the form as a browser without JavaScript does; `fragment=True` as one with it."""
    headers = {"x-fragment": "1"} if fields.pop("fragment", False) else {}
    fields.setdefault("token", "token of this form")
    address = f"/stories/{story.pk}/comments/"
    return client.post(address, {"body": body, **fields}, headers=headers)


def text(response: HttpResponse) -> str:
    return response.content.decode()


def page(client: Client, story: Story, query: str = "") -> str:
    return text(client.get(f"{story.get_absolute_url()}{query}"))


def shown(html: str) -> list[int]:
    """The ids of the comments that stand on the page, from top to bottom."""
    return [int(pk) for pk in re.findall(r'id="comment-(\d+)"', html)]
