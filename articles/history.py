"""Versions of a story: what changed between two, in words, and the way back to one.

A version is what simple-history kept when the story was saved. Quotes, photos and corrections are
records of their own and are not part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Protocol

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from articles import publishing
from articles.body import paragraphs
from articles.models import Author, Section, Story, Tag
from newsroom.accounts.models import User

# What a version brings back. State, address and place on the front page stay as they are.
RESTORED = (
    "headline", "kicker", "standfirst", "place", "state", "source", "body", "brief", "section",
)  # fmt: skip
_COMPARED = (
    *RESTORED, "slug", "status", "published_at", "embargo_until", "withdrawn_why", "front_slot",
    "discussion", "discussion_stays_open",
)  # fmt: skip
_WORD = re.compile(r"\s+|[^\s]+")


class Kept(Protocol):
    """A version as simple-history's model has it, or the story itself."""

    pk: Any
    section_id: Any


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Stretch:
    """Words in a row that share a fate."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Change:
    """One field that differs, as paragraphs of stretches."""

    label: str
    paragraphs: tuple[tuple[Stretch, ...], ...]


def versions(story: Story) -> QuerySet[Any]:
    """All versions of the story, the newest first, with who made them."""
    kept: QuerySet[Any] = story.history.select_related("history_user")
    return kept.order_by("-history_date", "-history_id")


def changes(before: Kept | None, after: Kept) -> list[Change]:
    """What differs from one version (None: nothing yet) to another, by field, in the form's order.

    A version costs two queries more, for its byline and tags.
    """
    found = []
    for label, old, new in _pairs(before, after):
        if old != new:
            found.append(Change(label, tuple(_paragraph_changes(old, new))))
    return found


@transaction.atomic
def restore(story: Story, version: Any, by: User) -> None:
    """Makes the words of an earlier version the story's newest version. Nothing else is lost.

    Raises ValidationError when a published story could not be published as it was then.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)
    former = story.get_absolute_url() if publishing.has_been_public(story) else ""
    for name in RESTORED:
        if name != "section":
            setattr(story, name, getattr(version, name))
    story.section = Section.objects.filter(pk=version.section_id).first() or story.section
    story.skip_history_when_saving = True  # type: ignore[attr-defined]  # `keep` writes the version
    story.save(update_fields=RESTORED)
    story.authors.set(Author.objects.filter(pk__in=version.authors.values("author")))
    story.tags.set(Tag.objects.filter(pk__in=version.tags.values("tag")))
    del story.skip_history_when_saving  # type: ignore[attr-defined]
    if former:
        publishing.leave_old_address(story, former)
    when = date_format(timezone.localtime(version.history_date), "F j, P")
    publishing.keep(story, f"Restored the version of {when}", by)


def _pairs(before: Kept | None, after: Kept) -> Iterator[tuple[str, list[str], list[str]]]:
    for name in _COMPARED:
        label = str(Story._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        yield label, _lines(before, name), _lines(after, name)
    yield "byline", _names(before, "authors", Author), _names(after, "authors", Author)
    yield "tags", _names(before, "tags", Tag), _names(after, "tags", Tag)


def _lines(version: Kept | None, name: str) -> list[str]:
    if version is None:
        return []
    if name == "section":
        return list(Section.objects.filter(pk=version.section_id).values_list("name", flat=True))
    value = getattr(version, name)
    if name == "body":
        return paragraphs(value)
    if hasattr(version, f"get_{name}_display"):
        value = getattr(version, f"get_{name}_display")()
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    elif hasattr(value, "tzinfo"):
        value = date_format(timezone.localtime(value), "l, F j, Y, P")
    return [line for line in str(value or "").splitlines() if line.strip()]


def _names(version: Kept | None, name: str, model: type[Author] | type[Tag]) -> list[str]:
    if version is None:
        return []
    related = getattr(version, name)
    if isinstance(version, Story):
        return sorted(related.values_list("name", flat=True))
    ids = related.values(model._meta.model_name)
    return sorted(model._default_manager.filter(pk__in=ids).values_list("name", flat=True))


def _paragraph_changes(old: list[str], new: list[str]) -> Iterator[tuple[Stretch, ...]]:
    """Paragraphs that differ, word by word where one became another, others as added or removed."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        before, after = old[old_from:old_to], new[new_from:new_to]
        paired = min(len(before), len(after))
        for was, now in zip(before[:paired], after[:paired], strict=True):
            yield tuple(_word_changes(was, now))
        yield from ((Stretch(Mark.REMOVED, text),) for text in before[paired:])
        yield from ((Stretch(Mark.ADDED, text),) for text in after[paired:])


def _word_changes(was: str, now: str) -> Iterator[Stretch]:
    old, new = _WORD.findall(was), _WORD.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Stretch(Mark.SAME, "".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Stretch(Mark.REMOVED, "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Stretch(Mark.ADDED, "".join(new[new_from:new_to]))
