"""Pages by keyset: the next page starts after the last row seen, never at an OFFSET."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import Http404

ROWS_A_PAGE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows newest first, and the cursors of the pages beside them ("" when there is none)."""

    rows: list[Row]
    older: str
    newer: str
    is_first: bool


def _cursor(row: Model, time: str) -> str:
    """The place of a row in the newest-first order, as it stands in an address."""
    return f"{(getattr(row, time) - _EPOCH) // timedelta(microseconds=1)}-{row.pk}"


def _place(text: str) -> tuple[datetime, int]:
    """The time and id behind a cursor; raises Http404 for one that this site never made."""
    micros, _, pk = text.partition("-")
    if not (micros.isdecimal() and pk.isdecimal() and len(micros) < 20 and len(pk) < 19):
        raise Http404("There is no such page.")
    try:
        return _EPOCH + timedelta(microseconds=int(micros)), int(pk)
    except OverflowError as error:
        raise Http404("There is no such page.") from error


def page(rows: QuerySet[Row], time: str, after: str = "", before: str = "") -> Page[Row]:
    """One page of rows, newest first by the field `time` (ties by id). One query.

    In: `after`, the cursor of the last row already seen; or `before`, that of the first.
    Raises Http404 for a cursor that cannot be one.
    """
    if before:
        return _newer_page(rows, time, *_place(before))
    if after:
        when, pk = _place(after)
        rows = rows.filter(Q(**{f"{time}__lt": when}) | Q(**{time: when, "pk__lt": pk}))
    found = list(rows.order_by(f"-{time}", "-pk")[: ROWS_A_PAGE + 1])
    shown = found[:ROWS_A_PAGE]
    return Page(
        rows=shown,
        older=_cursor(shown[-1], time) if len(found) > ROWS_A_PAGE else "",
        newer=_cursor(shown[0], time) if after and shown else "",
        is_first=not after,
    )


def _newer_page(rows: QuerySet[Row], time: str, when: datetime, pk: int) -> Page[Row]:
    """The page that ends just before the row at this place."""
    rows = rows.filter(Q(**{f"{time}__gt": when}) | Q(**{time: when, "pk__gt": pk}))
    found = list(rows.order_by(time, "pk")[: ROWS_A_PAGE + 1])
    shown = found[:ROWS_A_PAGE][::-1]
    more = len(found) > ROWS_A_PAGE
    return Page(
        rows=shown,
        older=_cursor(shown[-1], time) if shown else "",
        newer=_cursor(shown[0], time) if more else "",
        is_first=not more,
    )
