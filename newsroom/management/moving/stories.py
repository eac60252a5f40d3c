"""A story of the old site to a story here: published at its time, under its old addresses too."""

from __future__ import annotations

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from articles import body, importing, publishing
from articles.bylines import author_named, tag_named
from articles.models import Discussion, Status, Story
from articles.moving import Post
from newsroom.management.moving.addresses import lead_on
from newsroom.management.moving.order import Order
from newsroom.management.moving.report import Outcome

_SET_OFF = re.compile(r"^<blockquote>(.*)</blockquote>$", re.MULTILINE)
_MARKS = '“”"«»„'


def take(post: Post, order: Order, outcome: Outcome) -> tuple[Story, bool]:
    """The story, and whether it is new here. Must run in a transaction.

    One that cannot be published as it is becomes a draft, and the report says why. Raises
    ValidationError where it cannot be stored at all.
    """
    digest = order.digest(post.key)
    known = Story.objects.filter(import_digest=digest).select_related("section").first()
    if known is not None:
        outcome.counts["stories_already_here"] += 1
        return known, False
    story = _stored(post, order, digest)
    outcome.counts["stories"] += 1
    outcome.warnings += [(post.key, what) for what in post.warnings]
    outcome.pictures += [
        {"story": post.key, "address": one.address, "alt": one.alt} for one in post.pictures
    ]
    _publish(story, post, outcome)
    return story, True


def _stored(post: Post, order: Order, digest: str) -> Story:
    section, others = order.shelving.place(post.categories)
    when = _aware(post.published_at)
    story = Story(
        headline=post.headline or f"Story {post.key}"[:200],
        needs_headline=not post.headline,
        standfirst=post.standfirst,
        section=section,
        body=with_marks(body.clean(post.body)),
        status=Status.REVIEW if post.status == "review" else Status.DRAFT,
        published_at=when,
        discussion=Discussion.OPEN if post.takes_comments else Discussion.CLOSED,
        import_digest=digest,
    )
    slug = slugify(post.slug or post.headline)[:70].strip("-_") or "story"
    story.slug = importing.free_slug(slug, when) if when else slug
    story.full_clean(exclude=["section"])
    story.save()
    story.authors.set([author_named(name[:80]) for name in post.authors])
    story.tags.set([tag_named(name[:60]) for name in (*others, *post.tags)])
    return story


def _publish(story: Story, post: Post, outcome: Outcome) -> None:
    """Makes public what was public, so that its address and its old ones are known."""
    if post.status != "published":
        outcome.counts["drafts"] += 1
        return
    if story.published_at is None:
        outcome.counts["drafts"] += 1
        outcome.warnings.append((post.key, "It stays a draft: it has no date"))
        return
    try:
        publishing.publish(story, at=story.published_at)
    except ValidationError as blocked:
        outcome.counts["drafts"] += 1
        outcome.warnings.append((post.key, f"It stays a draft: {' '.join(blocked.messages)}"))
        return
    lead_on(story, post.addresses, outcome)


def with_marks(html: str) -> str:
    """The clean body with each set-off quotation as paragraphs between quotation marks.

    Here one that is set off must name its speaker (`publishing.blockers`), which no export does.
    """
    return _SET_OFF.sub(lambda found: _marked(found[1]), html)


def _marked(paragraphs: str) -> str:
    """The paragraphs of one quotation, a line each; marks are added where it has none."""
    inner = paragraphs.removeprefix("<p>").removesuffix("</p>").replace("</p><p>", "</p>\n<p>")
    if any(mark in inner for mark in _MARKS):
        return f"<p>{inner}</p>"
    return f"<p>“{inner}”</p>"


def _aware(when: datetime | None) -> datetime | None:
    """A time without a zone is on the newsroom's clock."""
    return timezone.make_aware(when) if when and timezone.is_naive(when) else when
