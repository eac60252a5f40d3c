"""What a template may not contain, so that the policy "no inline script or style" can stand."""

import re

import pytest
from django.contrib.staticfiles import finders

from tests.architecture.source import templates

FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*="),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.DOTALL),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)"),
    "unescaped text": re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off"),
    "something commented out": re.compile(r"{%\s*comment\b|<!--"),
    "an address elsewhere": re.compile(r"""(?:src|srcset)\s*=\s*["']?(?:https?:)?//"""),
}
# (template, what is forbidden): why it is right there all the same.
ALLOWED = {
    (
        "mfa/totp/activate_form.html",
        "unescaped text",
    ): "an SVG that django-allauth draws from a key",
    **{
        (name, "an inline style"): "a mail: mail programs know no style sheets of a site"
        for name in (
            "articles/newsletter/mail/_part.html",
            "articles/newsletter/mail/_story.html",
            "articles/newsletter/mail/edition.html",
            "comments/mail/_voices.html",
        )
    },
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_contains(what: str) -> None:
    found = {name for name, text in templates().items() if FORBIDDEN[what].search(text)}
    assert found == {name for name, allowed in ALLOWED if allowed == what}


def test_a_fragment_extends_nothing_and_a_page_extends_something() -> None:
    wrong = [
        name
        for name, text in templates().items()
        if name.rpartition("/")[2].startswith("_") and "{% extends" in text
    ]
    assert wrong == []


def test_every_static_file_that_a_template_names_exists() -> None:
    named = {
        (name, path)
        for name, text in templates().items()
        for path in re.findall(r"""{%\s*static\s+["']([^"']+)["']""", text)
    }
    assert named
    assert [(name, path) for name, path in sorted(named) if finders.find(path) is None] == []
