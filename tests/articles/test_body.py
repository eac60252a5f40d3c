"""A body is made of the few marks it may have, whatever it was made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import block_quotes, clean, from_paragraphs, paragraphs

FROM_DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-77">'
    '<p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:700">Bold'
    '</span><span style="font-weight:400"> and </span><span style="font-style:italic">leaning'
    '</span></p><br /><ul><li dir="ltr"><p role="presentation">One</p></li>'
    "<li><p>Two</p></li></ul></b>"
)
FROM_WORD = (
    "<!--[if gte mso 9]><xml></xml><![endif]--><p class=MsoNormal>The <b>bridge</b><o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>First</p>"
    "<p class=MsoListParagraphCxSpLast>·&nbsp;Second</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
)
FRAGMENTS = [
    "<p>", "</p>", "<b>", "</b>", "<i style='font-style:normal'>", "</i>", "<ul>", "<li>", "</li>",
    "</ul>", "<ol>", "<blockquote>", "</blockquote>", "<aside class=pull>", "</aside>", "<br>",
    " ", "\u00a0", "• ", "word", "x ", "&amp;", "&lt;p&gt;", "<a href='/x'>", "</a>", "<h3>",
    "</h3>", "<table><td>", "</table>", "<span style='font-weight:700'>", "</span>", "<!--", "-->",
    "<script>", "</script>", "<svg>", "<style>", "</style>", "<textarea>", "\n", "&#0;",
    "<a href='javascript:1'>", "<p onclick=x()>",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            FROM_DOCS,
            "<p><strong>Bold</strong> and <em>leaning</em></p>\n<ul><li>One</li><li>Two</li></ul>",
        ),
        (
            FROM_WORD,
            "<p>The <strong>bridge</strong></p>\n<ul><li>First</li><li>Second</li></ul>",
        ),
        ("One<br><br>Two<br>lines", "<p>One</p>\n<p>Two<br>lines</p>"),
        ("<h1>Head</h1><h4>Lower</h4>", "<h2>Head</h2>\n<h2>Lower</h2>"),
        (
            '<blockquote><p>One</p><p>Two</p></blockquote><aside class="pull"><p>Big</p></aside>',
            "<blockquote><p>One</p><p>Two</p></blockquote>\n"
            '<aside class="pull"><p>Big</p></aside>',
        ),
        ("<ul><li>1<ol><li>2</li></ol></li><li>3</li></ul>",
         "<ul><li>1</li><li>2</li><li>3</li></ul>"),
        ('<p><a href="/rules/#threat">ours</a></p>', '<p><a href="/rules/#threat">ours</a></p>'),
        ('<a href="mailto:a@example.com">mail</a>',
         '<p><a href="mailto:a@example.com">mail</a></p>'),
    ],
)  # fmt: skip
def test_what_is_pasted_keeps_its_sense_and_loses_its_dress(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=//example.com></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<style>p{}</style>",
        "<p> \u00a0 </p>",
        "<!-- note -->",
    ],
)
def test_what_is_not_words_leaves_nothing(hostile: str) -> None:
    assert clean(hostile) == ""


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_to_a_program_loses_its_link(href: str) -> None:
    assert clean(f'<p><a href="{href}">words</a></p>') == "<p>words</p>"


def test_attributes_and_classes_go() -> None:
    dressed = '<p class="lead" id="x" style="color:red" onclick="y()">Words</p>'
    assert clean(dressed) == "<p>Words</p>"


def test_plain_text_never_becomes_markup() -> None:
    assert from_paragraphs(["<b>5 < 6</b> & more", "", "Two"]) == (
        "<p>&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; more</p>\n<p>Two</p>"
    )


def test_paragraphs_are_the_plain_text_of_each_block() -> None:
    html = "<p>R&amp;D <em>now</em></p><h2>Head</h2><ul><li>One</li></ul><p>a<br>b</p>"
    assert paragraphs(html) == ["R&D now", "Head", "One", "a b"]


def test_a_block_quote_is_read_as_one() -> None:
    assert block_quotes("<p>x</p><blockquote><p>One.</p><p>Two.</p></blockquote>") == ["One. Two."]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join))
def test_cleaning_twice_changes_nothing_more(html: str) -> None:
    once = clean(html)
    assert clean(once) == once
    assert paragraphs(once) == paragraphs(html)


@given(st.lists(st.text(max_size=40), max_size=4))
def test_the_words_of_plain_text_come_back(words: list[str]) -> None:
    html = from_paragraphs(words)
    assert clean(html) == html
    shown = "".join("".join(paragraphs(html)).split())
    letters = [c for c in "".join(words) if c.isalnum()]
    assert [c for c in shown if c.isalnum()] == letters
