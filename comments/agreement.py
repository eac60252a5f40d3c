"""How often a second moderator, who did not know the first decision, comes to the same one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from django.db.models import Count

from comments.models import Act, SecondRead

# What is counted of each first decision: how often it was read, the same outcome, the same rule.
Counts = dict[str, list[int]]
KEPT = "kept"
# Fewer tell nothing, and could point at a person.
FEWEST = 5
# 95 % of a normal distribution lies within so many standard deviations.
_Z = 1.96


@dataclass(frozen=True)
class Agreement:
    """About one kind of first decision: `first` is the rule of a removal, or `KEPT`."""

    first: str
    read: int
    same_outcome: int
    same_rule: int

    @property
    def is_kept(self) -> bool:
        return self.first == KEPT

    @property
    def outcome_share(self) -> int | None:
        """Percent in which both would remove it, or both keep it. None where too few were read."""
        return _percent(self.same_outcome, self.read)

    @property
    def rule_share(self) -> int | None:
        """Percent of removals in which both named the same rule. None where too few were read."""
        return None if self.is_kept else _percent(self.same_rule, self.read)

    @property
    def range(self) -> tuple[int, int] | None:
        """Percent between which the true share of the same outcome lies, 19 times in 20.

        Wilson's interval (J. Am. Stat. Assoc. 22, 1927, 209), which holds for small numbers too.
        """
        if self.read < FEWEST:
            return None
        n, share = self.read, self.same_outcome / self.read
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        reach = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return max(0, round(100 * (middle - reach))), min(100, round(100 * (middle + reach)))


def count(since: datetime, until: datetime) -> Counts:
    """What was read again in a time. One query, by an index on when it was read."""
    read = SecondRead.objects.filter(read_at__gte=since, read_at__lt=until).exclude(act="")
    names = ("decision__act", "decision__rule", "act", "rule")
    counts: Counts = {}
    grouped = read.order_by().values_list(*names).annotate(n=Count("pk"))
    for act, rule, said, said_rule, n in grouped:
        removed, would_remove = act == Act.REMOVE, said == Act.REMOVE
        row = counts.setdefault(rule if removed else KEPT, [0, 0, 0])
        row[0] += n
        row[1] += n * (removed == would_remove)
        row[2] += n * (removed == would_remove and (not removed or rule == said_rule))
    return counts


def together(counted: Iterable[Counts], firsts: Iterable[str]) -> list[Agreement]:
    """The counts of several months as one, in the order of `firsts`; what was never read, too."""
    sums: Counts = {}
    for counts in counted:
        for first, row in counts.items():
            known = sums.get(first, [0, 0, 0])
            sums[first] = [a + b for a, b in zip(known, row, strict=True)]
    return [Agreement(first, *sums.get(first, [0, 0, 0])) for first in firsts]


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole >= FEWEST else None
