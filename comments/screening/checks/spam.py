"""Spam: what is offered, how to get at it, and strangers' links. Points add up."""

import re
from functools import cache

from comments.rules import Rule
from comments.screening import lexicon
from comments.screening.findings import Action, Finding, Span
from comments.screening.reading import Reading, addresses
from comments.screening.sentence_patterns import sections, version

NAME = "spam"
HOLD_AT = 4

# Links to these need no vouching: public bodies, schools, and newsrooms readers cite every day.
NEWS_DOMAINS = lexicon.words("domains.txt", "trusted")
_PUBLIC = (".gov", ".edu", ".mil", ".gov.uk", ".k12.ct.us")
_SHORTENERS = lexicon.words("domains.txt", "shorteners")
# Cues that say little of what is offered; two of the others together say more than their sum.
_GENERIC = frozenset(("pitch", "contact", "home"))
_CHEAP = re.compile(r"\.(?:xyz|top|shop|site|online|club|biz|ru|info|me|ly|tv)(?:/|$)")


@cache
def _cues() -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """Points, name and pattern of each kind of cue, over the folded text."""
    return tuple(
        (int(points), reason, re.compile("|".join(f"(?:{line})" for line in lines)))
        for (reason, points), lines in sections("spam").items()
    )


def check(reading: Reading) -> list[Finding]:
    """One hold when the points reach `HOLD_AT`, with the places that earned them."""
    text = reading.folded.text
    points, spans, reason = _links(reading)
    seen: set[str] = set()
    for worth, cue, pattern in _cues():
        found = pattern.search(text)
        if found and cue not in seen:
            seen.add(cue)
            points += worth
            spans.append(reading.folded.span(found.start(), found.end()))
            reason = reason if reason != "link" else cue
    points += len(seen - _GENERIC) > 1
    if points < HOLD_AT or not spans:
        return []
    return [Finding(NAME, Rule.OTHER, Action.HOLD, tuple(spans), reason, version())]


def _links(reading: Reading) -> tuple[int, list[Span], str]:
    """Points for strangers' links: more for several, for shorteners and for cheap names."""
    spans: list[Span] = []
    points = 0
    strange: list[str] = []
    for found in addresses(reading.folded.text):
        host = _host(found[0])
        if _is_trusted(host, reading.draft.trusted_domains):
            continue
        strange.append(found[0])
        spans.append(reading.folded.span(found.start(), found.end()))
        points += 2 if host in _SHORTENERS or _CHEAP.search(host + "/") else 0
    alone = len(reading.folded.text.split()) <= len(strange) + 3
    points += min(2 * len(strange), 6) if strange else 0
    points += 2 if strange and (alone or len(set(strange)) < len(strange)) else 0
    return points, spans, "link"


def _host(link: str) -> str:
    """The host of a web address, or the part after @ of a mail address."""
    bare = re.sub(r"^https?://", "", link).split("/")[0].split("?")[0]
    return bare.rsplit("@", 1)[-1].removeprefix("www.")


def _is_trusted(host: str, more: frozenset[str]) -> bool:
    if host.endswith(_PUBLIC):
        return True
    parts = host.split(".")
    tails = {".".join(parts[at:]) for at in range(len(parts) - 1)}
    return bool(tails & (NEWS_DOMAINS | more))
