"""A story's comments as a feed: what readers can see, the newest first, at a steady cost."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Status as StoryStatus
from articles.models import Story
from comments.models import Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def address(story: Story) -> str:
    return f"{story.get_absolute_url()}comments.xml"


def contents(client: Client, story: Story) -> list[str]:
    answer = client.get(address(story))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    return [str(one.text) for one in root.iter(f"{ATOM}content")]


def test_the_feed_holds_what_readers_see_newest_first(client: Client, dolores: User) -> None:
    story = make_story()
    first = make_comment(story, dolores, "First & <b>plain</b>.")
    make_comment(story, dolores, "Second.", parent=first)
    for status in (Status.HELD, Status.REMOVED, Status.WITHDRAWN):
        make_comment(story, dolores, "Not to be read.", status=status)
    assert contents(client, story) == [
        '<p dir="auto">Second.</p>',
        '<p dir="auto">First &amp; &lt;b&gt;plain&lt;/b&gt;.</p>',
    ]


def test_the_page_of_the_story_names_its_feed(client: Client) -> None:
    story = make_story()
    assert f'href="{address(story)}"' in client.get(story.get_absolute_url()).content.decode()


def test_a_feed_of_fifty_costs_what_an_empty_one_does(
    client: Client, dolores: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    story = make_story()
    assert contents(client, story) == []
    for _ in range(55):
        make_comment(story, dolores)
    with django_assert_max_num_queries(2):
        assert len(contents(client, story)) == 50


def test_nothing_is_told_of_a_story_that_is_not_public(client: Client) -> None:
    story = make_story()
    path = address(story)
    assert client.get(path.replace("/politics/", "/sports/")).status_code == 404
    assert client.get(path.replace("/2019/", "/20x9/")).status_code == 404
    story.status = StoryStatus.WITHDRAWN
    story.save()
    assert client.get(path).status_code == 404


def test_a_reader_that_has_it_is_told_so(client: Client) -> None:
    story = make_story()
    tag = client.get(address(story))["ETag"]
    assert client.get(address(story), headers={"If-None-Match": tag}).status_code == 304
