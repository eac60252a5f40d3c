"""Templates that a page prints many times, walked through once; then only their values change.

Django takes longer to walk through the template of a comment than the database to find one. So such
a template is printed once for each shape, with marks where values stand, and kept as what lies
between the marks. It is written as any other, but for what it is told:

- values, texts and whole numbers, which it prints as they are, or leaves out where they are empty;
- the shape, all that it decides by besides: few different things, the same for many values.

A name with dots (`user.town`) is for a template that is also printed with whole objects.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from html import escape
from types import NoneType
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString

Value = str | int | None
_AS_IT_IS = (SafeString, int, NoneType)
# Marks that no text or address of ours holds: letters for private use, and a number so large that
# no row has it, for addresses that take numbers alone.
_TEXT = "\ue000{}\ue001"
_NUMBER = 7_310_000_000_000_000_000
_MARK = re.compile("\ue000(\\d+)\ue001|73100000000000(\\d{5})")
# A shape with more forms than this is none.
MOST_SHAPES = 2000


class Stencil:
    """A template to be filled in many times. It is given nothing of the request."""

    def __init__(self, template: str) -> None:
        self.template = template
        self._cut: dict[Hashable, str] = {}

    def __call__(self, shape: Mapping[str, Hashable], values: Mapping[str, Value]) -> SafeString:
        """The template with these values, escaped as Django does.

        Whoever calls names the same things in the same order each time.
        """
        key = (*shape.values(), *(True if value else value for value in values.values()))
        cut = self._cut.get(key)
        if cut is None:
            cut = self._cut_out(shape, values)
            if len(self._cut) < MOST_SHAPES:
                self._cut[key] = cut
        # `conditional_escape` does the same, and takes five times as long to find out what to do.
        filled = {
            name: value if isinstance(value, _AS_IT_IS) else escape(value)
            for name, value in values.items()
        }
        return SafeString(cut % filled)  # nosec B703

    def _cut_out(self, shape: Mapping[str, Hashable], values: Mapping[str, Value]) -> str:
        """What the template prints of this shape, as Python's `%(name)s` format."""
        names = list(values)
        marked = {
            name: _marked(number, value) for number, (name, value) in enumerate(values.items())
        }
        printed = get_template(self.template).render(nested({**shape, **marked}))
        return _MARK.sub(
            lambda mark: f"%({names[int(mark[1] or mark[2])]})s", printed.replace("%", "%%")
        )


def nested(flat: Mapping[str, object]) -> dict[str, Any]:
    """What a template finds under these names: for `a.b`, under `a` something with a `b`."""
    context: dict[str, Any] = {}
    for name, value in flat.items():
        *above, last = name.split(".")
        place = context
        for part in above:
            place = place.setdefault(part, {})
        place[last] = value
    return context


def _marked(number: int, value: Value) -> Value:
    """What stands for the value while the stencil is cut; an empty one is part of the shape."""
    if not value:
        return value
    if isinstance(value, int):
        return _NUMBER + number
    return SafeString(_TEXT.format(number))  # it holds a place, and no text # nosec B703
