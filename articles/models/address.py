"""Addresses that a story once had; they lead to where it is now."""

from django.db import models

from articles.models.story import Story


class OldAddress(models.Model):
    """A path that was public once, `/politics/2019/06/24/old-slug/`; answered with a 301."""

    path = models.CharField(max_length=300, unique=True)
    story = models.ForeignKey(Story, models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name_plural = "old addresses"

    def __str__(self) -> str:
        return self.path
