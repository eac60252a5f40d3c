"""One speaker under several spellings: found, brought together by an editor, and parted again."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Coalesce
from rapidfuzz.distance import OSA

from articles.models import Quote, Speaker

PAIRS_SHOWN = 30
# Shorter names are a letter apart by chance: "Lee", "Lea".
LONG_NAME = 5
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "rev", "sen", "rep", "gov", "mayor", "jr", "sr"})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Pair:
    """Two names that may be one speaker's; `kept` has more quotations, the numbers are theirs."""

    kept: Speaker
    other: Speaker
    of_kept: int
    of_other: int


@transaction.atomic
def merge(spelling: Speaker, into: Speaker) -> int:
    """Makes `spelling` one of `into`'s and gives it all that was said under it. Four queries.

    Out: how many quotations moved. Raises ValidationError where one of them is a spelling already,
    or both are the same.
    """
    locked = _locked(spelling, into)
    if len(locked) < 2:
        raise ValidationError("Choose two different names.")
    for one in locked.values():
        if one.spelling_of_id:
            raise ValidationError(f"“{one}” is a spelling of somebody else already.")
    Speaker.objects.filter(spelling_of=spelling).update(spelling_of=into)
    Speaker.objects.filter(pk=spelling.pk).update(spelling_of=into)
    said = Quote.objects.filter(speaker=spelling)
    return said.update(speaker=into, as_spelled=Coalesce(F("as_spelled"), F("speaker")))


@transaction.atomic
def part(spelling: Speaker) -> int:
    """Undoes `merge`: the spelling is a speaker again, with what came from it. Three queries.

    Out: how many quotations went back; 0 where it is nobody's spelling.
    """
    if not _locked(spelling)[spelling.pk].spelling_of_id:
        return 0
    Speaker.objects.filter(pk=spelling.pk).update(spelling_of=None)
    said = Quote.objects.filter(as_spelled=spelling)
    return said.update(speaker=spelling, as_spelled=None)


def tell_apart(one: Speaker, other: Speaker) -> None:
    """These two are different people, however alike their names; `lookalikes` leaves them out."""
    one.distinct_from.add(other)


def merged() -> QuerySet[Speaker]:
    """Spellings that are another speaker's, by name."""
    return Speaker.objects.filter(spelling_of__isnull=False).select_related("spelling_of")


def lookalikes() -> list[Pair]:
    """Pairs of names that an editor should look at, at most PAIRS_SHOWN. Three queries.

    Reads the names of all speakers: for the admin, not for readers.
    """
    known = dict(Speaker.objects.filter(spelling_of=None).values_list("pk", "name"))
    apart = Speaker.distinct_from.through.objects.values_list("from_speaker", "to_speaker")
    settled = set(apart)
    found = [pair for pair in sorted(_alike(known)) if pair not in settled][:PAIRS_SHOWN]
    counted = Speaker.objects.annotate(said=Count("quotes")).in_bulk(
        {pk for pair in found for pk in pair}
    )
    return [_pair(counted[one], counted[other]) for one, other in found]


def are_alike(one: str, other: str) -> bool:
    """Whether two names may be one speaker's: "Luke A. Bronin", "L. Bronin", "Bronin".

    What stands in between may be left out, but not be something else: of the police department
    and the fire department of one town neither is a spelling of the other.
    """
    first, second = _words(one), _words(other)
    if not first or not second or not all(map(_are_near, first[1:-1], second[1:-1])):
        return False
    if first[-1] == second[-1]:
        return min(len(first), len(second)) == 1 or _are_near(first[0], second[0])
    return len(first) > 1 and first[0] == second[0] and _are_near(first[-1], second[-1])


def _alike(known: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Compares names that share their first or their last word, each two once."""
    shelves: dict[tuple[str, str], list[int]] = defaultdict(list)
    for pk, name in known.items():
        if words := _words(name):
            shelves["first", words[0]].append(pk)
            shelves["last", words[-1]].append(pk)
    pairs = {pair for shelf in shelves.values() for pair in combinations(sorted(shelf), 2)}
    return (pair for pair in pairs if are_alike(known[pair[0]], known[pair[1]]))


def _are_near(one: str, other: str) -> bool:
    """The same, an initial of the other, or a long word with one slip."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return min(len(one), len(other)) >= LONG_NAME and OSA.distance(one, other) == 1


def _words(name: str) -> list[str]:
    """The words of a name without accents, titles and what stands in no first or last place."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return [word for word in _WORD.findall(bare.casefold()) if word not in _TITLES]


def _pair(one: Speaker, other: Speaker) -> Pair:
    kept, rest = sorted((one, other), key=_said, reverse=True)
    return Pair(kept, rest, _said(kept), _said(rest))


def _said(speaker: Speaker) -> int:
    """As annotated by `lookalikes`."""
    count: int = speaker.said  # type: ignore[attr-defined]
    return count


def _locked(*speakers: Speaker) -> dict[int, Speaker]:
    """The rows, locked in the order of their keys, so that two editors cannot block each other."""
    wanted: Iterable[int] = {speaker.pk for speaker in speakers}
    rows = Speaker.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    return {row.pk: row for row in rows}
