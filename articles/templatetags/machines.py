"""What pages say in their head to machines: absolute addresses and structured data."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import structured_data
from articles.models import Quote, Story
from articles.share_image import share_image_path
from newsroom.origin import absolute

register = template.Library()
# "</script>" or "<!--" in a headline must not end the block; JSON reads these escapes as signs.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def _request(context: Context) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request


@register.simple_tag(takes_context=True)
def absolute_url(context: Context, address: str) -> str:
    """The address with the origin of this request."""
    return absolute(_request(context), address)


@register.simple_tag(takes_context=True)
def share_image_url(context: Context, story: Story) -> str:
    return absolute(_request(context), share_image_path(story))


@register.filter
def modified(story: Story) -> str:
    """When readers last got something new in it, in ISO 8601."""
    moment = structured_data.modified_at(story)
    return moment.isoformat(timespec="seconds") if moment else ""


@register.simple_tag(takes_context=True)
def news_article(context: Context) -> SafeString:
    """The JSON-LD of a story page, from what its view put into the context."""
    data = structured_data.news_article(
        _request(context),
        context["story"],
        context["authors"],
        context["photos"],
        context["corrections"],
        context["tags"],
    )
    return json_ld(data)


@register.simple_tag(takes_context=True)
def website(context: Context) -> SafeString:
    """The JSON-LD of the front page."""
    return json_ld(structured_data.website(_request(context)))


@register.simple_tag(takes_context=True)
def quotations(context: Context, quotes: Iterable[Quote]) -> SafeString:
    """The JSON-LD of quotations that a page shows; nothing where it shows none."""
    found = list(quotes)
    return json_ld(structured_data.quotations(_request(context), found)) if found else SafeString()


def json_ld(data: dict[str, Any]) -> SafeString:
    """A data block: browsers do not run it, and nothing in the data can close it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    # The text holds no sign that HTML knows.
    block = '<script type="application/ld+json">{}</script>'
    return format_html(block, SafeString(text))  # nosec B703
