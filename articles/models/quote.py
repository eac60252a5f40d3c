"""A quotation on the record: whose words stand where in a story."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.people import Speaker
from articles.models.story import Status, Story


class QuoteQuerySet(models.QuerySet["Quote"]):
    """Adjectives for quotations."""

    def on_record(self, now: datetime | None = None) -> Self:
        """Those whose speaker is certain, in stories that a reader may see at `now`."""
        return self.filter(
            certain=True,
            speaker__isnull=False,
            story__status=Status.PUBLISHED,
            story__published_at__lte=now or timezone.now(),
        )


class Quote(models.Model):
    """Somebody's words in a story. `paragraph` counts the body's paragraphs from 0.

    `certain` is false while an editor should look at the speaker; until then the quotation
    stays out of `/said/`. `as_spelled` is the spelling under which the speaker was quoted, where
    that has become one of another's.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="quotes")
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="quotes"
    )
    as_spelled = models.ForeignKey(
        Speaker, models.PROTECT, null=True, editable=False, related_name="+"
    )
    text = models.TextField("words", max_length=4000)
    role = models.CharField(
        max_length=120, blank=True, help_text="At that time: “mayor of Hartford”."
    )
    source = models.CharField(
        max_length=120, blank=True, help_text="Where it was said: “on Twitter”."
    )
    said_on = models.DateField("date", null=True, blank=True)
    paragraph = models.PositiveIntegerField(default=0)
    certain = models.BooleanField("speaker is certain", default=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ("story", "paragraph", "id")
        indexes = (models.Index(fields=["speaker", "-id"], name="quote_by_speaker"),)

    def __str__(self) -> str:
        return f"“{self.text[:60]}”"

    @property
    def day(self) -> date:
        """The day it was said; where none is known, that of its story. For a public story."""
        day = self.said_on or self.story.day
        assert day is not None  # noqa: S101 - "published_story_has_a_time"
        return day

    @property
    def address(self) -> str:
        """Where it stands in its story."""
        return f"{self.story.get_absolute_url()}#p{self.paragraph}"

    @property
    def permanent(self) -> str:
        """The same with the site's own address, for a citation."""
        return f"{settings.SITE_URL}{self.address}"

    @property
    def role_then(self) -> str:
        """What the speaker was at that time, as far as is known."""
        return self.role or (self.speaker.role if self.speaker else "")

    @property
    def alone(self) -> str:
        """The words without the comma that led on to "she said", for where they stand alone."""
        return self.text.rstrip(", ")
