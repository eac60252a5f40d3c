"""Finding quotations by their words, their speaker, the speaker's role and the days between which
they were said; what was said last comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connections, router
from django.utils import timezone

from articles.models import Quote
from articles.search.excerpt import Part, marked
from articles.search.finding import HITS_A_PAGE, MOST_COUNTED
from articles.search.index import dialect_of_quotes
from articles.search.keys import QUOTE_BITS, key_of_day, row_id
from articles.search.terms import Window, terms_of


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for: words, in the fields that were filled in, between two days."""

    q: str = ""
    speaker: str = ""
    role: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class QuoteHit:
    """A quotation that was found; `text` is its words in quotation marks, with hits marked."""

    quote: Quote
    text: list[Part]


@dataclass(frozen=True)
class QuoteResults:
    """A page of hits, the latest said first.

    `count` stops at 1,001, which means "more than 1,000". `older` is the cursor of the next page,
    "" on the last.
    """

    hits: list[QuoteHit]
    count: int
    older: str


def find_quotes(wanted: Wanted, page_after: int | None = None) -> QuoteResults:
    """Quotations on the record that hold every word. Three queries; one more on PostgreSQL at most.

    In: `page_after`, the cursor of the page before. Where there is no day of its own for a
    quotation, that of its story counts.
    """
    terms = terms_of(wanted.q, wanted.speaker, wanted.role)
    window = _window(wanted)
    connection = connections[router.db_for_read(Quote)]
    speech = dialect_of_quotes(connection)
    with connection.cursor() as cursor:
        count: int = speech.count(cursor, terms, window, MOST_COUNTED + 1)
        if not count:
            return QuoteResults([], 0, "")
        if page_after is not None:
            window = Window(min(page_after, window.before), window.since, window.now)
        keys: list[int] = speech.latest(
            cursor, terms, window, HITS_A_PAGE + 1, common=count > MOST_COUNTED
        )
    shown = keys[:HITS_A_PAGE]
    older = str(shown[-1]) if len(keys) > HITS_A_PAGE else ""
    return QuoteResults(_hits(shown, terms.get("words", [])), count, older)


def _window(wanted: Wanted) -> Window:
    """From the first moment of one day to the last of the other."""
    until = min(wanted.until or date.max, date.max - timedelta(days=1)) + timedelta(days=1)
    return Window(key_of_day(until), key_of_day(wanted.since or date.min), timezone.now())


def _hits(keys: list[int], words: list[str]) -> list[QuoteHit]:
    """The quotations behind the keys, in the order of the keys. One query."""
    quotes = Quote.objects.on_record().select_related("story__section", "speaker")
    ids = [row_id(key, QUOTE_BITS) for key in keys]
    by_id = quotes.in_bulk(ids)
    found = (by_id[pk] for pk in ids if pk in by_id)
    return [QuoteHit(quote, marked(f"“{quote.alone}”", words)) for quote in found]
