"""Atom feeds: whole stories, public ones only, cheap to ask for again."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.models import Author, Correction, Status, Tag
from tests.factories import PUBLISHED_AT, make_photo, make_quote, make_section, make_story

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, path: str = "/feeds/latest.xml", **headers: str) -> ElementTree.Element:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def texts(root: ElementTree.Element, path: str) -> list[str | None]:
    return [found.text for found in root.iterfind(path.replace("/", f"/{ATOM}"))]


def test_an_entry_holds_the_whole_story(client: Client) -> None:
    story = make_story("Budget <passes> & holds", standfirst="At last.", kicker="City Hall")
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes"))
    story.tags.add(Tag.objects.create(name="Taxes", slug="taxes"))
    root = feed(client)
    assert texts(root, "./entry/title") == ["Budget <passes> & holds"]
    assert texts(root, "./entry/summary") == ["At last."]
    assert texts(root, "./entry/author/name") == ["Ana Reyes"]
    assert texts(root, "./entry/published") == ["2019-06-24T16:00:00+00:00"]
    (content,) = texts(root, "./entry/content")
    assert content is not None
    assert "HARTFORD, CT (WFSB) —" in content
    assert "Forty people spoke.</p>" in content
    labels = [one.get("label") for one in root.iterfind(f"./{ATOM}entry/{ATOM}category")]
    assert labels == ["Politics", "Taxes"]


def test_addresses_are_absolute_on_the_host_that_was_asked(client: Client) -> None:
    story = make_story(body='<p>See <a href="/rules/">the rules</a>.</p>')
    make_photo(story)
    root = feed(client, host="localhost:8123")
    links = [link.get("href", "") for link in root.iter(f"{ATOM}link")]
    assert all(link.startswith("http://localhost:8123/") for link in links)
    assert f"http://localhost:8123{story.get_absolute_url()}" in links
    (content,) = texts(root, "./entry/content")
    assert 'href="http://localhost:8123/rules/"' in str(content)
    assert 'src="http://localhost:8123/media/' in str(content)


def test_a_proxy_that_lies_about_the_scheme_changes_no_address(client: Client) -> None:
    make_story()
    plain = client.get("/feeds/latest.xml", headers={"host": "localhost"})
    told = client.get(
        "/feeds/latest.xml", headers={"host": "localhost", "x-forwarded-proto": "https"}
    )
    assert plain.content == told.content


def test_only_public_stories_are_in_a_feed_newest_first(client: Client) -> None:
    make_story("Old")
    make_story("New", published_at=PUBLISHED_AT + timedelta(days=1))
    make_story("Scheduled", published_at=timezone.now() + timedelta(minutes=5))
    for status in (Status.DRAFT, Status.REVIEW, Status.WITHDRAWN):
        make_story(status, status=status)
    assert texts(feed(client), "./entry/title") == ["New", "Old"]


def test_a_feed_stops_at_twenty_entries(client: Client) -> None:
    for _ in range(21):
        make_story()
    assert len(texts(feed(client), "./entry/title")) == 20


def test_a_section_has_a_feed_of_its_own(client: Client) -> None:
    make_story("Ours", section=make_section("Schools"))
    make_story("Theirs", section=make_section("Politics"))
    root = feed(client, "/feeds/schools.xml")
    assert texts(root, "./title") == ["The Charter Oak: Schools"]
    assert texts(root, "./entry/title") == ["Ours"]
    assert client.get("/feeds/nowhere.xml").status_code == 404


def test_an_empty_feed_is_the_same_document_every_time(client: Client) -> None:
    make_section("Schools")
    first, second = (client.get("/feeds/schools.xml") for _ in range(2))
    assert first["ETag"] == second["ETag"]
    assert texts(feed(client, "/feeds/schools.xml"), "./updated") == ["2000-01-01T00:00:00+00:00"]


def test_an_entry_keeps_its_id_through_every_change(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://paper.example"
    story = make_story("Budget", slug="budget")
    (before,) = texts(feed(client), "./entry/id")
    story.headline, story.slug, story.section = "Ferry", "ferry", make_section("Schools")
    story.save()
    assert (
        texts(feed(client), "./entry/id")
        == [before]
        == [f"tag:paper.example,2019-06-24:story/{story.pk}"]
    )


def test_a_correction_follows_the_copy_and_makes_it_new(client: Client) -> None:
    story = make_story()
    at = PUBLISHED_AT + timedelta(hours=3)
    before = client.get("/feeds/latest.xml")["ETag"]
    Correction.objects.create(story=story, was="gave the wrong day", now="It was Monday.", at=at)
    root = feed(client)
    assert texts(root, "./updated") == texts(root, "./entry/updated") == [at.isoformat()]
    assert "gave the wrong day" in str(texts(root, "./entry/content")[0])
    assert client.get("/feeds/latest.xml")["ETag"] != before


@pytest.mark.parametrize(
    ("ask", "answer"), [("ETag", "if-none-match"), ("Last-Modified", "if-modified-since")]
)
def test_who_has_the_newest_feed_is_told_so(client: Client, ask: str, answer: str) -> None:
    story = make_story()
    known = {answer: client.get("/feeds/latest.xml")[ask]}
    unchanged = client.get("/feeds/latest.xml", headers=known)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged["Cache-Control"] == "public, max-age=300"
    story.headline = "Changed"
    story.updated_at = PUBLISHED_AT + timedelta(hours=1)
    story.save()
    assert client.get("/feeds/latest.xml", headers=known).status_code == 200


def test_signs_that_xml_cannot_hold_are_left_out(client: Client) -> None:
    make_story("Bell\x07 and \x0bform\x0c", standfirst="null\x1f \ufffe", body="<p>x\x01y ]]></p>")
    assert texts(feed(client), "./entry/title") == ["Bell and form"]


def test_a_feed_costs_the_same_for_one_story_and_for_twenty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        story = make_story()
        make_photo(story)
        make_quote(story)
    with django_assert_num_queries(1):
        client.get("/feeds/latest.xml")


def test_pages_lead_to_the_feed(client: Client) -> None:
    make_section("Schools")
    html = client.get("/schools/").content.decode()
    assert 'type="application/atom+xml"' in html
    assert 'href="/feeds/schools.xml"' in html
