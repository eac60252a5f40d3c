"""Short names for what was loaded of the database, by which what is printed of it can be kept."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Self, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class Rows(tuple[Row, ...]):
    """Rows that are loaded once for many pages. `name` is another with every value of them."""

    name: str

    def __new__(cls, rows: Iterable[Row]) -> Self:
        self = super().__new__(cls, rows)
        self.name = digest([loaded(row) for row in self])
        return self


def loaded(row: Model, *but: str) -> str:
    """What is another with every value that was loaded of a row, but for the fields named."""
    return digest([item for item in vars(row).items() if item[0] not in ("_state", *but)])


def digest(values: object) -> str:
    """A short name for values that `repr` tells apart."""
    return blake2b(repr(values).encode(errors="surrogatepass"), digest_size=16).hexdigest()
