"""What is sent: encodings, tags, headers; and how much is kept."""

import gzip
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import brotli
import pytest

from newsroom.pagecache.page import OVERHEAD
from newsroom.pagecache.serving import PageCache
from tests.newsroom.pagecache.asking import STORY, World, ask

CacheOf = Callable[..., PageCache]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("gzip;q=nonsense", ""),
        ("x" * 5000 + ", gzip", ""),
        ("", ""),
    ],
)
def test_a_page_comes_in_the_best_encoding_that_the_browser_reads(
    cache_of: CacheOf, accepted: str, encoding: str
) -> None:
    cache = cache_of(World())
    got = ask(cache, STORY, HTTP_ACCEPT_ENCODING=accepted)
    assert got.headers.get("content-encoding", "") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert unpack(got.body) == ask(cache, STORY).body
    assert got.headers["content-length"] == str(len(got.body))
    assert "Accept-Encoding" in got.headers["vary"]


def test_a_browser_that_has_the_page_gets_304_without_it(cache_of: CacheOf) -> None:
    cache = cache_of(World())
    first = ask(cache, STORY, HTTP_ACCEPT_ENCODING="br")
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        got = ask(cache, STORY, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=known)
        assert (got.status, got.body, got.headers["etag"]) == (304, b"", tag)
        assert "content-length" not in got.headers
    assert ask(cache, STORY, HTTP_IF_NONE_MATCH=tag).status == 200


def test_the_same_page_made_again_has_the_same_tag(cache_of: CacheOf) -> None:
    one, other = cache_of(World()), cache_of(World())
    assert ask(one, STORY).headers["etag"] == ask(other, STORY).headers["etag"]


def test_head_tells_what_get_would_say(cache_of: CacheOf) -> None:
    cache = cache_of(World())
    head, get = ask(cache, STORY, method="HEAD"), ask(cache, STORY)
    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


def test_a_shared_cache_may_keep_a_page_for_a_second(cache_of: CacheOf) -> None:
    control = ask(cache_of(World()), STORY).headers["cache-control"]
    assert control == "public, max-age=0, s-maxage=1, stale-while-revalidate=1"


def test_a_page_that_says_how_long_it_is_good_for_keeps_its_word(cache_of: CacheOf) -> None:
    cache = cache_of(World(Cache_Control="public, max-age=300"))
    assert ask(cache, "/robots.txt").headers["cache-control"] == "public, max-age=300"


def test_pages_together_take_no_more_than_their_room(cache_of: CacheOf) -> None:
    room = 20 * (OVERHEAD + 4000)
    cache = cache_of(World(), room)
    for number in range(200):
        ask(cache, STORY, f"after={number}", HTTP_ACCEPT_ENCODING=("br", "gzip", "")[number % 3])
        assert cache.shelf.weight <= room
    assert len(cache.shelf) > 5


def test_a_page_that_is_asked_for_stays_while_others_pass(cache_of: CacheOf) -> None:
    world = World()
    cache = cache_of(world, 20 * (OVERHEAD + 4000))
    first = ask(cache, STORY)
    for number in range(100):
        ask(cache, STORY, f"after={number}")
        assert ask(cache, STORY) == first


def test_a_page_too_large_for_the_room_is_given_and_not_kept(cache_of: CacheOf) -> None:
    cache = cache_of(World(), OVERHEAD)
    assert ask(cache, STORY).status == 200
    assert len(cache.shelf) == 0


def test_a_page_that_many_ask_for_at_once_is_made_once(cache_of: CacheOf) -> None:
    started, goes_on = Event(), Event()
    world = World()

    def slow(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        started.set()
        assert goes_on.wait(10)
        return world(environ, start_response)

    cache = cache_of(slow)
    got: list[bytes] = []
    threads = [Thread(target=lambda: got.append(ask(cache, STORY).body)) for _ in range(8)]
    threads[0].start()
    assert started.wait(10)
    for thread in threads[1:]:
        thread.start()
    goes_on.set()
    for thread in threads:
        thread.join()
    assert len(world.seen) == 1
    assert len(got) == 8
    assert len(set(got)) == 1


def test_a_page_that_fails_to_be_made_does_not_keep_others_waiting(cache_of: CacheOf) -> None:
    def broken(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        raise RuntimeError("no page")

    cache = cache_of(broken)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="no page"):
            ask(cache, STORY)
