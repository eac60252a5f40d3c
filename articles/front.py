"""What stands where on the front page: the editor's hand first, the newest for the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, islice
from typing import Any, NamedTuple

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone

from articles import reading
from articles.models import FrontSlot, Section, Story
from newsroom.prepared import Prepared, Slot
from newsroom.rows import digest

# A story placed by hand gives way to newer ones after this time (DESIGN section 4).
SLOT_LASTS = timedelta(hours=36)
POOL = 60
RIVER = 8
BLOCKS = 3
STORIES_A_BLOCK = 3
SIDE_SLOTS = (FrontSlot.SECOND, FrontSlot.THIRD, FrontSlot.FOURTH)


@dataclass(frozen=True)
class Block:
    """A section's corner of the front page."""

    section: Section
    stories: list[Story]


class Candidate(NamedTuple):
    """A story that could be shown, not yet made of its row."""

    pk: int
    section_id: int
    slot: str
    row: tuple[Any, ...]


@dataclass(frozen=True)
class Choice:
    """What stands where, each story once. `blocks` are never empty."""

    lead: Candidate | None
    also: list[Candidate]
    side: list[Candidate]
    river: list[Candidate]
    blocks: list[list[Candidate]]


class Front:
    """The front page. Its stories are made when they are asked for.

    `edition` says all that the page could print of them: the same for the same page.
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self.edition = digest(choice)

    @cached_property
    def _stories(self) -> dict[int, Story]:
        choice = self._choice
        lead = [choice.lead] if choice.lead else []
        shown = chain(lead, choice.also, choice.side, choice.river, *choice.blocks)
        return {story.pk: story for story in _newest.made([one.row for one in shown])}

    @property
    def lead(self) -> Story | None:
        return self._stories[self._choice.lead.pk] if self._choice.lead else None

    @property
    def also(self) -> list[Story]:
        return self._made(self._choice.also)

    @property
    def side(self) -> list[Story]:
        return self._made(self._choice.side)

    @property
    def river(self) -> list[Story]:
        return self._made(self._choice.river)

    @property
    def blocks(self) -> list[Block]:
        blocks = [self._made(block) for block in self._choice.blocks]
        return [Block(stories[0].section, stories) for stories in blocks]

    def _made(self, chosen: list[Candidate]) -> list[Story]:
        return [self._stories[one.pk] for one in chosen]


def front(now: datetime | None = None) -> Front:
    """The front page as it stands at `now`. Two queries, whatever the size of the archive."""
    now = now or timezone.now()
    placed = {one.slot: one for one in _candidates(_placed, now=now, since=now - SLOT_LASTS)}
    by_hand = {one.pk for one in placed.values()}
    pool = [one for one in _candidates(_newest, now=now) if one.pk not in by_hand]
    newest = iter(pool)
    lead = placed.get(FrontSlot.LEAD) or next(newest, None)
    side = [one for slot in SIDE_SLOTS if (one := placed.get(slot) or next(newest, None))]
    also = _also(lead, pool, {one.pk for one in side})
    shown = {one.pk for one in (lead, *side, *also) if one}
    left = [one for one in pool if one.pk not in shown]
    return Front(Choice(lead, also, side, left[:RIVER], _blocks(left[RIVER:])))


def _candidates(query: Prepared[Story], **values: Any) -> list[Candidate]:
    pk, section, slot = query.places("id", "section_id", "front_slot")
    return [Candidate(row[pk], row[section], row[slot], row) for row in query.rows(**values)]


def _cards() -> QuerySet[Story]:
    return reading.cards(Story.objects.published(Slot("now", DateTimeField())).newest())


_newest = Prepared(lambda: _cards()[:POOL])
_placed = Prepared(
    lambda: _cards().exclude(front_slot="").filter(published_at__gt=Slot("since", DateTimeField()))
)


def _also(lead: Candidate | None, pool: Iterable[Candidate], taken: set[int]) -> list[Candidate]:
    """Two more from the lead's section, to stand under it."""
    if lead is None:
        return []
    near = (s for s in pool if s.section_id == lead.section_id and s.pk not in taken | {lead.pk})
    return list(islice(near, 2))


def _blocks(stories: list[Candidate]) -> list[list[Candidate]]:
    """The sections with most left to show, each with its newest few."""
    by_section: dict[int, list[Candidate]] = {}
    for story in stories:
        by_section.setdefault(story.section_id, []).append(story)
    fullest = sorted(by_section.values(), key=lambda block: -len(block))[:BLOCKS]
    return [block[:STORIES_A_BLOCK] for block in fullest]
