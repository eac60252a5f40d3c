"""Months of the public ledger that are over: counted once, kept."""

from django.db import models
from django.utils import timezone


class LedgerMonth(models.Model):
    """The figures of one month that has ended, as `ledger.Figures` names them."""

    first_day = models.DateField(unique=True)
    figures = models.JSONField()
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-first_day",)

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m}"
