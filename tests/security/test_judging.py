"""The judge of the other tests: what it would let pass, they would not find."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.html import escape

from comments.text import as_html
from tests.security.forms import forms_on, send
from tests.security.judging import faults
from tests.security.strings import MARKUP, hostile

POLICY = {"Content-Security-Policy": "default-src 'none'"}


def page(body: str, kind: str = "text/html", **headers: str) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={**POLICY, **headers})


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_that_came_through_is_a_fault(markup: str) -> None:
    assert faults(page(f"<p>{markup}</p>"))


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_that_was_escaped_is_none(markup: str) -> None:
    assert faults(page(f'<p title="{escape(markup)}">{escape(markup)}{as_html(markup)}</p>')) == []


@pytest.mark.parametrize(
    "broken_out",
    [
        '<input value="" onfocus=owned() x="">',
        "<input value='' x' y>",
        '<a href="java&#9;script:owned()">x</a>',
        '<a href=" &#1;javascript:owned()">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<img src="https://evil.example/x.png">',
        '<form action="//evil.example/"></form>',
        '<script type="application/ld+json">{"a": "</p>"}</script>',
        '<script type="application/ld+json">{"a": "}</script>',
        "<p><!-- owned --></p>",
    ],
)
def test_what_left_its_place_is_a_fault(broken_out: str) -> None:
    assert faults(page(broken_out))


def test_a_feed_a_header_and_a_failure_are_judged_as_well() -> None:
    feed = "<feed><content type='html'>{}</content></feed>"
    assert faults(page(feed.format("&lt;p&gt;Hello.&lt;/p&gt;"), "application/atom+xml")) == []
    assert faults(page(feed.format("&lt;img src=x onerror=x&gt;"), "application/atom+xml"))
    assert faults(page("<feed>&amp;<b></feed>", "application/atom+xml"))
    assert faults(page("", Location="//evil.example"))
    assert faults(page("", Location="https://evil.example/"))
    assert faults(HttpResponse("<p>Without a policy.</p>"))
    failed = page("")
    failed.status_code = 500
    assert faults(failed)


def test_there_is_no_end_of_different_strings_and_they_are_the_same_again() -> None:
    assert len(set(hostile(3000))) == 3000
    assert list(hostile(500)) == list(hostile(500))


def test_a_form_is_read_and_filled_as_a_browser_does(rf: RequestFactory, client: Client) -> None:
    html = """<form action="/theme/" method="post"><input type="hidden" name="next" value="/said/">
    <select name="theme"><option value="">-</option><option value="dark" selected>Dark</option>
    </select>
    <textarea name="note">&lt;b&gt;</textarea><input type="checkbox" name="off" value="1">
    <button name="go" value="1">Go</button></form>"""
    (form,) = forms_on(page(html), "/")
    assert (form.action, form.method) == ("/theme/", "post")
    assert dict(form.values) == {"next": "/said/", "theme": "dark", "note": "<b>"}
    assert form.texts == ["next", "theme", "note", "off"]
    answer = send(client, form, {"next": "/search/"})
    assert answer.headers["Location"] == "/search/"
    assert answer.cookies["theme"].value == "dark"
