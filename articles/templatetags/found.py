"""How what was found is printed."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

from articles.search import Hit
from articles.search.excerpt import Part
from articles.templatetags.paper import comments_words, day, stamp
from newsroom.stencil import Stencil

register = template.Library()
_HIT = Stencil("articles/_hit.html")


@register.simple_tag
def found(hit: Hit) -> SafeString:
    """The story with the words of the question marked."""
    story = hit.story
    values = {
        "section": story.section.name,
        "section_url": story.section.get_absolute_url(),
        "kicker": story.kicker,
        "url": story.get_absolute_url(),
        "headline": with_marks(hit.headline),
        "excerpt": with_marks(hit.excerpt),
        "posted": stamp(story.published_at),
        "day": day(story.published_at),
        "comments": comments_words(story.comment_count),
    }
    return _HIT({}, values)


@register.filter
def with_marks(parts: Iterable[Part]) -> SafeString:
    """A text in which the words of the question are marked."""
    texts = ((escape(part.text), part.hit) for part in parts)
    marked = (f"<mark>{text}</mark>" if hit else text for text, hit in texts)
    return SafeString("".join(marked))  # escaped above # nosec B703
