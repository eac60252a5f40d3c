"""How an export is to be taken in."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify

from articles.models import Section
from articles.models.section import RESERVED_SLUGS


@dataclass(frozen=True)
class Shelving:
    """Which section a story of the old site goes to, by its categories.

    `mapping` leads from an old name (in small letters) to a section; `creates` makes a section of
    a category that has none; all others go to `fallback`, or
    to the paper's first section.
    """

    fallback: Section | None = None
    mapping: dict[str, Section] = field(default_factory=dict)
    creates: bool = False

    def place(self, categories: tuple[str, ...]) -> tuple[Section, list[str]]:
        """The section, and the categories that it does not stand for: they become tags."""
        for name in categories:
            if (found := self.mapping.get(name.lower()) or _known(name)) is not None:
                return found, [other for other in categories if other != name]
        if self.creates and categories:
            return _made(categories[0]), list(categories[1:])
        return self.fallback or _first(), list(categories)


@dataclass(frozen=True)
class Order:
    """The files, their format, and how they are taken.

    `source` tells apart two old sites that number alike. `resume` passes over the comments of
    stories that have some: they came in one transaction, so they are all here.
    """

    format: str
    files: tuple[Path, ...]
    shelving: Shelving
    source: str = ""
    dry_run: bool = False
    resume: bool = False

    def digest(self, *key: str) -> str:
        """What a thing of the old site is known by here: 64 letters, the same in every run."""
        return sha256("\0".join((self.format, self.source, *key)).encode()).hexdigest()


def section_named(name: str) -> Section:
    """The section of this name or slug. Raises ValidationError, naming those there are."""
    found = _known(name)
    if found is None:
        known = ", ".join(Section.objects.values_list("slug", flat=True)) or "none yet"
        raise ValidationError(f"There is no section “{name}”. The sections are: {known}.")
    return found


def _known(name: str) -> Section | None:
    return Section.objects.filter(Q(name__iexact=name) | Q(slug=slugify(name) or "-")).first()


def _made(name: str) -> Section:
    """A new section for a category; its slug keeps clear of the site's own addresses."""
    slug = slugify(name)[:30].strip("-") or "section"
    if slug in RESERVED_SLUGS:
        slug = f"{slug}-stories"
    free, number = slug, 1
    while Section.objects.filter(slug=free).exists():
        number += 1
        free = f"{slug}-{number}"
    section = Section(name=name[:40].strip(), slug=free, position=Section.objects.count())
    section.full_clean()
    section.save()
    return section


def _first() -> Section:
    """The paper's first section, made where there is none yet."""
    return Section.objects.first() or Section.objects.create(name="News", slug="news")
