"""The search page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.articles.markup import Page, attribute, inside, text
from tests.factories import PUBLISHED_AT, make_photo, make_section, make_story

pytestmark = pytest.mark.django_db


def search(client: Client, **query: str) -> Page:
    response = client.get("/search/", query)
    assert response.status_code == 200
    return Page(response)


def test_without_a_question_the_page_is_its_form(client: Client) -> None:
    make_story("Budget passes")
    page = search(client)
    assert page.texts("h1") == ["Search"]
    (form,) = page.all("form", id="search-form", method="get")
    assert attribute(inside(form, "input")[0], "name") == "q"
    assert page.all("article") == page.all("div", class_="msg") == []


def test_hits_are_cards_with_the_words_marked(client: Client) -> None:
    make_story("Budget passes", body="<p>The budgets are <b>balanced</b>, she said.</p>")
    page = search(client, q="budget")
    assert page.texts("title") == ["Search: budget | The Charter Oak"]
    (card,) = page.all("article")
    assert text(inside(card, "h2")[0]) == "Budget passes"
    assert page.texts("mark") == ["Budget", "budgets"]
    assert "1 story, newest first" in page.texts("p", class_="meta")
    assert attribute(page.all("input", name="q")[0], "value") == "budget"


def test_what_is_typed_and_what_is_found_is_never_markup(client: Client) -> None:
    make_story("<script>alert(1)</script>", body="<p>&lt;img src=x onerror=alert(1)&gt;</p>")
    html = client.get("/search/", {"q": "alert<script>"}).content.decode()
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;<mark>script</mark>&gt;<mark>alert</mark>(1)" in html


def test_older_hits_stand_on_the_next_page(client: Client) -> None:
    for number in range(25):
        make_story(f"Budget {number}", published_at=PUBLISHED_AT + timedelta(hours=number))
    first = search(client, q="budget")
    (older,) = first.all("a", rel="next")
    second = Page(client.get(f"/search/{attribute(older, 'href')}"))
    shown = [
        text(inside(card, "h2")[0]) for page in (first, second) for card in page.all("article")
    ]
    assert shown == [f"Budget {number}" for number in reversed(range(25))]
    assert second.all("a", rel="next") == []


@pytest.mark.parametrize("after", ["x", "1e3", "9" * 30, "--1", "½"])
def test_a_cursor_that_this_site_never_made_is_no_page(client: Client, after: str) -> None:
    assert client.get("/search/", {"q": "budget", "after": after}).status_code == 404


def test_after_the_last_hit_the_page_says_so(client: Client) -> None:
    make_story("Budget passes")
    page = search(client, q="budget", after="0")
    assert page.all("article") == []
    assert "There are no older stories with these words." in page.texts("p")


def test_a_misspelled_question_is_answered_with_the_right_one(client: Client) -> None:
    make_section("Local")
    make_story("Council sets hearing on parking meters")
    (message,) = search(client, q="parkling metres").all("div", class_="msg")
    assert text(inside(message, "h2")[0]) == "Nothing found for “parkling metres”"
    link = inside(message, "a")[0]
    assert (text(link), attribute(link, "href")) == ("parking meters", "?q=parking%20meters")
    assert len(search(client, q="parking meters").all("article")) == 1


def test_a_hopeless_question_leads_to_a_section_and_the_latest(client: Client) -> None:
    make_section("Local")
    page = search(client, q="zyzzyva")
    (message,) = page.all("div", class_="msg")
    (navigation,) = page.all("nav", class_="secs")
    first_section = [attribute(link, "href") for link in inside(navigation, "a")][1:2]
    assert [attribute(a, "href") for a in inside(message, "a")] == [*first_section, "/latest/"]


def test_no_word_of_a_story_to_come_is_suggested(client: Client) -> None:
    make_story("Mayor resigns", published_at=timezone.now() + timedelta(hours=1))
    (message,) = search(client, q="resignz").all("div", class_="msg")
    assert "resigns" not in text(message)


@pytest.mark.parametrize("q", ["\0", "\x00\x00budget", "a" * 2900, "%00", '"', "'", "%s"])
def test_odd_questions_are_answered(client: Client, q: str) -> None:
    assert search(client, q=q).texts("h1")


@pytest.mark.parametrize("q", ["budget", "bugdet", ""])
def test_search_asks_the_database_six_times_at_most(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, q: str
) -> None:
    for number in range(30):
        make_photo(make_story(f"Budget {number}"))
    with django_assert_max_num_queries(6):
        search(client, q=q)


def test_search_engines_are_told_to_keep_out(client: Client) -> None:
    (robots,) = search(client, q="x").all("meta", name="robots")
    assert "noindex" in attribute(robots, "content")
