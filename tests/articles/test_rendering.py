"""The body as readers see it: dateline, anchors, set-off quotations with their owners."""

from datetime import date

import pytest
from django.http import HttpResponse

from articles import body, editions, reading
from articles.models import Story
from articles.rendering import body_html
from tests.articles.markup import Page, text
from tests.factories import make_quote, make_speaker, make_story

LONG = (
    "We counted every bus twice, in the rain and in the sun, and there are fourteen more of them "
    "than the first plan said there would ever have to be on these streets"
)

pytestmark = pytest.mark.django_db


def shown(story: Story) -> str:
    edition = editions.public(date(2019, 6, 24), story.slug)
    assert edition is not None
    return str(body_html(edition.story, reading.quotes(edition.story)))


def story_of(*paragraphs: str) -> Story:
    return make_story(body=body.from_paragraphs(paragraphs))


def test_the_dateline_opens_the_first_paragraph_in_house_style() -> None:
    html = shown(story_of("The council met.", "Forty people spoke."))
    assert '<p id="p0"><b class="dateline">HARTFORD, CT (WFSB) —</b> The council met.</p>' in html


def test_a_long_quotation_that_closes_its_paragraph_is_set_off_with_its_owner() -> None:
    story = story_of("The council met.", f"His letter concludes saying “{LONG}.”")
    speaker = make_speaker("Tom Lind", role="superintendent")
    make_quote(story, f"{LONG}.", speaker=speaker, paragraph=1, source="letter")
    page = Page(HttpResponse(shown(story)))
    (quote,) = page.all("blockquote", class_="quote")
    assert page.texts("a", class_="quote-speaker") == ["Tom Lind"]
    assert text(quote) == f"“{LONG}.” Tom Lind , superintendent, letter"
    assert page.texts("p", id="p1") == ["His letter concludes saying"]


def test_a_quotation_with_a_doubtful_speaker_stays_in_the_text() -> None:
    story = story_of("The council met.", f"The note said “{LONG}.”")
    make_quote(story, f"{LONG}.", paragraph=1, certain=False)
    assert "<blockquote" not in shown(story)


def test_anchors_count_blocks_as_quotations_do() -> None:
    story = make_story(body="<p>One.</p>\n<h2>Two</h2>\n<ul><li>Three</li><li>Four</li></ul>")
    html = shown(story)
    for number, words in enumerate(body.paragraphs(story.body)):
        assert f'id="p{number}">' in html
        assert words in html


def test_what_a_quotation_holds_is_never_markup() -> None:
    said = f"{LONG} <script>alert(1)</script> & more"
    story = story_of("The council met.", f"She wrote “{said}”")
    make_quote(story, said, paragraph=1)
    html = shown(story)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
