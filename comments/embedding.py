"""Comments within stories: an editor puts one in, its author is told, readers see it as it is now.

What readers no longer see in the discussion they do not see in the story either, whoever took it
away: nothing has to be told to an embed, which prints the comment and keeps no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles.body import paragraphs
from articles.models import Status as StoryStatus
from articles.models import Story
from comments.models import Comment, Embed, Notice, Status, Topic
from comments.notices import MAIL_WAITS
from newsroom.accounts.models import User

# A story is told by the newsroom; more voices than this are a story of their own.
MOST = 10
PERMISSION = "articles.publish_story"
# So much of a paragraph tells it from the others, and survives most edits.
OPENING = 200
# Where a block of the body begins; a quotation that is set off within one has no number of its own.
_NEXT_BLOCK = re.compile(r'\n(?=<(?:(?:p|h2) id="p|ul>|ol>|aside|blockquote[^>]*><p id="p))')


@transaction.atomic
def embed(comment: Comment, story: Story, after: str, by: User) -> Embed:
    """Puts the comment into the story behind the paragraph that begins with `after` ("": at the
    end), or moves it there. Its author is told, once: now, or when the story is public.

    Raises PermissionDenied for whoever does not publish, ValidationError for a comment that readers
    cannot see and for one too many.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied("Editors decide what a story prints.")
    locked = Story.objects.select_for_update().get(pk=story.pk)
    current = Comment.objects.select_related("story").get(pk=comment.pk)
    if current.status != Status.PUBLISHED or not current.story.is_public():
        raise ValidationError("Readers cannot see this comment now, so no story can print it.")
    own = Embed.objects.filter(story=locked)
    if locked.embedded >= MOST and not own.filter(comment=comment).exists():
        raise ValidationError(f"A story prints at most {MOST} comments.")
    made, is_new = own.update_or_create(
        comment=comment, story=locked, defaults={"after": after[:OPENING], "by": by}
    )
    if is_new:
        Story.objects.filter(pk=locked.pk).update(embedded=F("embedded") + 1)
    if made.told_at is None and locked.is_public():
        _tell([made], timezone.now())
    return made


@transaction.atomic
def take_out(comment: Comment, story: Story, by: User) -> None:
    """Takes the comment out of the story; again changes nothing. What was not mailed yet is unsaid.

    Raises PermissionDenied for whoever does not publish.
    """
    if not by.has_perm(PERMISSION):
        raise PermissionDenied("Editors decide what a story prints.")
    Story.objects.select_for_update().get(pk=story.pk)
    gone, _ = Embed.objects.filter(comment=comment, story=story).delete()
    if gone:
        Story.objects.filter(pk=story.pk).update(embedded=F("embedded") - 1)
        told = Notice.objects.filter(topic=Topic.EMBED, comment=comment, story=story)
        told.filter(mailed_at=None).delete()


def tell(now: datetime | None = None, limit: int = 500) -> int:
    """Tells the authors of what stands in stories that have become public; out: of how many.

    Processes that run at once share the work. At most four queries, and one where there is nothing
    to do.
    """
    now = now or timezone.now()
    due = Embed.objects.filter(
        told_at=None, story__status=StoryStatus.PUBLISHED, story__published_at__lte=now
    )
    if not due.exists():
        return 0
    with transaction.atomic():
        claimed = due.select_for_update(of=("self",), skip_locked=True).order_by("pk")
        found = list(claimed.select_related("comment")[:limit])
        _tell(found, now)
    return len(found)


def shown(story: Story) -> Sequence[Embed]:
    """What stands in the story and readers may see now, in the order in which it was put in.

    No query where nothing stands in it, else one; bounded by `MOST`.
    """
    return list(_shown(story)) if story.embedded else []


def all_of(story: Story) -> QuerySet[Embed]:
    """What an editor put into the story, whether readers see it now or not."""
    return Embed.objects.filter(story=story).select_related("comment__author")


def place(html: str, story: Story, after: str) -> int:
    """Where in the printed body (see `articles.rendering`) the embed stands: the end of a block."""
    numbers = (n for n, text in enumerate(paragraphs(story.body)) if text.startswith(after))
    number = next(numbers, None) if after else None
    start = html.find(f'id="p{number}"') if number is not None else -1
    found = _NEXT_BLOCK.search(html, start) if start >= 0 else None
    return found.start() if found else len(html)


def _shown(story: Story) -> QuerySet[Embed]:
    visible = Embed.objects.filter(
        story=story,
        comment__status=Status.PUBLISHED,
        comment__story__status=StoryStatus.PUBLISHED,
        comment__story__published_at__lte=timezone.now(),
    )
    return visible.select_related("comment__author").order_by("pk")[:MOST]


def _tell(embeds: Iterable[Embed], now: datetime) -> None:
    embeds = list(embeds)
    Notice.objects.bulk_create(
        Notice(
            person_id=one.comment.author_id,
            topic=Topic.EMBED,
            comment=one.comment,
            story_id=one.story_id,
            made_at=now,
            mail_at=now + MAIL_WAITS,
        )
        for one in embeds
        if one.comment.author_id
    )
    Embed.objects.filter(pk__in=[one.pk for one in embeds]).update(told_at=now)
