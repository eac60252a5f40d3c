"""What a copy editor would look at before a story goes out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from articles.body import paragraphs
from articles.models import Photo, Quote, Story
from articles.publishing import blockers
from articles.quoting import place

LONG_HEADLINE = 90  # letters; DESIGN 9
LONG_STANDFIRST = 160
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_EMPTY_LINK_WORDS = frozenset({"here", "click here", "this", "link", "this link", "more"})
_FILE_NAME = re.compile(r"^\S+\.(jpe?g|png|webp|avif|heic)$", re.IGNORECASE)
_FULL_NAME = re.compile(r"\b(?:[A-Z][\w’'-]+ )+(?:[A-Z]\. )?([A-Z][\w-]{3,})")
_CAPITALIZED = re.compile(r"\b[A-Z][\w-]{3,}")


@dataclass(frozen=True)
class Check:
    """One thing to look at; `blocks` says that the story cannot be published with it."""

    words: str
    blocks: bool = False


def checks(story: Story) -> list[Check]:
    """All there is to look at in a saved story, what blocks publishing first. Four queries."""
    quotes = list(Quote.objects.filter(story=story).select_related("speaker"))
    photos = list(Photo.objects.filter(story=story))
    lacking = [
        Check(words, blocks=True)
        for found in blockers(story, story.published_at).values()
        for words in found
    ]
    looks = (*_lengths(story), *_quotes(story, quotes), *_photos(photos), *_links(story.body))
    names = _names_spelled_two_ways(paragraphs(story.body), quotes)
    return [*lacking, *(Check(words) for words in (*looks, *names))]


def _lengths(story: Story) -> Iterator[str]:
    if len(story.headline) > LONG_HEADLINE:
        yield f"The headline has {len(story.headline)} letters. Over {LONG_HEADLINE} it wraps."
    if len(story.standfirst) > LONG_STANDFIRST:
        count = len(story.standfirst)
        yield f"The standfirst has {count} letters. Keep it to one sentence of {LONG_STANDFIRST}."


def _quotes(story: Story, quotes: Iterable[Quote]) -> Iterator[str]:
    body = paragraphs(story.body)
    for quote in quotes:
        if place(quote.text, body) is None:
            yield f"{quote} no longer stands in the story. Change the quote or remove it."
        if not quote.certain:
            who = quote.speaker.name if quote.speaker else "nobody yet"
            yield f"Who said {quote}? It is given to {who}. Confirm the speaker."
        elif quote.speaker is None:
            yield f"{quote} has no speaker."


def _photos(photos: Iterable[Photo]) -> Iterator[str]:
    for photo in photos:
        if _FILE_NAME.match(photo.alt):
            yield f"The alternative text “{photo.alt}” is a file name. Say what the picture shows."
        elif photo.caption and photo.alt.strip() == photo.caption.strip():
            yield f"“{photo.alt}” is both caption and alternative text. Describe the picture."
        if not photo.credit:
            yield f"The picture “{photo.alt}” has no credit."


def _links(body: str) -> Iterator[str]:
    for href, inner in _LINK.findall(body):
        words = unescape(re.sub(r"<[^>]+>", "", inner)).strip()
        if words.casefold() in _EMPTY_LINK_WORDS:
            yield f"The link “{words}” does not say where it leads."
        if href.startswith("http:"):
            yield f"The link “{words}” is not secure. Try it with https."
        if "/preview/" in href or "/admin/" in href:
            yield f"The link “{words}” leads to a page that readers cannot open."


def _names_spelled_two_ways(body: list[str], quotes: Iterable[Quote]) -> Iterator[str]:
    """Pairs of capitalized words a letter apart, one of which is somebody's surname."""
    text = "\n".join(body)
    speakers = [quote.speaker.name for quote in quotes if quote.speaker]
    surnames = set(_FULL_NAME.findall(text)) | {name.split()[-1] for name in speakers}
    words = sorted(surnames | set(_CAPITALIZED.findall(text)))
    for one, other in combinations(words, 2):
        # "Connor" beside "Connors" is a name and its plural.
        if surnames.isdisjoint((one, other)) or f"{one}s" == other:
            continue
        if len(one) > 4 and Levenshtein.distance(one, other, score_cutoff=1) == 1:
            yield f"“{one}” and “{other}”: is that one name spelled two ways?"
