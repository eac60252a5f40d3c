"""Plain functions that make what a test needs; every field can be given by name."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from articles.models import Photo, Quote, Section, Speaker, Status, Story, Subscriber, Suggestion
from articles.suggestions import Entry, passages, suggest
from comments import placing
from comments.models import Comment, Tip
from comments.models import Status as CommentStatus
from comments.threads import DEEPEST, rank
from newsroom.accounts.models import User

PASSWORD = "keep-it-clean-2019"
PUBLISHED_AT = datetime(2019, 6, 24, 16, 0, tzinfo=UTC)
_number = count(1)


def make_user(name: str = "", *, groups: tuple[str, ...] = (), **fields: Any) -> User:
    """A reader who can log in with PASSWORD; `groups` are made where migrations have not."""
    name = name or f"Reader {next(_number)}"
    fields.setdefault("email", f"{slugify(name)}@example.com")
    user = User.objects.create_user(name=name, password=PASSWORD, **fields)
    user.groups.add(*(Group.objects.get_or_create(name=group)[0] for group in groups))
    return user


def allow(user: User, *permissions: str) -> User:
    """Gives permissions named `app_label.codename`; returns the person as freshly loaded."""
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return User.objects.get(pk=user.pk)


def make_section(name: str = "Politics", **fields: Any) -> Section:
    """The section of that name, made when it is not there."""
    return Section.objects.get_or_create(name=name, defaults={"slug": slugify(name), **fields})[0]


def make_story(headline: str = "", *, section: Section | None = None, **fields: Any) -> Story:
    """A story that readers see, from HARTFORD, CT (WFSB), unless `status` says otherwise."""
    number = next(_number)
    headline = headline or f"Council hears neighbors on plan {number}"
    fields.setdefault("slug", f"{slugify(headline)[:60]}-{number}")
    fields.setdefault("status", Status.PUBLISHED)
    if fields["status"] == Status.PUBLISHED:
        fields.setdefault("published_at", PUBLISHED_AT)
        fields.setdefault("day", fields["published_at"].date())
    fields = {
        "place": "HARTFORD",
        "state": "CT",
        "source": "WFSB",
        "body": "<p>The council met on Monday.</p>\n<p>Forty people spoke.</p>",
        **fields,
    }
    return Story.objects.create(headline=headline, section=section or make_section(), **fields)


def make_speaker(name: str = "Luke Bronin", **fields: Any) -> Speaker:
    """The speaker of that name, made when it is not there."""
    return Speaker.objects.get_or_create(name=name, defaults={"slug": slugify(name), **fields})[0]


def make_quote(story: Story, text: str = "We will be heard.", **fields: Any) -> Quote:
    """A quotation in the story's first paragraph, of a certain speaker unless one is given."""
    if "speaker" not in fields:
        fields["speaker"] = make_speaker()
    return Quote.objects.create(story=story, text=text, **fields)


def make_photo(
    story: Story, alt: str = "A brick city hall under a gray sky.", **fields: Any
) -> Photo:
    """A small plain picture of 96 by 64 pixels."""
    png = BytesIO()
    Image.new("RGB", (96, 64), "steelblue").save(png, "PNG")
    original = ContentFile(png.getvalue(), name=f"photo-{next(_number)}.png")
    return Photo.objects.create(story=story, original=original, alt=alt, **fields)


def make_suggestion(
    story: Story, reader: User, wrong: str = "It was a Tuesday.", **fields: Any
) -> Suggestion:
    """A reader's suggestion to correct the story's first paragraph; open unless decided."""
    entry = Entry(next(one for one in passages(story) if one.place == "p0"), wrong, **fields)
    return suggest(story, reader, entry)


def make_subscriber(email: str = "", **fields: Any) -> Subscriber:
    """Somebody who gets the morning edition, and is due for one now."""
    now = timezone.now()
    fields = {"confirmed_at": now, "next_at": now, **fields}
    return Subscriber.objects.create(email=email or f"letter-{next(_number)}@example.com", **fields)


def make_tip(story: Story, author: User, body: str = "I saw it from my porch.") -> Tip:
    """A published eyewitness account with its place in the editors' inbox."""
    return Tip.objects.create(comment=make_comment(story, author, body, kind="eyewitness"))


def make_comment(
    story: Story,
    author: User | None = None,
    body: str = "",
    *,
    parent: Comment | None = None,
    **fields: Any,
) -> Comment:
    """A comment that readers see, in its place and counted, unless `status` says otherwise.

    Without an author it is one that came with imported copy. Place and rank as ARCHITECTURE
    section 5 has them.
    """
    fields.setdefault("status", CommentStatus.PUBLISHED)
    fields.setdefault("in_place", fields["status"] != CommentStatus.HELD)
    if author:
        fields.setdefault("name", author.name)
    comment = Comment(story=story, author=author, body=body or f"Remark {next(_number)}.", **fields)
    if parent:
        _place_under(comment, parent)
    comment.save()
    comment.rank = rank(comment)
    comment.save(update_fields=["rank"])
    if comment.status == CommentStatus.PUBLISHED:
        placing.count(comment, 1)
    return comment


def _place_under(comment: Comment, parent: Comment) -> None:
    root = parent.root or parent
    root.replies = F("replies") + 1
    root.visible_replies = F("visible_replies") + int(comment.in_place)
    root.save(update_fields=["replies", "visible_replies"])
    root.refresh_from_db(fields=["replies", "visible_replies"])
    comment.root, comment.parent, comment.reply_no = root, parent, root.replies
    comment.depth = min(parent.depth + 1, DEEPEST)
    comment.path = bytes(parent.path)[: 3 * (DEEPEST - 1)] + root.replies.to_bytes(3, "big")
