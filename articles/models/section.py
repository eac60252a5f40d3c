"""The shelves of the paper: sections and tags."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

# First parts of the site's own addresses (ARCHITECTURE: routes): no section may take one.
RESERVED_SLUGS = frozenset(
    {
        "accounts", "admin", "authors", "comments", "corrections", "favicon.ico", "feeds",
        "healthz",
        "latest", "me", "media", "moderation", "news-sitemap.xml", "newsletter", "preview",
        "privacy", "readyz", "robots.txt", "rules", "said", "search", "sitemap.xml", "static",
        "stories", "tags", "theme",
    }
)  # fmt: skip


def refuse_reserved(slug: str) -> None:
    """Raises ValidationError when the slug is the first part of one of the site's own addresses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            "“%(slug)s” is an address of the site itself. Choose another.", params={"slug": slug}
        )


@lru_cache(maxsize=256)
def _address(slug: str) -> str:
    return reverse("section", args=[slug])


class Section(models.Model):
    """A department of the paper; its slug is the first part of its stories' addresses."""

    name = models.CharField(max_length=40, unique=True)
    slug = models.SlugField(max_length=40, unique=True, validators=[refuse_reserved])
    description = models.CharField(
        max_length=160, blank=True, help_text="One sentence for search engines."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in the navigation.")

    class Meta:
        ordering = ("position", "name")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return _address(self.slug)


class Tag(models.Model):
    """A topic that stories share across sections."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])
