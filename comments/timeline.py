"""When a discussion rose and fell: bars of equal spans of time, in the newsroom's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format

MOST_BARS = 30
# How long a bar may stand for, in hours: the shortest that leaves few enough bars is taken.
WIDTHS = (1, 3, 6, 24, 7 * 24, 28 * 24, 364 * 24)
DAY = 24
# Of the drawing, in its own units.
HEIGHT = 40
PITCH = 4

Hours = tuple[tuple[datetime, int], ...]


@dataclass(frozen=True)
class Bar:
    """So many comments from a moment on, which is the newsroom's clock without its zone."""

    since: datetime
    comments: int
    width: int

    @property
    def label(self) -> str:
        """“June 24, 6 p.m.”, or the day alone; with the year when it is not this one."""
        day = "F j" if self.since.year == timezone.localdate().year else "F j, Y"
        return date_format(self.since, day if self.width >= DAY else f"{day}, P")


@dataclass(frozen=True)
class Timeline:
    """Every bar from the first comment to the last, also where nobody wrote."""

    bars: tuple[Bar, ...]

    @property
    def busiest(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.comments)

    @property
    def written(self) -> list[Bar]:
        """The bars with comments."""
        return [bar for bar in self.bars if bar.comments]

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def width(self) -> int:
        return PITCH * len(self.bars)

    @property
    def path(self) -> str:
        """The bars as the outline of an SVG path; one with comments is at least a unit high."""
        top = self.busiest.comments
        drawn = (
            (index * PITCH, max(1, round(HEIGHT * bar.comments / top)))
            for index, bar in enumerate(self.bars)
            if bar.comments
        )
        return "".join(f"M{x} {HEIGHT}v-{high}h{PITCH - 1}v{high}z" for x, high in drawn)


def timeline(hours: Hours) -> Timeline | None:
    """The discussion of these hours with their comments; None where it does not fill two bars."""
    told = sorted((_local(hour), comments) for hour, comments in hours if comments)
    if not told:
        return None
    width = next((w for w in WIDTHS if _place(told[-1][0], _start(told, w), w) < MOST_BARS), DAY)
    start = _start(told, width)
    counts = [0] * (_place(told[-1][0], start, width) + 1)
    for hour, comments in told:
        counts[_place(hour, start, width)] += comments
    if len(counts) == 1:
        return None
    step = timedelta(hours=width)
    bars = (Bar(start + index * step, count, width) for index, count in enumerate(counts))
    return Timeline(tuple(bars))


def _local(hour: datetime) -> datetime:
    """The newsroom's clock; when it is set back, two hours are one."""
    return timezone.localtime(hour).replace(minute=0, tzinfo=None)


def _start(told: list[tuple[datetime, int]], width: int) -> datetime:
    """Where the first bar begins: at an hour that its width divides, or at midnight."""
    first = told[0][0]
    return first.replace(hour=first.hour // min(width, DAY) * min(width, DAY))


def _place(hour: datetime, start: datetime, width: int) -> int:
    return int((hour - start) / timedelta(hours=width))
