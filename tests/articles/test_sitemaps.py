"""What crawlers read: sitemaps, robots.txt, security.txt."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Status
from tests.factories import PUBLISHED_AT, make_quote, make_section, make_story

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITE = "http://testserver"


def read(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address.removeprefix(SITE))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def locations(client: Client, address: str) -> list[str]:
    return [str(found.text) for found in read(client, address).iter(f"{SITEMAP}loc")]


def all_listed(client: Client) -> list[str]:
    return [page for part in locations(client, "/sitemap.xml") for page in locations(client, part)]


def test_every_public_story_stands_in_the_part_of_its_month(client: Client) -> None:
    june = make_story()
    march = make_story(published_at=datetime(2018, 3, 31, 12, tzinfo=UTC))
    assert locations(client, "/sitemap.xml") == [
        f"{SITE}/sitemaps/{part}.xml" for part in ("pages", "2019-06", "2018-03")
    ]
    assert locations(client, "/sitemaps/2019-06.xml") == [f"{SITE}{june.get_absolute_url()}"]
    assert locations(client, "/sitemaps/2018-03.xml") == [f"{SITE}{march.get_absolute_url()}"]


@pytest.mark.parametrize("offset", [timedelta(0), timedelta(microseconds=-1)])
def test_a_month_begins_at_midnight_in_the_newsroom(client: Client, offset: timedelta) -> None:
    midnight = datetime(2019, 7, 1, 4, tzinfo=UTC)  # in New York
    story = make_story(published_at=midnight + offset)
    part = f"{timezone.localtime(story.published_at):%Y-%m}"
    assert locations(client, f"/sitemaps/{part}.xml") == [f"{SITE}{story.get_absolute_url()}"]
    assert all_listed(client).count(f"{SITE}{story.get_absolute_url()}") == 1


def test_nothing_but_public_stories_is_listed(client: Client) -> None:
    for status in (Status.DRAFT, Status.REVIEW, Status.WITHDRAWN):
        make_story(status=status)
    make_story(published_at=timezone.now() + timedelta(minutes=1))
    assert locations(client, "/sitemap.xml") == [f"{SITE}/sitemaps/pages.xml"]
    assert locations(client, "/news-sitemap.xml") == []


def test_every_address_listed_answers_names_itself_and_is_open_to_robots(client: Client) -> None:
    make_quote(make_story(section=make_section("Schools")))
    rules = RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    listed = all_listed(client)
    assert f"{SITE}/schools/" in listed
    assert len(listed) == len(set(listed))
    for address in listed:
        response = client.get(address.removeprefix(SITE))
        assert response.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in response.content.decode(), address
        assert "noindex" not in response.content.decode(), address
        assert rules.can_fetch("*", address), address


def test_the_time_of_the_last_change_is_given(client: Client) -> None:
    make_story(updated_at=PUBLISHED_AT + timedelta(days=3))
    (changed,) = read(client, "/sitemaps/2019-06.xml").iter(f"{SITEMAP}lastmod")
    assert changed.text == "2019-06-27T16:00:00+00:00"


@pytest.mark.parametrize("part", ["2019-05", "2019-13", "x", "2019-6-1", "0000-00", "9999-12"])
def test_a_part_without_stories_is_not_there(client: Client, part: str) -> None:
    make_story()
    assert client.get(f"/sitemaps/{part}.xml").status_code == 404


def test_the_index_asks_once_for_each_month_and_not_for_each_story(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_story(published_at=PUBLISHED_AT + timedelta(days=number * 2))  # June to August
    with django_assert_num_queries(4):
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        client.get("/sitemaps/2019-07.xml")


def test_news_are_those_of_the_last_two_days(client: Client) -> None:
    new = make_story("Fresh & true", published_at=timezone.now() - timedelta(hours=47))
    make_story("Stale", published_at=timezone.now() - timedelta(hours=49))
    root = read(client, "/news-sitemap.xml")
    assert [x.text for x in root.iter(f"{SITEMAP}loc")] == [f"{SITE}{new.get_absolute_url()}"]
    assert [x.text for x in root.iter(f"{NEWS}title")] == ["Fresh & true"]
    assert [x.text for x in root.iter(f"{NEWS}name")] == ["The Charter Oak"]
    assert [x.text for x in root.iter(f"{NEWS}language")] == ["en"]
    assert [x.text for x in root.iter(f"{NEWS}publication_date")] == [
        new.published_at.isoformat() if new.published_at else ""
    ]


def test_robots_are_led_to_both_sitemaps_and_kept_from_personal_pages(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.site_maps() == [f"{SITE}/sitemap.xml", f"{SITE}/news-sitemap.xml"]
    for closed in ("/admin/", "/accounts/login/", "/me/", "/search/?q=x", "/preview/x/"):
        assert not rules.can_fetch("*", f"{SITE}{closed}"), closed
    for open_ in ("/", "/politics/", "/share/1.png?v=1", "/media/photos/x.avif", "/static/x.css"):
        assert rules.can_fetch("*", f"{SITE}{open_}"), open_


def test_security_txt_is_as_rfc_9116_wants_it(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://paper.example"
    with time_machine.travel(datetime(2026, 11, 23, 12, 30, tzinfo=UTC), tick=False):
        response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "Contact: mailto:newsroom@example.com",
        "Expires: 2027-05-22T00:00:00+00:00",
        "Preferred-Languages: en",
        "Canonical: https://paper.example/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    "path", ["/sitemap.xml", "/sitemaps/pages.xml", "/news-sitemap.xml", "/robots.txt"]
)
def test_documents_are_not_sent_twice(client: Client, path: str) -> None:
    known = {"if-none-match": client.get(path)["ETag"]}
    assert client.get(path, headers=known).status_code == 304
    assert client.post(path).status_code == 405
