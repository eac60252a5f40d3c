"""What to look for instead, when nothing was found."""

import re

from django.utils import timezone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.models import Story
from articles.search.finding import how_many
from articles.search.keys import key_before

# Words are taken from the heads of this many of the newest public stories.
STORIES = 1000
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def spelling(words: list[str]) -> str:
    """The words with misspelled ones mended, if some story holds them all; else "". Two queries.

    Only words that readers can see already are suggested.
    """
    known = _known_words()
    mended = [_nearest(word, known) for word in words]
    if mended == words or not how_many(mended, key_before(timezone.now()), most=1):
        return ""
    return " ".join(mended)


def _known_words() -> set[str]:
    newest = Story.objects.published().newest()
    heads = newest.values_list("headline", "standfirst", "kicker")[:STORIES]
    text = " ".join(" ".join(head) for head in heads)
    return {word.casefold() for word in _LONG_WORD.findall(text)}


def _nearest(word: str, known: set[str]) -> str:
    """The known word that is one or two slips away (one in a short word), or the word itself."""
    if word in known or len(word) < 4:
        return word
    slips = 1 if len(word) < 6 else 2
    nearest = process.extractOne(word, sorted(known), scorer=OSA.distance, score_cutoff=slips)
    return nearest[0] if nearest else word
