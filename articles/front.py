"""What stands where on the front page: the editor's hand first, the newest for the rest."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain, islice
from typing import Any, NamedTuple

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone

from articles import reading
from articles.counts import comment_counts, counted
from articles.models import FrontSlot, Section, Story
from newsroom.changes.sight import watcher
from newsroom.prepared import Prepared, Slot
from newsroom.recent import Recent
from newsroom.routing import on_primary
from newsroom.rows import digest

# A story placed by hand gives way to newer ones after this time (DESIGN section 4).
SLOT_LASTS = timedelta(hours=36)
# A page that is kept is made anew after so long: what was placed by hand may have to give way.
KEPT_SECONDS = 30
# In bytes: of all that are kept in a process, and of one.
ROOM, WEIGHT = 1024 * 1024, 200_000
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

    def counting(self, comments: dict[int, int]) -> Front:
        """The same page with so many comments under its stories. In: numbers by id."""
        if all(story.comment_count == comments.get(pk) for pk, story in self._stories.items()):
            return self
        other = copy(self)
        other.edition = digest((self.edition, sorted(comments.items())))
        other._stories = {pk: counted(one, comments) for pk, one in self._stories.items()}
        return other

    @property
    def stories(self) -> list[int]:
        """The ids of all that is shown."""
        return list(self._stories)

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


_kept: Recent[Front] = Recent(ROOM)


def for_readers() -> Front:
    """The front page now, read once for many readers until an editor changes something. At most
    three queries; it shows all that was committed before it is asked for."""
    sight, now = watcher.look(), timezone.now()
    if sight is None:
        return front(now)
    key = (sight.stamp(), now.timestamp() // KEPT_SECONDS)
    found = _kept.get(key)
    if found is not None:
        return found.counting(comment_counts(found.stories))
    # Kept for requests that are read from other databases: a replica may lag.
    with on_primary():
        found = front(now)
    _kept.put(key, found, WEIGHT)
    return found


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
