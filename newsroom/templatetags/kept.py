"""`{% kept a b %}…{% endkept %}`: a part of a page that is printed once for every two values.

What stands inside may depend on the values named and on nothing else that changes. Values are plain
(texts, numbers, dates, or tuples of such): two objects of the database are equal when their ids
are, whatever they print, and so are refused: `loaded` says all that one could print.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString

from newsroom.recent import Recent
from newsroom.rows import loaded

# In each process.
ROOM = 4 * 1024 * 1024
OVERHEAD = 500
register = template.Library()
register.filter(loaded)
_kept: Recent[SafeString] = Recent(ROOM)


class KeptNode(template.Node):
    def __init__(self, values: list[FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        key = (self, *(plain(value.resolve(context, True)) for value in self.values))
        found = _kept.get(key)
        if found is None:
            found = self.nodelist.render(context)
            _kept.put(key, found, 2 * len(found) + OVERHEAD)
        return found


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Prints what stands inside once for each combination of the values named."""
    values = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(values, nodelist)


def plain(value: Any) -> Any:
    """The value, with its type: 1 and True are equal and print differently. Raises TypeError."""
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    if value is None or isinstance(value, str | int | float | date):
        return type(value), value
    raise TypeError(f"{value!r} does not tell by itself what it prints.")
