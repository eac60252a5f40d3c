"""Names on paper to rows: bylines, tags and speakers, each made at its first mention."""

import re

from django.utils.text import slugify

from articles.models import Author, Speaker, Tag


def _slug(model: type[Author] | type[Speaker] | type[Tag], name: str, longest: int) -> str:
    """A free slug for the name; names of other scripts get a plain one."""
    slug = slugify(name)[:longest] or model.__name__.lower()
    free, number = slug, 1
    while model._default_manager.filter(slug=free).exists():
        number += 1
        free = f"{slug}-{number}"
    return free


def authors_named(byline: str) -> list[Author]:
    """The authors of “Ana Reyes, Tom Lind and Jo Park”, in that order."""
    names = [name.strip() for name in re.split(r",| and | & ", byline) if name.strip()]
    return [author_named(name) for name in names]


def author_named(name: str) -> Author:
    """The author of exactly this name, whatever stands in it."""
    return Author.objects.filter(name=name).first() or Author.objects.create(
        name=name, slug=_slug(Author, name, 70)
    )


def tags_named(listed: str) -> list[Tag]:
    """The tags of “Immigration, City Hall”."""
    names = [name.strip() for name in listed.split(",") if name.strip()]
    return [tag_named(name) for name in names]


def tag_named(name: str) -> Tag:
    """The tag of this name in any case, whatever stands in it."""
    return Tag.objects.filter(name__iexact=name).first() or Tag.objects.create(
        name=name, slug=_slug(Tag, name, 50)
    )


def speaker_named(name: str, role: str = "") -> Speaker | None:
    """The speaker of this name, with the role at first mention; None for no name.

    A spelling gives the speaker whose it is.
    """
    name = name.strip()[:120]
    if not name:
        return None
    known = Speaker.objects.filter(name=name).select_related("spelling_of").first()
    if known:
        return known.spelling_of or known
    return Speaker.objects.create(name=name, slug=_slug(Speaker, name, 110), role=role[:120])
