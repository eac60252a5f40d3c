"""Rows that belong to the whole site rather than to one of its rooms."""

from django.db import models


class RateCount(models.Model):
    """How often something was done within a window of time; written only by `newsroom.ratelimit`.

    `key` is a keyed hash, so that the table tells nobody's address or e-mail; `ends_at` is when
    the window closes, in seconds since 1970.
    """

    key = models.CharField(max_length=32, primary_key=True)
    hits = models.PositiveIntegerField()
    ends_at = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "newsroom_ratecount"

    def __str__(self) -> str:
        return f"{self.hits} until {self.ends_at}"


class Change(models.Model):
    """That something readers see has changed: written by triggers, read by `newsroom.changes`.

    `story` is the id of the one story whose discussion moved, 0 the whole site. `xid` is the
    number of the transaction on PostgreSQL, -1 on SQLite.
    """

    story = models.BigIntegerField()
    xid = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "newsroom_change"

    def __str__(self) -> str:
        return f"story {self.story}" if self.story else "the site"
