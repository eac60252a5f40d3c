"""What became of everything in an export, for the person who has to look after the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from articles.moving import Skipped

# So many of a kind are listed by name; all are counted.
_LISTED = 10_000
_KEYS_LISTED = 200


@dataclass
class Outcome:
    """What one story or thread came to. It goes into the report once it is stored."""

    counts: Counter[str] = field(default_factory=Counter)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Report:
    """Counts, what was skipped and why, what to look at, and pictures that are still elsewhere."""

    is_finished: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    _skipped: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _skips: Counter[tuple[str, str]] = field(default_factory=Counter)
    _warnings: list[tuple[str, str]] = field(default_factory=list)
    _pictures: list[dict[str, str]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Takes over what a story or thread came to."""
        self.counts.update(outcome.counts)
        self.counts["warnings"] += len(outcome.warnings)
        self.counts["pictures_linked"] += len(outcome.pictures)
        for one in outcome.skipped:
            self.skip(one)
        self._warnings += outcome.warnings[: _LISTED - len(self._warnings)]
        self._pictures += outcome.pictures[: _LISTED - len(self._pictures)]

    def skip(self, skipped: Skipped) -> None:
        """Notes something that was not taken."""
        self.counts["skipped"] += 1
        reason = (skipped.kind[:40], skipped.why[:300])
        if reason not in self._skipped and len(self._skipped) >= _LISTED:
            return
        keys = self._skipped.setdefault(reason, [])
        self._skips[reason] += 1
        if len(keys) < _KEYS_LISTED:
            keys.append(skipped.key[:100])

    def reasons(self) -> list[tuple[str, int]]:
        """Why things were not taken, and how many for each reason, most first."""
        return [(f"{kind}: {why}", number) for (kind, why), number in self._skips.most_common()]

    def as_json(self) -> dict[str, Any]:
        """The report as it is written to a file; long lists are cut, counts are not."""
        return {
            "finished": self.is_finished,
            "counts": dict(sorted(self.counts.items())),
            "skipped": [
                {"kind": kind, "why": why, "count": number, "ids": self._skipped[kind, why]}
                for (kind, why), number in self._skips.most_common()
            ],
            "warnings": [{"id": key, "what": what} for key, what in self._warnings],
            "pictures": self._pictures,
        }
