"""Queries of the busiest pages, put together and compiled once; then only their values change.

Django takes longer to put the query of a story or a page of comments together than the database
takes to answer it. Such a query is written as any other, with a `Slot` wherever a value will be:

    _of_section = Prepared(lambda: Story.objects.filter(section=Slot("section", IntegerField())))
    stories = _of_section(section=7)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import copy
from enum import Enum
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, Expression, Field, Model, QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)


class Slot(Expression):
    """The place of a value, filled by name at each call."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(  # type: ignore[override]
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Stands among the parameters itself, to be found there and filled."""
        return "%s", [self]


class Prepared(Generic[Row]):
    """A query with slots. Calling it with a value for each gives its objects.

    Objects take longer to make than rows to find: where they are not needed take `rows`, and
    `read` them, or let the few be `made` that are shown.
    """

    def __init__(self, build: Callable[[], QuerySet[Row, Any]]) -> None:
        self._build = build
        self._model: type[Row] | None = None
        self._compiled: dict[str, _Compiled] = {}

    def __call__(self, **values: Any) -> list[Row]:
        """The objects. Raises KeyError for a slot without a value."""
        return self.made(self.rows(**values))

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as the database gives them. Raises KeyError for a slot without a value."""
        connection, compiled = self._prepared()
        filled = [_filled(slot, values, connection) for slot in compiled.slots]
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, filled)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def read(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """These rows with Python's values: times, booleans. No query."""
        connection, compiled = self._prepared()
        if not compiled.converters:
            return rows
        compiler = compiled.compiler_for(connection)
        return list(map(tuple, compiler.apply_converters(rows, compiled.converters)))

    def made(self, rows: list[tuple[Any, ...]]) -> list[Row]:
        """The objects of these rows. No query."""
        connection, compiled = self._prepared()
        compiler = compiled.compiler_for(connection)
        compiler.execute_sql = lambda *args, **kwargs: rows  # type: ignore[method-assign,assignment]
        compiler.results_iter = self.read  # type: ignore[method-assign,assignment]
        return list(ModelIterable(_Asked(compiler, connection.alias)))  # type: ignore[arg-type]

    def places(self, *names: str) -> list[int]:
        """Where in a row these columns of the model stand."""
        selected = self._prepared()[1].compiler.select
        columns = [getattr(getattr(one, "target", None), "attname", None) for one, *_ in selected]
        return [columns.index(name) for name in names]

    def _prepared(self) -> tuple[BaseDatabaseWrapper, _Compiled]:
        if self._model is None:
            self._model = self._build().model
        connection = connections[router.db_for_read(self._model)]
        if connection.vendor not in self._compiled:
            compiler = self._build().query.get_compiler(connection.alias)
            self._compiled[connection.vendor] = _Compiled.of(compiler)
        return connection, self._compiled[connection.vendor]


def enough_slots(number: int) -> int:
    """For so many values a number of slots of which few are different: each is another query."""
    return 1 << (number - 1).bit_length()


def in_slots(name: str, values: Sequence[int], slots: int) -> dict[str, int]:
    """What fills the slots `name0`, `name1` …; the last value stands in all that are left."""
    return {f"{name}{n}": values[min(n, len(values) - 1)] for n in range(slots)}


def numbered_slots(name: str, slots: int) -> list[Slot]:
    """The places that `in_slots` fills, for whole numbers."""
    return [Slot(f"{name}{n}", BigIntegerField()) for n in range(slots)]


class _Compiled(NamedTuple):
    """A query for one kind of database."""

    compiler: SQLCompiler
    sql: str
    slots: tuple[Any, ...]
    converters: dict[int, Any]

    @classmethod
    def of(cls, compiler: SQLCompiler) -> _Compiled:
        sql, slots = _with_constants(*compiler.as_sql())
        selected = [expression for expression, *_ in compiler.select]
        return cls(compiler, sql, slots, compiler.get_converters(selected))

    def compiler_for(self, connection: BaseDatabaseWrapper) -> SQLCompiler:
        """The compiler, to be used on this thread's connection."""
        compiler = copy(self.compiler)
        compiler.connection = connection
        return compiler


class _Asked:
    """As much of a queryset as it takes to make objects of rows."""

    _known_related_objects: ClassVar[dict[Any, Any]] = {}

    def __init__(self, compiler: SQLCompiler, db: str) -> None:
        self.db = db
        self.query = self
        self._compiler = compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        return self._compiler


def _with_constants(sql: str, parameters: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """The query with what never changes written into it, and the parameters that are left.

    An index for some of the rows (`WHERE status = 'published'`) is of use where the database knows
    that the query is about them. SQLite looks at the values for that, and prepares the statement
    anew each time they are bound: that took longer than to answer it.
    """
    left, places = list[Any](), iter(parameters)

    def write(found: re.Match[str]) -> str:
        if found[0] != "%s":
            return found[0]
        value = given.value if isinstance(given := next(places), Enum) else given
        if type(value) is int:
            return str(value)
        if type(value) is str and value.isprintable():
            quoted = value.replace("'", "''").replace("%", "%%")
            return f"'{quoted}'"
        left.append(value)
        return "%s"

    return re.sub("%s|%%", write, sql), tuple(left)


def _filled(slot: Any, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
    """The value for a slot as the database takes it; what is no slot, as it is."""
    if not isinstance(slot, Slot):
        return slot
    return slot.output_field.get_db_prep_value(values[slot.name], connection)
