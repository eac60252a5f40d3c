"""The newest week of the public ledger, for the front page."""

from django.db import models


class LedgerWeek(models.Model):
    """The figures of the seven days before `counted_at`, as `week.Week` names them: one row."""

    figures = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"the week until {self.counted_at:%Y-%m-%d %H:%M}"
