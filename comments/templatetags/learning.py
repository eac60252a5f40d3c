"""Figures of a model's card in words."""

from django import template

register = template.Library()


@register.filter
def share(part: float, places: int = 0) -> str:
    """0.25 as “25 %”, with so many decimal places."""
    return f"{100 * part:.{places}f} %"
