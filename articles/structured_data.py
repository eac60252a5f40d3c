"""What pages say of themselves to machines: schema.org's NewsArticle, WebSite and Quotation.

Properties: https://schema.org/NewsArticle; those that search engines ask for:
https://developers.google.com/search/docs/appearance/structured-data/article
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles.dateline import dateline
from articles.models import Correction, Photo, Quote, Story
from articles.share_image import share_image_path
from newsroom.origin import absolute, origin

Data = dict[str, Any]
LANGUAGE = "en-US"
LOGO = "img/logo.png"


def news_article(
    request: HttpRequest,
    story: Story,
    authors: Sequence[Mapping[str, Any]],
    photos: Iterable[Photo],
    corrections: Sequence[Correction],
    tags: Iterable[Mapping[str, Any]] = (),
) -> Data:
    """The JSON-LD of a public story, every address absolute, nothing empty. No query.

    In: what `articles.reading` gives for it. Authors are rows with name, slug and is_agency.
    """
    address = absolute(request, story.get_absolute_url())
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address},
        "url": address,
        "headline": story.headline,
        "description": story.standfirst or story.headline,
        **_times(story, corrections),
        "author": [_author(request, author) for author in authors] or [_publisher(origin(request))],
        "publisher": _publisher(origin(request)),
        "image": _images(request, story, photos),
        "articleSection": story.section.name,
        "keywords": [tag["name"] for tag in tags],
        "dateline": dateline(story),
        "commentCount": story.comment_count,
        "discussionUrl": f"{address}#comments",
        "correction": [_correction(correction) for correction in corrections],
        "isAccessibleForFree": True,
        "inLanguage": LANGUAGE,
    }
    return {key: value for key, value in data.items() if value not in ("", None, [])}


def website(request: HttpRequest) -> Data:
    """The JSON-LD of the front page: the paper, who publishes it and how it is searched."""
    front = absolute(request, reverse("front"))
    search = absolute(request, reverse("search"))
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "description": settings.SITE_TAGLINE,
        "url": front,
        "inLanguage": LANGUAGE,
        "publisher": _publisher(origin(request)),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
        },
    }


def quotations(request: HttpRequest, quotes: Iterable[Quote]) -> Data:
    """The JSON-LD of quotations on the record, each with its speaker and story. No query.

    In: quotations with their speaker, story and section. https://schema.org/Quotation
    """
    return {
        "@context": "https://schema.org",
        "@graph": [_quotation(request, quote) for quote in quotes],
    }


def modified_at(story: Story, corrections: Iterable[Correction] = ()) -> datetime | None:
    """When readers last got something new in a story: never before its publication."""
    moments = (story.published_at, story.updated_at, *(one.at for one in corrections))
    return max((moment for moment in moments if moment), default=None)


def _times(story: Story, corrections: Iterable[Correction]) -> Data:
    return {
        "datePublished": _stamp(story.published_at),
        "dateModified": _stamp(modified_at(story, corrections)),
    }


def _stamp(moment: datetime | None) -> str:
    """ISO 8601 with the newsroom's zone, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


def _author(request: HttpRequest, author: Mapping[str, Any]) -> Data:
    return {
        "@type": "Organization" if author.get("is_agency") else "Person",
        "name": author["name"],
        "url": absolute(request, reverse("author", args=[author["slug"]])),
    }


def _quotation(request: HttpRequest, quote: Quote) -> Data:
    return {
        "@type": "Quotation",
        "text": quote.alone,
        "url": absolute(request, quote.address),
        "dateCreated": quote.day.isoformat(),
        "inLanguage": LANGUAGE,
        "spokenByCharacter": _speaker(request, quote),
        "isPartOf": {
            "@type": "NewsArticle",
            "headline": quote.story.headline,
            "url": absolute(request, quote.story.get_absolute_url()),
            "datePublished": _stamp(quote.story.published_at),
            "publisher": _publisher(origin(request)),
        },
    }


def _speaker(request: HttpRequest, quote: Quote) -> Data:
    speaker = quote.speaker
    assert speaker is not None  # noqa: S101 - who is on the record has a name
    url = absolute(request, speaker.get_absolute_url())
    if speaker.is_organization:
        return {"@type": "Organization", "name": speaker.name, "url": url}
    person = {"@type": "Person", "name": speaker.name, "url": url, "jobTitle": quote.role_then}
    return {key: value for key, value in person.items() if value}


@lru_cache(maxsize=16)
def _publisher(origin: str) -> Data:
    return {
        "@type": "NewsMediaOrganization",
        "name": settings.SITE_NAME,
        "url": f"{origin}/",
        "logo": {"@type": "ImageObject", "url": f"{origin}{static(LOGO)}"},
        "correctionsPolicy": f"{origin}{reverse('corrections')}",
    }


def _images(request: HttpRequest, story: Story, photos: Iterable[Photo]) -> list[Data]:
    """The story's own pictures first, then the share image."""
    own = [
        {
            "@type": "ImageObject",
            "url": absolute(request, photo.original.url),
            "width": photo.width,
            "height": photo.height,
            "caption": photo.caption or photo.alt,
        }
        for photo in photos
    ]
    share = {"@type": "ImageObject", "url": absolute(request, share_image_path(story))}
    return [*own, share | {"width": 1200, "height": 630}]


def _correction(correction: Correction) -> Data:
    """In the words that readers see under the story."""
    words = unescape(render_to_string("articles/_correction.html", {"correction": correction}))
    return {
        "@type": "CorrectionComment",
        "text": f"{correction.get_kind_display()}: {words.strip()}",
        "datePublished": _stamp(correction.at),
    }
