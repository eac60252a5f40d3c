"""What the screening found in a comment."""

from typing import Any

from django.db import models
from django.db.models.functions import Concat

from comments.models.comment import Comment


class Finding(models.Model):
    """One check's finding: the rule, what it led to, where in the text, and what found it.

    `spans` are pairs of offsets in the text that was judged. `versions` name the screening, the
    word list and the lexicon that judged.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="findings")
    check_name = models.CharField("check", max_length=20)
    rule = models.CharField(max_length=10)
    action = models.CharField(max_length=6)
    reason = models.CharField(max_length=60)
    spans = models.JSONField(default=list)
    versions = models.JSONField(default=dict)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason}"


class _List(models.Aggregate):
    """All values of a group as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def said_of(comment: str) -> models.Subquery:
    """What the checks said of a comment, for another query: a list of "check: reason", or None.

    `comment` is the outer query's path to the comment's id.
    """
    found = Finding.objects.filter(comment=models.OuterRef(comment)).order_by()
    line = Concat("check_name", models.Value(": "), "reason")
    return models.Subquery(found.values("comment").annotate(said=_List(line)).values("said"))
