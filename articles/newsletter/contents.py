"""What is in a letter: the front page in short, or the same of the sections somebody chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from articles import reading
from articles.front import Block, front
from articles.models import Story

TOP, LATEST, OF_SECTIONS = 5, 6, 12
# Comments that editors have picked since then are in the letter: none twice on two days.
PICKED_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Contents:
    """The stories of a letter, each once; of the whole paper where no `sections` are named."""

    sections: tuple[str, ...]
    lead: Story | None
    top: list[Story]
    latest: list[Story]
    blocks: list[Block]

    @property
    def newest_at(self) -> datetime | None:
        """When the newest of the stories was published."""
        in_blocks = [story for block in self.blocks for story in block.stories]
        stories = [*([self.lead] if self.lead else []), *self.top, *self.latest, *in_blocks]
        return max((story.published_at for story in stories if story.published_at), default=None)

    @property
    def picked_since(self) -> datetime:
        """From when on editors' picks among the comments are news."""
        return timezone.now() - PICKED_WITHIN


def gather(sections: Sequence[str] = ()) -> Contents:
    """The front page as it stands now, in short. At most three queries."""
    chosen = tuple(sections)
    page = front()
    if not chosen:
        top = [*page.side, *page.also]
        return Contents((), page.lead, top[:TOP], page.river[:LATEST], page.blocks)
    placed = [story for story in (page.lead, *page.side, *page.also) if story is not None]
    first = [story for story in placed if story.section.slug in chosen]
    newest = reading.cards(Story.objects.published().newest().filter(section__slug__in=chosen))
    shown = {story.pk for story in first}
    rest = [story for story in newest[: OF_SECTIONS + len(first)] if story.pk not in shown]
    stories = [*first, *rest][:OF_SECTIONS]
    lead = stories[0] if stories else None
    return Contents(chosen, lead, stories[1 : TOP + 1], stories[TOP + 1 :], [])
