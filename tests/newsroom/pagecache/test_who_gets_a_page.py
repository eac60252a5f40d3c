"""Whom the cache answers, and what makes two requests one."""

from collections.abc import Callable
from typing import Any

import pytest

from newsroom.pagecache.serving import PageCache
from tests.newsroom.pagecache.asking import STORY, World, ask

CacheOf = Callable[..., PageCache]


def test_the_second_reader_gets_the_page_of_the_first(cache_of: CacheOf) -> None:
    world = World()
    cache = cache_of(world)
    assert ask(cache, STORY) == ask(cache, STORY)
    assert len(world.seen) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "theme=dark; sessionid=abc"},
        {"HTTP_COOKIE": "messages=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
        {"CONTENT_LENGTH": "5"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"method": "POST"},
        {"path": "/search/", "query": "q=mayor"},
        {"path": "/accounts/login/"},
        {"path": "/me/"},
        {"path": "/admin/"},
        {"path": "/nowhere.html"},
        {"path": "/\xff/"},
        {"query": "after=" + "1" * 2000},
        {"query": "after=%C3" + "\xc3"},
        {"HTTP_HOST": ""},
    ],
)
def test_what_is_one_persons_goes_through_untouched(
    cache_of: CacheOf, more: dict[str, Any]
) -> None:
    world = World()
    cache = cache_of(world)
    request = {"path": STORY, **more}
    ask(cache, **request, HTTP_USER_AGENT="x")
    ask(cache, **request, HTTP_USER_AGENT="x")
    assert [seen.get("HTTP_USER_AGENT") for seen in world.seen] == ["x", "x"]
    assert len(cache.shelf) == 0


@pytest.mark.parametrize(
    "more",
    [
        {"query": "fbclid=1&utm_source=mail"},
        {"query": "sort="},
        {"query": "sort=newest&sort="},
        {"HTTP_COOKIE": "csrftoken=abc; _ga=1"},
        {"HTTP_COOKIE": "theme=purple"},
        {"HTTP_X_FORWARDED_PROTO": "gopher"},
        {"HTTP_USER_AGENT": "other"},
        {"HTTP_ACCEPT_LANGUAGE": "de"},
        {"HTTP_REFERER": "https://elsewhere.example"},
        {"REMOTE_ADDR": "10.0.0.1"},
        {"method": "HEAD"},
        {"CONTENT_LENGTH": "0"},
    ],
)
def test_what_no_page_differs_by_makes_no_second_page(
    cache_of: CacheOf, more: dict[str, Any]
) -> None:
    world = World()
    cache = cache_of(world)
    ask(cache, STORY)
    ask(cache, path=STORY, **more)
    assert len(world.seen) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"query": "sort=oldest"},
        {"query": "after=17"},
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_COOKIE": "theme=light; csrftoken=1"},
        {"HTTP_HOST": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_X_FRAGMENT": "1"},
        {"path": "/"},
    ],
)
def test_what_a_page_differs_by_makes_a_page_of_its_own(
    cache_of: CacheOf, more: dict[str, Any]
) -> None:
    world = World()
    cache = cache_of(world)
    first = ask(cache, STORY)
    assert ask(cache, **{"path": STORY, **more}).body != first.body
    assert ask(cache, STORY).body == first.body


def test_the_order_of_parameters_makes_no_second_page(cache_of: CacheOf) -> None:
    world = World()
    cache = cache_of(world)
    ask(cache, STORY, "sort=oldest&after=17")
    ask(cache, STORY, "x=1&after=17&sort=newest&sort=oldest")
    assert [seen["QUERY_STRING"] for seen in world.seen] == ["sort=oldest&after=17"]


def test_a_page_is_made_without_anything_of_the_one_who_asks(cache_of: CacheOf) -> None:
    world = World()
    ask(
        cache_of(world),
        STORY,
        "sort=oldest&utm_source=SECRET",
        method="HEAD",
        HTTP_COOKIE="csrftoken=SECRET; theme=dark; other=SECRET",
        HTTP_USER_AGENT="SECRET",
        HTTP_X_FORWARDED_FOR="SECRET",
        HTTP_IF_NONE_MATCH="SECRET",
        HTTP_ACCEPT_ENCODING="SECRET",
        REMOTE_ADDR="SECRET",
    )
    (seen,) = world.seen
    assert "SECRET" not in repr(seen)
    assert (seen["REQUEST_METHOD"], seen["HTTP_COOKIE"]) == ("GET", "theme=dark")


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private"},
        {"Cache_Control": "no-store"},
        {"Vary": "*"},
        {"Content_Encoding": "gzip"},
    ],
)
def test_an_answer_that_says_it_is_private_is_not_kept(
    cache_of: CacheOf, headers: dict[str, str]
) -> None:
    world = World(**headers)
    cache = cache_of(world)
    assert ask(cache, STORY).body != ask(cache, STORY).body
    assert len(cache.shelf) == 0


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "500 Oops", "403 Forbidden"])
def test_an_answer_that_is_no_page_is_not_kept_and_nobody_else_keeps_it(
    cache_of: CacheOf, status: str
) -> None:
    world = World(status)
    cache = cache_of(world)
    got = ask(cache, STORY)
    assert (got.status, got.headers["cache-control"]) == (int(status[:3]), "private, no-cache")
    ask(cache, STORY, method="HEAD")
    assert len(world.seen) == 2


def test_an_answer_that_sets_a_cookie_is_made_again_for_the_one_who_asked(
    cache_of: CacheOf,
) -> None:
    world = World(Set_Cookie="csrftoken=new")
    cache = cache_of(world)
    ask(cache, STORY, HTTP_COOKIE="csrftoken=theirs")
    assert world.seen[-1]["HTTP_COOKIE"] == "csrftoken=theirs"
    assert len(cache.shelf) == 0
