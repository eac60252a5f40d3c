"""On the record: speakers, and what each of them said. Every list is bounded."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404

from articles.models import Quote, Speaker

QUOTES_A_PAGE = 30
SPEAKERS_A_PAGE = 120
SPELLINGS = 20


@dataclass(frozen=True)
class QuotesPage:
    """Quotations, the one entered last first; `after` is the cursor of the next page or ""."""

    quotes: list[Quote]
    after: str


@dataclass(frozen=True)
class SpeakersPage:
    """Speakers by name; `after` is the cursor of the next page or ""."""

    speakers: list[Speaker]
    after: str


def quotes_of(speaker: Speaker, after: str = "") -> QuotesPage:
    """A page of what the speaker said on the record. One query.

    Raises Http404 when `after` is not a cursor.
    """
    quotes = Quote.objects.on_record().filter(speaker=speaker)
    if after:
        if not after.isdecimal() or len(after) > 18:
            raise Http404("There is no such page.")
        quotes = quotes.filter(id__lt=int(after))
    found = list(
        quotes.select_related("story__section", "speaker").order_by("-id")[: QUOTES_A_PAGE + 1]
    )
    shown = found[:QUOTES_A_PAGE]
    return QuotesPage(shown, str(shown[-1].pk) if len(found) > QUOTES_A_PAGE else "")


def spellings_of(speaker: Speaker) -> list[str]:
    """Other ways in which stories spell the name. One query."""
    return list(speaker.spellings.order_by("name").values_list("name", flat=True)[:SPELLINGS])


def latest(count: int = 10) -> list[Quote]:
    """What was said last, whoever said it. One query."""
    quotes = Quote.objects.on_record().select_related("story__section", "speaker")
    return list(quotes.order_by("-id")[:count])


def speakers(after: str = "") -> SpeakersPage:
    """A page of speakers who have something on the record. One query.

    In: the name of the last speaker seen, or "".
    """
    everyone = Speaker.objects.filter(
        Exists(Quote.objects.on_record().filter(speaker=OuterRef("pk")))
    )
    found = list(everyone.filter(name__gt=after).order_by("name")[: SPEAKERS_A_PAGE + 1])
    shown = found[:SPEAKERS_A_PAGE]
    return SpeakersPage(shown, shown[-1].name if len(found) > SPEAKERS_A_PAGE else "")
