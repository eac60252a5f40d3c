"""One's own page: comments in every state, replies, notices, people ignored, stories, choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles.models import Suggestion
from articles.newsletter import hours, keys, subscribing
from comments import mail_choices, sanctions
from comments.appeals import REMOVALS
from comments.forms import AboutForm
from comments.models import Comment, Follow, Ignored, Notice, Sanction, Topic
from comments.views.loading import person, public_story
from comments.waiting import WHY
from newsroom.accounts.models import User
from newsroom.ratelimit import Limit, demand

ROWS = 20
# More are "20+": nobody counts further, and neither does the database.
UNREAD_COUNTED = 20
# Each button of the page.
CLICKS = Limit(60, 600)
# A new name stands beside all that one has ever written.
CHANGES = Limit(5, 86_400)

Context = dict[str, Any]


@never_cache
@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """The page; `?tab=` chooses the part, `?before=` continues after the row of that id.

    At most eight queries, whatever has been written.
    """
    reader = person(request)
    named = request.GET.get("tab", "")
    tab = named if named in TABS else "comments"
    label, fill = TABS[tab]
    context = {
        "tab": tab,
        "label": label,
        "tabs": [(code, text) for code, (text, _) in TABS.items()],
        "sanction": sanctions.against(reader),
        "unread": _unread(reader),
        "part": f"comments/_me_{tab}.html",
        **fill(request, reader),
    }
    return render(request, "comments/me.html", context)


@login_required
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Marks the notices as read that the page had shown, up to `newest`. Raises RateLimited."""
    demand(("read", person(request).pk), CLICKS)
    newest = _number(request.POST.get("newest", ""))
    unread = Notice.objects.filter(person=person(request), read_at=None, pk__lte=newest)
    unread.update(read_at=timezone.now())
    return HttpResponseRedirect(f"{reverse('me')}?tab=notices", status=303)


@login_required
@require_POST
def acknowledge(request: HttpRequest) -> HttpResponse:
    """The person has read a moderator's warning, and may post on: back to the story, if named.

    Raises RateLimited.
    """
    demand(("acknowledge", person(request).pk), CLICKS)
    number = _number(request.POST.get("sanction", ""))
    sanction = get_object_or_404(Sanction, pk=number, person=person(request))
    sanctions.acknowledge(sanction, person(request))
    named = _number(request.POST.get("story", ""))
    back = f"{public_story(named).get_absolute_url()}#write" if named else reverse("me")
    return HttpResponseRedirect(back, status=303)


@login_required
@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Mail on the topics that are ticked, and on no other. Raises RateLimited."""
    reader = person(request)
    demand(("choose mail", reader.pk), CLICKS)
    wanted = request.POST.getlist("topic")
    mail_choices.choose(reader, wanted, mail_choices.offered(reader))
    messages.success(request, "Your choice of mail is saved.")
    return HttpResponseRedirect(f"{reverse('me')}?tab=settings", status=303)


@login_required
@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    """Another name or town: 303, or 422 with what is wrong."""
    reader = get_object_or_404(User, pk=person(request).pk)
    form = AboutForm(request.POST, reader)
    if form.is_valid():
        demand(("rename", reader.pk), CHANGES)
        reader.name, reader.town = form.cleaned_data["name"], form.cleaned_data["town"]
        try:
            reader.save(update_fields=["name", "name_key", "town"])
        except IntegrityError:
            form.add_error("name", f"“{reader.name}” is taken. Add a letter or your neighborhood")
    if form.errors:
        context = {"form": form, "tab": "settings"}
        return render(request, "comments/rename.html", context, status=422)
    messages.success(request, "Your name and town are saved.")
    return HttpResponseRedirect(f"{reverse('me')}?tab=settings", status=303)


def _comments(request: HttpRequest, reader: User) -> Context:
    own = Comment.objects.filter(author=reader).select_related("story__section", "author")
    return _page(request, own.defer("story__body").annotate(**WHY).prefetch_related(REMOVALS))


def _replies(request: HttpRequest, reader: User) -> Context:
    return _page(request, _notices_of(reader).filter(topic=Topic.REPLY))


def _notices(request: HttpRequest, reader: User) -> Context:
    return _page(request, _notices_of(reader))


def _ignored(request: HttpRequest, reader: User) -> Context:
    return _page(request, Ignored.objects.filter(reader=reader).select_related("person"))


def _following(request: HttpRequest, reader: User) -> Context:
    follows = Follow.objects.filter(reader=reader).select_related("story__section")
    return _page(request, follows.defer("story__body"))


def _corrections(request: HttpRequest, reader: User) -> Context:
    suggested = Suggestion.objects.filter(reader=reader).select_related("story__section")
    return _page(request, suggested.defer("story__body"))


def _settings(request: HttpRequest, reader: User) -> Context:
    off = mail_choices.turned_off(reader)
    topics = [
        (topic.value, topic.label, topic.value not in off) for topic in mail_choices.offered(reader)
    ]
    return {"topics": topics, "form": AboutForm(None, reader), "letter": _letter(reader)}


def _letter(reader: User) -> Context | None:
    """The morning edition that comes to the person's own address. Two queries."""
    own = EmailAddress.objects.filter(user=reader, verified=True)
    subscriber = subscribing.known(own.values_list("email", flat=True))
    if subscriber is None:
        return None
    key = keys.key_of(subscriber.pk)
    return {"subscriber": subscriber, "hour": hours.in_words(subscriber.hour), "key": key}


TABS: dict[str, tuple[str, Callable[[HttpRequest, User], Context]]] = {
    "comments": ("Comments", _comments),
    "replies": ("Replies to me", _replies),
    "notices": ("Notices", _notices),
    "ignored": ("People I ignore", _ignored),
    "following": ("Stories I follow", _following),
    "corrections": ("Corrections I suggested", _corrections),
    "settings": ("Settings", _settings),
}


def _notices_of(reader: User) -> QuerySet[Notice]:
    related = (
        "comment__author",
        "comment__story__section",
        "story__section",
        "decision",
        "suggestion",
        "message",
    )
    notices = Notice.objects.filter(person=reader).select_related(*related)
    return notices.defer("comment__story__body", "story__body")


def _unread(reader: User) -> int:
    """How many notices are unread, at most one more than are counted. One query."""
    unread = Notice.objects.filter(person=reader, read_at=None).values_list("pk", flat=True)
    return len(unread.order_by("-pk")[: UNREAD_COUNTED + 1])


def _page(request: HttpRequest, rows: QuerySet[Any]) -> Context:
    """A page of rows, newest first, and the id to continue after (0 at the end)."""
    before = _number(request.GET.get("before", ""))
    if before:
        rows = rows.filter(pk__lt=before)
    found: list[Model] = list(rows.order_by("-pk")[: ROWS + 1])
    shown = found[:ROWS]
    return {
        "rows": shown,
        "older": shown[-1].pk if len(found) > ROWS else 0,
        "is_first": not before,
    }


def _number(text: str) -> int:
    """An id from a form or an address; 0 for what cannot be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
