"""The real site behind the cache: every listed page is kept, and is seen anew when it changes."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.urls import get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Status, Story
from comments.models import Comment
from newsroom.changes import triggers
from newsroom.changes.sight import LOOK_EVERY, Watcher
from newsroom.pagecache.neighbors import Neighbors
from newsroom.pagecache.routes import PARAMETERS
from newsroom.pagecache.serving import PageCache
from tests.factories import make_comment, make_quote, make_section, make_story
from tests.newsroom.pagecache.asking import ask, environ
from tests.newsroom.pagecache.conftest import ROOM, Clock

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def story(db: None) -> Story:
    story = make_story("Mayor writes to ICE", section=make_section())
    author = story.authors.create(name="Rosa Lind", slug="rosa-lind")
    story.tags.create(name="Roads", slug="roads")
    assert author
    make_quote(story)
    return story


@pytest.fixture(autouse=True)
def _requests_stay_in_the_test_s_transaction() -> Iterator[None]:
    """As Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def cache(clock: Clock, story: Story) -> PageCache:
    triggers.install(connection)
    return PageCache(WSGIHandler(), Watcher(clock), ROOM, clock)


def _addresses(story: Story) -> dict[str, str]:
    comment = make_comment(story, body="I was there.")
    return {
        "author": "/authors/rosa-lind/",
        "corrections": "/corrections/",
        "feed_latest": "/feeds/latest.xml",
        "feed_section": "/feeds/politics.xml",
        "front": "/",
        "latest": "/latest/",
        "newer_comments": reverse("newer_comments", args=[story.pk]),
        "news_sitemap": "/news-sitemap.xml",
        "robots": "/robots.txt",
        "rules": "/rules/",
        "said": "/said/",
        "section": "/politics/",
        "sitemap_index": "/sitemap.xml",
        "sitemap_part": "/sitemaps/pages.xml",
        "speaker": "/said/luke-bronin/",
        "story": story.get_absolute_url(),
        "tag": "/tags/roads/",
        "thread": reverse("thread", args=[comment.pk]),
    }


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_every_listed_page_is_kept_and_then_costs_no_query(
    cache: PageCache, story: Story, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert name in get_resolver().reverse_dict
    path = _addresses(story)[name]
    first = ask(cache, path)
    assert first.status == 200, path
    assert len(cache.shelf) == 1
    assert "private" not in first.headers["cache-control"]
    with django_assert_num_queries(0):
        assert ask(cache, path) == first


def test_a_kept_page_is_the_page_that_django_makes(cache: PageCache, story: Story) -> None:
    make_comment(story, body="I was there.")
    path = story.get_absolute_url()
    django = ask(WSGIHandler(), path)
    kept = ask(cache, path)
    assert kept.body == django.body
    ours = {"cache-control", "etag", "vary"}
    assert {k: v for k, v in kept.headers.items() if k not in ours} == {
        k: v for k, v in django.headers.items() if k not in ours
    }


CHANGES: dict[str, Callable[[Story, Comment], Any]] = {
    "a comment": lambda story, comment: make_comment(story),
    "a removal": lambda story, comment: Comment.objects.filter(pk=comment.pk).update(
        status="removed", removed_under="clean"
    ),
    "an edit": lambda story, comment: Comment.objects.filter(pk=comment.pk).update(body="Anew."),
    "a withdrawal": lambda story, comment: Story.objects.filter(pk=story.pk).update(
        status=Status.WITHDRAWN
    ),
    "a section's name": lambda story, comment: type(story.section).objects.update(name="City"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_seen_with_the_next_look(
    cache: PageCache, clock: Clock, story: Story, what: str
) -> None:
    comment = make_comment(story, body="I was there.")
    path = story.get_absolute_url()
    before = ask(cache, path)
    clock.now += 2 * LOOK_EVERY
    assert ask(cache, path) == before
    CHANGES[what](story, comment)
    clock.now += 2 * LOOK_EVERY
    after = ask(cache, path)
    assert after.body != before.body
    assert after.body == ask(WSGIHandler(), path).body


def test_comments_on_one_story_leave_the_page_of_another_as_it_is(
    cache: PageCache, clock: Clock, story: Story
) -> None:
    other = make_story(section=make_section("Sports"))
    path = other.get_absolute_url()
    ask(cache, path)
    clock.now += 2 * LOOK_EVERY
    ask(cache, path)
    page = next(iter(cache.shelf._pages.values()))
    make_comment(story)
    clock.now += 2 * LOOK_EVERY
    ask(cache, path)
    assert next(iter(cache.shelf._pages.values())) is page


def test_a_page_that_a_neighbor_made_is_taken_until_something_on_it_changes(
    story: Story, clock: Clock, tmp_path: Path
) -> None:
    triggers.install(connection)
    made: list[str] = []
    django = WSGIHandler()

    def counted(environ: dict[str, Any], start_response: Any) -> Any:
        made.append(environ["PATH_INFO"])
        return django(environ, start_response)

    def process() -> PageCache:
        return PageCache(
            counted, Watcher(clock), ROOM, clock, Neighbors(tmp_path, "one", 16 * ROOM)
        )

    one, other = process(), process()
    path, elsewhere = story.get_absolute_url(), make_story(section=make_section("Sports"))
    first = ask(one, path)
    make_comment(elsewhere)
    clock.now += 2 * LOOK_EVERY
    assert ask(other, path) == first
    assert len(made) == 1
    make_comment(story)
    clock.now += 2 * LOOK_EVERY
    new = ask(other, path)
    assert new.body == ask(django, path).body != first.body
    assert ask(one, path) == new
    clock.now += 2 * LOOK_EVERY
    assert ask(one, path) == ask(other, path) == new
    assert len(made) == 2
    triggers.before_migrate("default", plan=["a migration"])
    ask(process(), path)
    assert len(made) == 3


def test_what_is_due_by_the_clock_is_on_no_neighbor_s_page(
    story: Story, clock: Clock, tmp_path: Path
) -> None:
    triggers.install(connection)
    later = timezone.now() + timedelta(minutes=5)
    Story.objects.filter(pk=story.pk).update(published_at=later)
    watchers = [Watcher(clock), Watcher(clock)]
    found = watchers[0].sight(clock())
    assert found is not None
    assert found.ground is not None
    assert watchers[1].still_holds(found.ground, None)
    with time_machine.travel(later + timedelta(seconds=1), tick=False):
        assert not watchers[1].still_holds(found.ground, None)


def test_a_count_on_the_front_page_follows_a_comment_on_any_story(
    cache: PageCache, clock: Clock, story: Story
) -> None:
    before = ask(cache, "/")
    make_comment(story)
    clock.now += 2 * LOOK_EVERY
    assert ask(cache, "/").body != before.body


def test_an_old_address_moves_readers_from_the_cache_too(cache: PageCache, story: Story) -> None:
    wrong = story.get_absolute_url().replace("politics", "sports")
    got = ask(cache, wrong)
    assert (got.status, got.headers["location"]) == (301, story.get_absolute_url())
    assert ask(cache, wrong) == got


def test_a_story_that_is_not_there_is_not_kept(cache: PageCache) -> None:
    got = ask(cache, "/politics/2019/06/24/nothing/")
    assert (got.status, got.headers["cache-control"]) == (404, "private, no-cache")
    assert len(cache.shelf) == 0


def test_pages_of_a_reader_with_a_session_are_private(cache: PageCache, story: Story) -> None:
    got = ask(cache, story.get_absolute_url(), HTTP_COOKIE="sessionid=nothing")
    assert got.headers["cache-control"] == "private, no-cache"
    assert len(cache.shelf) == 0


def test_the_server_s_own_request_is_left_as_it_was(cache: PageCache, story: Story) -> None:
    asked = environ(story.get_absolute_url(), "utm_source=x", HTTP_COOKIE="theme=dark")
    before = dict(asked)
    cache(asked, lambda *_: None)
    assert asked == before
