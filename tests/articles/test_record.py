"""The record of who said what, through its front door and without a script."""

import json
import re

import pytest
from django.test import Client

from articles.models import Speaker
from tests.articles.markup import Page, attribute
from tests.factories import make_quote, make_speaker, make_story

pytestmark = pytest.mark.django_db
BODY = "<p>The mayor spoke on Monday. “We will be heard,” he said, and left.</p>"


@pytest.fixture
def mayor() -> Speaker:
    """Quoted twice."""
    speaker = make_speaker("Luke Bronin", role="mayor of Hartford")
    make_quote(make_story("The letter", body=BODY), "We will be heard,", speaker=speaker)
    make_quote(make_story("The bridge"), "It opens soon.", speaker=speaker)
    make_quote(make_story("The school"), "We heard the bell.", speaker=make_speaker("Ann Lee"))
    return speaker


def quotations(html: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found
    graph: list[dict[str, object]] = json.loads(found[1])["@graph"]
    return graph


def test_a_reader_finds_a_quotation_with_its_story_context_and_citation(
    client: Client, mayor: Speaker
) -> None:
    form = client.get("/said/").content.decode()
    assert 'id="record-form" action="/said/" method="get"' in form
    html = client.get("/said/?q=heard&speaker=bronin&role=mayor").content.decode()
    assert "1 quotation, said last first" in html
    assert "“We will be <mark>heard</mark>”" in html
    assert "The mayor spoke on Monday. “<b>We will be heard</b>,” he said, and left." in html
    assert (
        "Luke Bronin, mayor of Hartford, June 24, 2019: “We will be heard” "
        "(“The letter,” The Charter Oak, June 24, 2019, http://" in html
    )
    assert "It opens soon." not in html


def test_what_cannot_be_asked_is_said_and_what_was_typed_is_kept(
    client: Client, mayor: Speaker
) -> None:
    for days in ("since=2019-06-31", "since=2019-06-02&until=2019-06-01", "until=soon"):
        answer = client.get(f"/said/?q=heard&{days}")
        assert answer.status_code == 422
        assert "There is a problem" in answer.content.decode()
        assert 'value="heard"' in answer.content.decode()
    assert client.get("/said/?q=heard&after=x").status_code == 404


def test_nothing_found_says_what_to_do(client: Client, mayor: Speaker) -> None:
    html = client.get("/said/?q=zyzzyva").content.decode()
    assert "Nobody is quoted like that" in html


def test_what_answers_a_question_is_not_kept_for_others(client: Client, mayor: Speaker) -> None:
    assert "<mark>heard</mark>" in client.get("/said/?q=heard").content.decode()
    assert "<mark>bell</mark>" in client.get("/said/?q=bell&fbclid=1").content.decode()
    assert "Said last" in client.get("/said/").content.decode()


def test_pages_of_what_was_found_lead_on(client: Client, mayor: Speaker) -> None:
    story = make_story()
    for number in range(25):
        make_quote(story, f"A number, {number}.", speaker=mayor)
    first = Page(client.get("/said/?q=number&speaker=luke+bronin"))
    (link,) = first.all("a", rel="next")
    html = client.get("/said/" + attribute(link, "href")).content.decode()
    assert html.count("said-item") == 5


def test_machines_are_told_whose_words_they_are(client: Client, mayor: Speaker) -> None:
    said = quotations(client.get("/said/luke-bronin/").content.decode())
    assert [one["@type"] for one in said] == ["Quotation", "Quotation"]
    assert said[1]["text"] == "We will be heard"
    assert said[1]["dateCreated"] == "2019-06-24"
    assert said[1]["spokenByCharacter"] == {
        "@type": "Person",
        "name": "Luke Bronin",
        "url": "http://testserver/said/luke-bronin/",
        "jobTitle": "mayor of Hartford",
    }
    assert len(quotations(client.get("/said/").content.decode())) == 3
    Speaker.objects.filter(pk=mayor.pk).update(is_organization=True)
    (_, letter) = quotations(client.get("/said/luke-bronin/").content.decode())
    assert letter["spokenByCharacter"]["@type"] == "Organization"  # type: ignore[index]
