"""Whatever somebody types stands on the page as text, in its own lines, and says what it said."""

import re
from html import unescape

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from comments.models import Comment
from comments.text import MARKS_A_LETTER, as_html, tidy
from newsroom.accounts.models import User
from tests.comments.talking import establish, open_story, page, post
from tests.factories import make_comment, make_user

LETTERS = st.text(st.characters(codec="utf-8"), max_size=120)
MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", '"', "'", "&", "</p>", "<script>", "&lt;", "https://a.example/", " ", "\n", "x"]
    ),
    max_size=30,
).map("".join)
OUR_TAGS = re.compile(
    r'<p dir="auto">|</p>|<br>|</a>|<a href="https?://[^"<>]+" rel="ugc nofollow noopener">',
    re.IGNORECASE,
)


def read(html: str) -> str:
    """What a reader sees of the markup: its text, a line for each line and paragraph."""
    lines = html.replace("</p><p", "\n\n<p").replace("<br>", "\n")
    return unescape(re.sub(r"<[^>]*>", "", lines))


@given(LETTERS | MARKUP)
def test_nothing_that_is_typed_becomes_markup(text: str) -> None:
    html = as_html(text)
    assert "<" not in OUR_TAGS.sub("", html)
    assert "script" not in "".join(OUR_TAGS.findall(html))


@given(LETTERS | MARKUP)
def test_what_stands_on_the_page_is_what_was_typed(text: str) -> None:
    lines = re.sub(r"\n\s*\n", "\n\n", tidy(text))
    assert read(as_html(text)).split() == lines.split()


@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke gehört uns.", "Le pont, c’est à nous.", "Река поднялась.", "橋が必要です。",
        "다리가 필요합니다.", "الجسر لنا.", "הגשר שלנו, בִּרְכָּה.", "पुल हमारा है।", "สะพานเป็นของเรา",
        "Cầu này là của chúng ta.", "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "ព្រះរាជាណាចក្រ", "👩‍👩‍👧 🏳️‍🌈 👍🏽",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_every_script_of_the_world_comes_back_as_it_was_written(
    client: Client, dolores: User, text: str
) -> None:
    story = open_story()
    make_comment(story, dolores, text)
    html = page(client, story)
    assert f'<p dir="auto">{text}</p>' in html


@pytest.mark.parametrize(
    "sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
)
def test_nothing_turns_the_direction_of_what_stands_around_it(sign: str) -> None:
    assert as_html(f"a{sign}b") == '<p dir="auto">ab</p>'


@given(st.text(st.sampled_from("ae\u0301\u0308\u0327\u20dd\ufe20"), max_size=60))
def test_marks_do_not_pile_up_over_other_lines(text: str) -> None:
    longest = max(map(len, re.findall("[\u0301\u0308\u0327\u20dd\ufe20]+", tidy(text))), default=0)
    assert longest <= MARKS_A_LETTER


@pytest.mark.django_db
def test_the_text_is_stored_as_it_was_typed(client: Client, dolores: User) -> None:
    story = open_story()
    establish(dolores)
    client.force_login(dolores)
    typed = "A\u202eb, Z\u0301\u0301\u0301\u0301\u0301\u0301, <b>bold</b> & done"
    post(client, story, typed)
    assert Comment.objects.get(story=story).body == typed
    assert "Z\u0301\u0301\u0301\u0301, &lt;b&gt;bold&lt;/b&gt; &amp; done" in page(client, story)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://hartford.gov/plan.", "https://hartford.gov/plan"),
        ("(https://hartford.gov/a_(b)?q=1&r=2)", "https://hartford.gov/a_(b)?q=1&amp;r=2"),
        ("HTTP://HARTFORD.GOV/x, then", "HTTP://HARTFORD.GOV/x"),
        ("https://hartford.gov/brücke", "https://hartford.gov/brücke"),
        ('https://a.example/"onclick=x', "https://a.example/"),
    ],
)
def test_a_web_address_leads_out_without_the_papers_recommendation(text: str, address: str) -> None:
    assert f'<a href="{address}" rel="ugc nofollow noopener">{address}</a>' in as_html(text)


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "data:text/html,x", "//a.example", "https://", "ftp://a.example"],
)
def test_what_is_no_web_address_is_no_link(text: str) -> None:
    assert "<a" not in as_html(text)


@pytest.mark.parametrize("field", ["name", "town"])
@pytest.mark.django_db
def test_a_persons_name_and_town_are_text_too_and_keep_their_direction_to_themselves(
    client: Client, field: str
) -> None:
    story = open_story()
    author = make_user(**{"name": "Ann", field: '<i x="y">‮A&B'})
    make_comment(story, author, parent=make_comment(story, author))
    html = page(client, story)
    assert "<i x" not in html
    assert "<bdi>&lt;i x=&quot;y&quot;&gt;" in html
