"""The discussion under a story as HTML: its templates, filled in with what was found for the page.

As for single comments (`comments.fragments`), the templates are walked through once for each shape
that a discussion may have; a page then only fills in numbers, words and the comments.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.changes import changes
from articles.models import Story
from articles.templatetags.paper import comments_words, day
from comments import fragments, timeline
from comments.composing import Composer
from comments.glance import COUNTED, Glance, hours_of
from comments.house import rules
from comments.models import Comment, HouseRule
from comments.opening import Opening, opening
from comments.questions import Asked
from comments.threads import Page, Sort
from newsroom.accounts.models import User
from newsroom.recent import Recent
from newsroom.stencil import Stencil

LABELS = (
    (Sort.NEWEST, "Newest"),
    (Sort.OLDEST, "Oldest"),
    (Sort.RESPECTED, "Most respected"),
    (Sort.PICKS, "Editors’ picks"),
)
EXTRACTS = {
    Sort.NEWSROOM: "From the newsroom, newest first.",
    Sort.NEW: "What came since, oldest first.",
    Sort.QUESTIONS: "Questions for the newsroom, newest first.",
}
_COMPOSER = Stencil("comments/_composer.html")
_DISCUSSION = Stencil("comments/_discussion.html")
_WELCOME = Stencil("comments/_welcome.html")
_GLANCE = Stencil("comments/_glance.html")
# In each process, for drawn timelines.
ROOM = 1024 * 1024
_drawn: Recent[str] = Recent(ROOM)


@dataclass(frozen=True)
class Talk:
    """What a discussion shows on one page, for one reader or, where `composer` is None, for
    anybody: `seen` is the newest comment at their last visit, `waiting` their own comments that
    nobody else sees yet."""

    story: Story
    page: Page
    asked: Asked
    glance: Glance | None
    composer: Composer | None = None
    seen: int | None = None
    follows: bool = False
    waiting: Sequence[Comment] = ()


def printed(request: HttpRequest, talk: Talk) -> SafeString:
    """The whole discussion: the comments, the form to add one or the reason why not, the rules."""
    story, page, count = talk.story, talk.page, talk.story.comment_count
    setting = fragments.Setting(request.user, talk.seen, changes(story), page.is_extract)
    return _DISCUSSION(
        _shape(request, talk),
        {
            "pk": story.pk,
            "address": story.get_absolute_url(),
            "newest": page.newest,
            "counted": f"({count}) comment{'' if count == 1 else 's'}",
            "glance": _glance(talk) if talk.glance else "",
            "questions": talk.asked.questions_words if talk.asked.questions else "",
            "answers": talk.asked.answers,
            "composer": _composer(request, talk),
            "csrf_token": get_token(request) if isinstance(request.user, User) else "",
            "waiting": _waiting(talk.waiting),
            "branches": fragments.branches(page.branches, setting),
            "after": page.after,
            "rules": rules_list(),
        },
    )


def _shape(request: HttpRequest, talk: Talk) -> dict[str, Hashable]:
    page = talk.page
    return {
        "sort": page.sort,
        "sorts": LABELS,
        "extract": EXTRACTS.get(page.sort, ""),
        "is_extract": page.is_extract,
        "is_printed": request.GET.get("print") == "comments",
        "is_reader": isinstance(request.user, User),
        "follows": talk.follows,
    }


def rules_list() -> SafeString:
    """The seven rules as a list. At most one query a second."""
    return _rules_list(tuple((rule.title, rule.text) for rule in rules()))


@lru_cache(maxsize=8)
def _rules_list(worded: tuple[tuple[str, str], ...]) -> SafeString:
    told = [HouseRule(title=title, text=text) for title, text in worded]
    return render_to_string("comments/_rules.html", {"rules": told})


def _composer(request: HttpRequest, talk: Talk) -> SafeString:
    """The form; or who may use it, or why nobody may."""
    open_now, composer, reader = opening(talk.story), talk.composer, request.user
    if composer is None or not open_now.takes_comments or not isinstance(reader, User):
        return _welcome(request, talk, open_now)
    if composer.sanction is not None:
        context = {"composer": composer, "story": talk.story}
        return render_to_string("comments/_composer.html", context, request)
    return _COMPOSER(
        {"composer.kind": composer.kind, "composer.kinds": tuple(composer.kinds)},
        {
            "composer.story.pk": talk.story.pk,
            "composer.body": composer.body,
            "composer.token": composer.token,
            "composer.revision": composer.revision,
            "composer.hours": composer.hours,
            "user.name": reader.name,
            "user.town": reader.town,
            "csrf_token": get_token(request),
            "rules": rules_list(),
        },
    )


def _welcome(request: HttpRequest, talk: Talk, opening: Opening) -> SafeString:
    count = talk.story.comment_count
    return _WELCOME(
        {
            "state": opening.state,
            "takes_comments": opening.takes_comments,
            "is_fortnight": opening.days == 14,
            "is_reader": isinstance(request.user, User),
            "has_comments": bool(talk.page.branches),
        },
        {
            "closed": day(opening.closed_at),
            "why": opening.why,
            "counted": comments_words(count) if count else "",
            "path": quote(request.path),
            "rules": rules_list(),
        },
    )


def _waiting(comments: Sequence[Comment]) -> SafeString:
    own = (render_to_string("comments/_own.html", {"comment": one}) for one in comments)
    return format_html_join("", "<li>{}</li>\n", ((one,) for one in own))


def _glance(talk: Talk) -> SafeString:
    glance = talk.glance
    assert glance is not None  # noqa: S101 - who calls has looked
    return _GLANCE(
        {"sort": talk.page.sort, "is_one_pick": glance.picks == 1},
        {
            "new": _few(glance.new),
            "answers": _few(glance.answers),
            "picks": _few(glance.picks),
            "seen": talk.seen,
            "timeline": _timeline(glance),
        },
    )


def _few(count: int) -> str:
    """“7”, or “more than 99”; nothing for none."""
    if count > COUNTED:
        return f"more than {COUNTED}"
    return str(count) if count else ""


def _timeline(glance: Glance) -> str:
    """The hours as bars, where there are at least two; drawn once for the same hours."""
    key = (glance.told, timezone.localdate().year)
    found = _drawn.get(key)
    if found is None:
        drawn = timeline.timeline(hours_of(glance.told))
        context = {"timeline": drawn}
        found = render_to_string("comments/_timeline.html", context) if drawn else ""
        _drawn.put(key, found, 2 * len(found) + len(glance.told))
    return found
