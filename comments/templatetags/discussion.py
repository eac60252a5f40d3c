"""The discussion as the paper's templates see it: one tag under a story, one on the front page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString

from articles.changes import Change
from articles.models import Story
from comments import (
    composing,
    embedding,
    fragments,
    letters,
    replies,
    standing,
    talk,
    text,
    threads,
    visits,
    waiting,
)
from comments.house import rule
from comments.models import Comment, Embed
from comments.submission import is_editable
from comments.talk import Talk
from comments.thread_queries import Reader
from comments.voices import picked_since, voices
from comments.week import this_week
from newsroom.accounts.models import User
from newsroom.pagecache.serving import shows

register = template.Library()


@register.simple_tag(takes_context=True)
def discussion(context: template.Context, story: Story) -> SafeString:
    """The comments of a story, the form to add one or the reason why not, and the rules."""
    request: HttpRequest = context["request"]
    sort = request.GET.get("sort", "")
    chosen = threads.Sort(sort) if sort in set(threads.Sort) else threads.Sort.NEWEST
    page = threads.first_or_next(story, request.user, chosen, request.GET.get("after", ""))
    if isinstance(request.user, User):
        return talk.printed(request, _personal(request, request.user, story, page))
    return talk.printed(request, Talk(story, page, *standing.for_anybody(story)))


def _personal(request: HttpRequest, reader: User, story: Story, page: threads.Page) -> Talk:
    """With what only this reader is shown: the form, what waits, what is new to them."""
    here = standing.under(story, reader)
    visits.remember(reader, story, here.seen, page.newest)
    composer = composing.fresh(request.session, story)
    composer.is_staffed = here.is_staffed
    composer.sanction = standing.barred_by(reader) if here.is_sanctioned else None
    waiting = threads.waiting(story, reader) if here.waits else []
    return Talk(story, page, here.asked, here.glance, composer, here.seen, here.follows, waiting)


@register.simple_tag(takes_context=True)
def with_comments(context: template.Context, body: SafeString, story: Story) -> SafeString:
    """A story's printed body with the comments that editors put into it, as they are now."""
    found = embedding.shown(story)
    shows(context["request"], (one.comment.story_id for one in found))
    return fragments.embedded(body, [(embedding.place(body, story, e.after), e) for e in found])


@register.simple_tag
def embeds(story: Story) -> list[Embed]:
    """What editors put into a story, seen by readers or not. One query."""
    return list(embedding.all_of(story))


@register.inclusion_tag("comments/_voices.html")
def reader_voices() -> dict[str, Any]:
    """What editors picked from the discussions, for the front page. One query."""
    return {"voices": voices()}


@register.inclusion_tag("comments/mail/_voices.html")
def letter_voices(since: datetime, sections: Sequence[str]) -> dict[str, Any]:
    """What editors picked since then, for the morning edition; of all sections where none are
    named. One query."""
    return {"voices": picked_since(since, sections)}


@register.inclusion_tag("comments/mail/_voices.txt")
def letter_voices_text(since: datetime, sections: Sequence[str]) -> dict[str, Any]:
    """The same, for its plain part."""
    return {"voices": picked_since(since, sections)}


@register.inclusion_tag("comments/_week.html")
def week_in_comments() -> dict[str, Any]:
    """Figures of the last seven days, for the front page. At most one query a second."""
    return {"week": this_week()}


@register.simple_tag
def branches(
    branches: list[threads.Branch],
    reader: Reader,
    seen: int | None,
    changes: tuple[Change, ...],
    is_extract: bool = False,
) -> SafeString:
    """Comments with their replies, as items of a list."""
    setting = fragments.Setting(reader, seen, changes, is_extract)
    return fragments.branches(branches, setting)


@register.simple_tag
def spoken(comment: Comment, reader: Reader, changes: tuple[Change, ...]) -> SafeString:
    """A comment, or what stands in its place, for this reader."""
    return fragments.comment(comment, fragments.Setting(reader, changes=changes))


@register.filter
def as_html(comment: Comment) -> SafeString:
    """The comment's text as safe HTML."""
    return text.as_html(comment.body)


@register.filter
def excerpt(comment: Comment) -> str:
    """The beginning of the comment's text, plain, on one line."""
    return letters.excerpt(comment)


@register.filter
def house_rule(code: str) -> Any:
    """The house rule of this code, None for "something else"."""
    return rule(code)


@register.filter
def why_held(comment: Comment) -> str:
    """What its author is told about the wait."""
    return waiting.explanation(comment)


@register.filter
def with_name(said: str, comment: Comment) -> str:
    """What a moderator said to the comment's author, with their name in it."""
    return replies.named(said, comment)


@register.filter
def editable(comment: Comment) -> bool:
    """Whether its author may still change it."""
    return is_editable(comment)
