"""A story, and the one rule of who may see it when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Expression, F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from articles.models.people import Author
from articles.models.section import Section, Tag


class Status(models.TextChoices):
    """Where a story stands. A published one whose time has not come is scheduled."""

    DRAFT = "draft", "Draft"
    REVIEW = "review", "Ready for review"
    PUBLISHED = "published", "Published or scheduled"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Discussion(models.TextChoices):
    """Who may add to the discussion under a story."""

    OPEN = "open", "Open"
    PREMODERATED = "premoderated", "A moderator reads first"
    CLOSED = "closed", "Closed"


class FrontSlot(models.TextChoices):
    """A place on the front page that an editor fills by hand."""

    LEAD = "lead", "Lead"
    SECOND = "second", "Second (with picture)"
    THIRD = "third", "Third"
    FOURTH = "fourth", "Fourth"


@lru_cache(maxsize=4096)
def _address(section: str, day: date, slug: str) -> str:
    """A page names dozens of stories, and Django takes its time to reverse each address."""
    return reverse("story", args=[section, f"{day:%Y}", f"{day:%m}", f"{day:%d}", slug])


class StoryQuerySet(models.QuerySet["Story"]):
    """The newsroom's nouns and adjectives for stories."""

    def published(self, now: datetime | Expression | None = None) -> Self:
        """Stories that a reader may see at `now` (default: this moment)."""
        return self.filter(status=Status.PUBLISHED, published_at__lte=now or timezone.now())

    def newest(self) -> Self:
        """Newest first; the id breaks ties, so that paging never skips or repeats."""
        return self.order_by("-published_at", "-id")

    def in_section(self, section: Section) -> Self:
        return self.filter(section=section)


class Story(models.Model):
    """One story: from draft through publication to correction or withdrawal.

    `day` is the date in its address, set at first publication and kept. `body` holds sanitized
    HTML without the dateline, which is kept in its parts and printed by house style. `revision`
    grows with every save of an editor; a form that was opened at an older one is refused.
    `comment_count` counts what readers see, and `embedded` the comments that are printed within the
    story, kept by the comments app.
    """

    headline = models.CharField(max_length=200)
    kicker = models.CharField(
        max_length=60, blank=True, help_text="Topic beside the section, such as “Roads”."
    )
    standfirst = models.CharField(
        max_length=300, blank=True, help_text="One sentence under the headline."
    )
    slug = models.SlugField(max_length=80)
    section = models.ForeignKey(Section, models.PROTECT, related_name="stories")
    tags = models.ManyToManyField(Tag, blank=True, related_name="stories")
    authors = models.ManyToManyField(
        Author, blank=True, related_name="stories", verbose_name="byline"
    )

    place = models.CharField(max_length=60, blank=True, help_text="Where it was written: HARTFORD.")
    state = models.CharField(max_length=30, blank=True, help_text="CT")
    source = models.CharField(max_length=60, blank=True, help_text="Station or agency: WFSB.")
    body = models.TextField(blank=True)
    brief = models.TextField(
        "in brief", blank=True, help_text="One point a line, two to four points."
    )

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    needs_headline = models.BooleanField(default=False)
    is_sample = models.BooleanField("sample content", default=False, editable=False)
    embargo_until = models.DateTimeField("embargo until", null=True, blank=True)
    published_at = models.DateTimeField("publication time", null=True, blank=True)
    day = models.DateField("date in the address", null=True, editable=False)
    updated_at = models.DateTimeField(
        "updated for readers at", null=True, blank=True, editable=False
    )
    withdrawn_why = models.CharField("why it was withdrawn", max_length=300, blank=True)
    front_slot = models.CharField(max_length=10, choices=FrontSlot, blank=True, default="")

    discussion = models.CharField(
        "comments", max_length=12, choices=Discussion, default=Discussion.OPEN
    )
    discussion_stays_open = models.BooleanField(
        "comments stay open",
        default=False,
        help_text="Otherwise they close after the site's usual time.",
    )
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    embedded = models.PositiveSmallIntegerField(default=0, editable=False)

    # Null where there is none: a second "" would collide.
    import_digest = models.CharField(  # noqa: DJ001
        max_length=64, unique=True, null=True, editable=False
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(
        m2m_fields=[tags, authors], excluded_fields=["comment_count", "embedded"]
    )
    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        permissions = (("publish_story", "Can publish and withdraw stories"),)
        indexes = (
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                name="story_newest",
                condition=Q(status="published"),
            ),
            models.Index(
                "section",
                F("published_at").desc(),
                F("id").desc(),
                name="story_section_newest",
                condition=Q(status="published"),
            ),
            models.Index(
                F("comment_count").desc(),
                F("published_at").desc(),
                name="story_discussed",
                condition=Q(status="published"),
            ),
            models.Index(
                "section",
                F("comment_count").desc(),
                F("published_at").desc(),
                name="story_section_discussed",
                condition=Q(status="published"),
            ),
            models.Index(F("saved_at").desc(), F("id").desc(), name="story_saved"),
        )
        constraints = (
            models.UniqueConstraint(fields=["day", "slug"], name="one_story_an_address"),
            models.UniqueConstraint(
                fields=["front_slot"], condition=~Q(front_slot=""), name="one_story_a_front_slot"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False, day__isnull=False),
                name="published_story_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(embargo_until__isnull=True)
                | Q(published_at__gte=F("embargo_until")),
                name="no_story_before_its_embargo",
            ),
        )

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """Its public address; raises ValueError before it has one (see `publishing.publish`)."""
        if self.day is None:
            raise ValueError("A story has an address once it is published.")
        return _address(self.section.slug, self.day, self.slug)

    def is_public(self, now: datetime | None = None) -> bool:
        """Whether a reader may see it: the same rule as `StoryQuerySet.published`."""
        when = self.published_at
        return (
            self.status == Status.PUBLISHED and when is not None and when <= (now or timezone.now())
        )

    @property
    def is_aged(self) -> bool:
        """Whether readers are told its age: from one year after publication (DESIGN 5)."""
        return self.published_at is not None and self.published_at < timezone.now() - timedelta(
            days=365
        )

    @property
    def brief_points(self) -> list[str]:
        """The points of "In brief", one a line."""
        return [line.strip() for line in self.brief.splitlines() if line.strip()]

    @property
    def canonical_url(self) -> str:
        """The absolute address, as machines outside are told it."""
        return f"{settings.SITE_URL}{self.get_absolute_url()}"
