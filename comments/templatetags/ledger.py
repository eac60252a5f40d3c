"""Figures of the ledger in words."""

from django import template

from comments.ledger import shown

register = template.Library()


@register.filter
def told(count: int) -> str:
    """A count, unless it is small."""
    return shown(count)


@register.filter
def percent(share: int | None) -> str:
    """A share; a dash where there are too few to tell one."""
    return "–" if share is None else f"{share} %"


@register.filter
def minutes(count: int | None) -> str:
    """“38 minutes”, “5 hours”, “3 days”; a dash where there are too few to tell."""
    if count is None:
        return "–"
    for size, word in ((24 * 60, "day"), (60, "hour")):
        if count >= 2 * size:
            return f"{round(count / size)} {word}s"
    return f"{count} minute{'' if count == 1 else 's'}"
