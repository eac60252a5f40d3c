"""What pages say of themselves to machines."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.models import Author, Correction, Story, Tag
from articles.pictures import store
from articles.templatetags.machines import json_ld
from tests.articles.markup import Page, attribute
from tests.factories import PUBLISHED_AT, make_comment, make_photo, make_story

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def page_of(client: Client, story: Story) -> Page:
    response = client.get(story.get_absolute_url())
    assert response.status_code == 200
    return Page(response)


def article(client: Client, story: Story) -> dict[str, Any]:
    html = client.get(story.get_absolute_url()).content.decode()
    _, _, rest = html.partition('<script type="application/ld+json">')
    data: dict[str, Any] = json.loads(rest.partition("</script>")[0])
    assert data["@type"] == "NewsArticle"
    return data


def meta(page: Page) -> dict[str, str]:
    return {
        attribute(one, "property") or attribute(one, "name"): attribute(one, "content")
        for one in page.all("meta")
    }


def test_a_story_names_itself_its_writers_its_times_and_its_shelf(client: Client) -> None:
    story = make_story("Budget passes", standfirst="At last.")
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes"))
    story.authors.add(Author.objects.create(name="The Wire", slug="the-wire", is_agency=True))
    story.tags.add(Tag.objects.create(name="Taxes", slug="taxes"))
    make_comment(story)
    data = article(client, story)
    assert page_of(client, story).texts("h1") == [data["headline"]] == ["Budget passes"]
    assert data["description"] == "At last."
    assert [(one["@type"], one["name"], one["url"]) for one in data["author"]] == [
        ("Person", "Ana Reyes", f"{SITE}/authors/ana-reyes/"),
        ("Organization", "The Wire", f"{SITE}/authors/the-wire/"),
    ]
    assert data["datePublished"] == data["dateModified"] == "2019-06-24T12:00:00-04:00"
    assert data["url"] == f"{SITE}{story.get_absolute_url()}"
    assert (data["articleSection"], data["keywords"]) == ("Politics", ["Taxes"])
    assert (data["commentCount"], data["dateline"]) == (1, "HARTFORD, CT (WFSB)")


def test_a_story_without_a_byline_is_by_the_paper(client: Client) -> None:
    data = article(client, make_story())
    assert data["author"] == [data["publisher"]]
    assert data["publisher"]["name"] == "The Charter Oak"


def test_nothing_is_empty_and_no_comments_are_a_number(client: Client) -> None:
    data = article(client, make_story(place="", state="", source=""))
    assert not [key for key, value in data.items() if value in ("", None, [], {})]
    assert "dateline" not in data
    assert data["commentCount"] == 0


def test_a_correction_is_told_and_dates_the_story(client: Client) -> None:
    story = make_story(updated_at=PUBLISHED_AT + timedelta(hours=1))
    at = PUBLISHED_AT + timedelta(hours=2)
    Correction.objects.create(story=story, was="gave “Monday” & more", now="It was so.", at=at)
    data = article(client, story)
    assert data["dateModified"] == "2019-06-24T14:00:00-04:00"
    assert [one["text"] for one in data["correction"]] == [
        "Correction: An earlier version of this story gave “Monday” & more. It was so."
    ]


def test_an_update_before_publication_does_not_date_the_story(client: Client) -> None:
    story = make_story(updated_at=PUBLISHED_AT - timedelta(days=1))
    assert article(client, story)["dateModified"] == article(client, story)["datePublished"]


def test_every_image_is_there(client: Client) -> None:
    story = make_story()
    photo = make_photo(story)
    store(photo)
    data = article(client, story)
    addresses = [image["url"] for image in data["image"]]
    assert len(addresses) == 2
    for address in addresses:
        response = client.get(address.removeprefix(SITE))
        assert response.status_code == 200
        assert response["Content-Type"].startswith("image/")
        content = b"".join(response) if response.streaming else response.content
        assert Image.open(BytesIO(content)).width


def test_sharing_shows_headline_summary_and_share_image(client: Client) -> None:
    story = make_story('The "so-called" <budget>', standfirst="At last & for good.")
    page = page_of(client, story)
    said = meta(page)
    address = f"{SITE}{story.get_absolute_url()}"
    assert said["og:title"] == story.headline
    assert said["og:description"] == "At last & for good."
    assert said["og:url"] == address
    assert said["og:image"] == f"{SITE}/share/{story.pk}.png?v={story.revision}"
    assert said["twitter:card"] == "summary_large_image"
    assert [attribute(one, "href") for one in page.all("link", rel="canonical")] == [address]


def test_the_front_page_names_the_paper(client: Client) -> None:
    html = client.get("/").content.decode()
    _, _, rest = html.partition('<script type="application/ld+json">')
    data = json.loads(rest.partition("</script>")[0])
    assert (data["@type"], data["name"], data["url"]) == ("WebSite", "The Charter Oak", f"{SITE}/")


@given(st.text())
def test_no_words_can_end_the_data_block(words: str) -> None:
    hostile = f"</script><!--<script>{words}"
    block = json_ld({"headline": hostile})
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inner)
    assert json.loads(inner) == {"headline": hostile}
