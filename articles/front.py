"""What stands where on the front page: the editor's hand first, the newest for the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone

from articles import reading
from articles.models import FrontSlot, Section, Story
from newsroom.prepared import Prepared, Slot

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


@dataclass(frozen=True)
class Front:
    """The front page, each story once."""

    lead: Story | None
    also: list[Story]
    side: list[Story]
    river: list[Story]
    blocks: list[Block]


def front(now: datetime | None = None) -> Front:
    """The front page as it stands at `now`. Two queries, whatever the size of the archive."""
    now = now or timezone.now()
    placed = {story.front_slot: story for story in _placed(now=now, since=now - SLOT_LASTS)}
    by_hand = {story.pk for story in placed.values()}
    rest = [story for story in _newest(now=now) if story.pk not in by_hand]
    newest = iter(rest)
    lead = placed.get(FrontSlot.LEAD) or next(newest, None)
    side = [s for slot in SIDE_SLOTS if (s := placed.get(slot) or next(newest, None))]
    also = _also(lead, rest, {story.pk for story in side})
    shown = {story.pk for story in (lead, *side, *also) if story}
    left = [story for story in rest if story.pk not in shown]
    return Front(lead, also, side, left[:RIVER], _blocks(left[RIVER:]))


def _cards() -> QuerySet[Story]:
    return reading.cards(Story.objects.published(Slot("now", DateTimeField())).newest())


_newest = Prepared(lambda: _cards()[:POOL])
_placed = Prepared(
    lambda: _cards().exclude(front_slot="").filter(published_at__gt=Slot("since", DateTimeField()))
)


def _also(lead: Story | None, rest: Iterable[Story], taken: set[int]) -> list[Story]:
    """Two more from the lead's section, to stand under it."""
    if lead is None:
        return []
    near = (s for s in rest if s.section_id == lead.section_id and s.pk not in taken | {lead.pk})
    return list(islice(near, 2))


def _blocks(stories: list[Story]) -> list[Block]:
    """The sections with most left to show, each with its newest few."""
    by_section: dict[int, Block] = {}
    for story in stories:
        block = by_section.setdefault(story.section_id, Block(story.section, []))
        block.stories.append(story)
    fullest = sorted(by_section.values(), key=lambda block: -len(block.stories))[:BLOCKS]
    return [Block(block.section, block.stories[:STORIES_A_BLOCK]) for block in fullest]
