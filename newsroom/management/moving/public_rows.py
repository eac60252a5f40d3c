"""What readers can see, as rows of plain data. The fields are described in `export_schema.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from articles.models import (
    Author,
    Correction,
    OldAddress,
    Photo,
    Quote,
    Section,
    Speaker,
    Status,
    Story,
    Tag,
    Update,
)
from comments.models import Comment, HouseRule
from comments.models import Status as CommentStatus

Row = dict[str, Any]
AnyModel = TypeVar("AnyModel", bound=Model)
_BATCH = 1000


def in_batches(rows: QuerySet[AnyModel]) -> Iterator[AnyModel]:
    """The rows that there are now, by id; memory holds one batch, and no lock is held."""
    last = rows.aggregate(last=Max("pk"))["last"]
    after = 0
    while last is not None and after < last:
        batch = list(rows.filter(pk__gt=after, pk__lte=last).order_by("pk")[:_BATCH])
        yield from batch
        after = batch[-1].pk if batch else last


def shown_stories(private: bool) -> QuerySet[Story]:
    """Stories that readers can see, those that were withdrawn from them, and all if `private`."""
    if private:
        return Story.objects.all()
    seen = (Status.PUBLISHED, Status.WITHDRAWN)
    return Story.objects.filter(status__in=seen, published_at__lte=timezone.now())


def sections(private: bool) -> Iterator[Row]:
    return _plain(Section.objects.all(), "id", "name", "slug", "description", "position")


def authors(private: bool) -> Iterator[Row]:
    fields = ("id", "name", "slug", "title", "biography", "is_agency")
    return _plain(Author.objects.all(), *fields)


def tags(private: bool) -> Iterator[Row]:
    return _plain(Tag.objects.all(), "id", "name", "slug")


def speakers(private: bool) -> Iterator[Row]:
    fields = ("id", "name", "slug", "role", "is_organization", "spelling_of_id")
    return _plain(Speaker.objects.all(), *fields)


def house_rules(private: bool) -> Iterator[Row]:
    return _plain(HouseRule.objects.all(), "id", "code", "title", "text", "position", "version")


def stories(private: bool) -> Iterator[Row]:
    """A withdrawn story keeps its address and the reason; its words are private."""
    fields = (
        "id", "headline", "kicker", "standfirst", "slug", "place", "state", "source", "status",
        "published_at", "updated_at", "withdrawn_why", "discussion", "discussion_stays_open",
        "comment_count",
    )  # fmt: skip
    shown = shown_stories(private).select_related("section").prefetch_related("tags", "authors")
    for story in in_batches(shown):
        row = {field: getattr(story, field) for field in fields}
        row["address"] = story.get_absolute_url() if story.day else ""
        row["section"] = story.section.slug
        row["authors"] = [author.slug for author in story.authors.all()]
        row["tags"] = [tag.slug for tag in story.tags.all()]
        told = private or story.status != Status.WITHDRAWN
        row["body_html"] = story.body if told else ""
        row["in_brief"] = story.brief_points if told else []
        yield row


def quotes(private: bool) -> Iterator[Row]:
    rows = Quote.objects.all() if private else Quote.objects.on_record()
    fields = ("id", "story_id", "text", "role", "source", "said_on", "paragraph", "certain")
    for quote in in_batches(rows.select_related("speaker")):
        row = _row(quote, fields)
        yield {**row, "speaker": quote.speaker.slug if quote.speaker else ""}


def corrections(private: bool) -> Iterator[Row]:
    rows = Correction.objects.all() if private else Correction.objects.public()
    fields = ("id", "story_id", "kind", "was", "now", "at", "suggested_at")
    for correction in in_batches(rows.select_related("credited_to")):
        thanked = correction.credited_to
        yield {**_row(correction, fields), "credited_to": thanked.name if thanked else ""}


def updates(private: bool) -> Iterator[Row]:
    rows = Update.objects.all() if private else _of_public(Update.objects.all())
    return _plain(rows, "id", "story_id", "what", "at")


def redirects(private: bool) -> Iterator[Row]:
    rows = OldAddress.objects.filter(story__in=shown_stories(private))
    return _plain(rows, "id", "path", "story_id")


def photos(private: bool) -> Iterator[Row]:
    rows = Photo.objects.all() if private else _of_public(Photo.objects.all())
    fields = (
        "id", "story_id", "alt", "caption", "credit", "focal_x", "focal_y", "position", "width",
        "height",
    )  # fmt: skip
    for photo in in_batches(rows):
        yield {**_row(photo, fields), "file": f"media/{photo.original.name}"}


def comments(private: bool) -> Iterator[Row]:
    """Whole threads: one that was removed or deleted keeps its place, and its words are private."""
    rows: QuerySet[Comment] = Comment.objects.select_related("author")
    if not private:
        rows = _of_public(rows.filter(in_place=True))
    fields = (
        "id", "story_id", "parent_id", "root_id", "depth", "reply_no", "kind", "status",
        "posted_at", "edited_at", "respect_count", "picked_at", "removed_under", "answer_id",
    )  # fmt: skip
    for comment in in_batches(rows):
        row = _row(comment, fields)
        told = private or comment.status == CommentStatus.PUBLISHED
        name = comment.author.name if comment.author else comment.name
        row |= {"name": name if told else "", "body": comment.body if told else ""}
        if private:
            row["author"] = comment.author_id
        yield row


def _of_public(rows: QuerySet[AnyModel]) -> QuerySet[AnyModel]:
    return rows.filter(story__status=Status.PUBLISHED, story__published_at__lte=timezone.now())


def _plain(rows: QuerySet[AnyModel], *fields: str) -> Iterator[Row]:
    return (_row(one, fields) for one in in_batches(rows))


def _row(one: Model, fields: tuple[str, ...]) -> Row:
    return {field.removesuffix("_id"): getattr(one, field) for field in fields}


PUBLIC: dict[str, Callable[[bool], Iterator[Row]]] = {
    "sections": sections,
    "authors": authors,
    "tags": tags,
    "speakers": speakers,
    "house_rules": house_rules,
    "stories": stories,
    "quotes": quotes,
    "corrections": corrections,
    "updates": updates,
    "photos": photos,
    "redirects": redirects,
    "comments": comments,
}
