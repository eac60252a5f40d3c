"""Rows of another table gathered into one JSON column, so that a page needs one query, not six."""

from typing import Any

from django.db.models import Func, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class _JSONRows(Func):
    """An aggregate in the database, but a plain function to Django: it must not add GROUP BY."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class _Row(JSONObject):
    """Django's, of which it is not asked first whether the database can do it.

    On SQLite that question is a write transaction, and where it fails because the disk is full or
    somebody else writes, the answer is no for as long as the thread lives.
    """

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]
        return Func.as_sql(self, compiler, connection, **context)


def gathered(rows: QuerySet[Any, Any], *fields: str, **renamed: str) -> Subquery:
    """The rows as a list of dicts, in no order; `None` or an empty list when there are none.

    In: a queryset that refers to the outer row by `OuterRef`; the fields by name, or
    `name="relation__field"`. Costs no query of its own.
    """
    columns = {name: name for name in fields} | renamed
    aggregate = _JSONRows(_Row(**columns))
    return Subquery(
        rows.order_by().annotate(gathered=aggregate).values("gathered"), output_field=JSONField()
    )
