"""Everything about a person, for that person: as JSON for programs and as a page to read.

Not in it: what would tell of others (who reported a comment, which moderator decided), and secrets
(passwords, keys of second steps). Rows are written as they are read, however many there are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Suggestion
from articles.newsletter import hours, subscribing
from comments import replies
from comments.models import (
    Act,
    Appeal,
    Comment,
    Consent,
    Decision,
    Embed,
    Follow,
    Ignored,
    MailChoice,
    Notice,
    Report,
    Respect,
    Revision,
    Sanction,
    Tip,
    TipMessage,
    TipPhoto,
    Visit,
)
from newsroom.accounts.models import User

IN_MEMORY = 4_000_000  # bytes; what is larger goes to a temporary file
CHUNK = 500

Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A list of things about a person: its key in the JSON, its title, where rows are from."""

    key: str
    title: str
    rows: Callable[[User], Iterable[Row]]


def write(person: User) -> IO[bytes]:
    """A zip archive of `everything.json`, `everything.html` and photos, open at its beginning."""
    archive = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        with zipped.open("everything.json", "w", force_zip64=True) as file:
            _write(file, _as_json(person))
        with zipped.open("everything.html", "w", force_zip64=True) as file:
            _write(file, _as_html(person))
        own = TipPhoto.objects.filter(tip__comment__author=person).order_by("pk")
        for photo in own.iterator(1):
            zipped.writestr(f"photos/{photo.pk}.jpg", bytes(photo.content))
    archive.seek(0)
    return archive


def _write(file: IO[bytes], texts: Iterator[str]) -> None:
    with TextIOWrapper(file, encoding="utf-8", errors="replace") as text:
        text.writelines(texts)


def _as_json(person: User) -> Iterator[str]:
    about = {"site": settings.SITE_URL, "exported_at": _plain(timezone.now())}
    yield json.dumps(about, ensure_ascii=False)[:-1]
    for part in PARTS:
        yield f",\n{json.dumps(part.key)}: ["
        for number, row in enumerate(part.rows(person)):
            yield (",\n" if number else "\n") + json.dumps(_clean(row), ensure_ascii=False)
        yield "]"
    yield "}\n"


def _as_html(person: User) -> Iterator[str]:
    context = {"person": person, "SITE_NAME": settings.SITE_NAME, "SITE_URL": settings.SITE_URL}
    yield render_to_string("privacy/export/_head.html", {**context, "now": timezone.now()})
    for part in PARTS:
        yield render_to_string("privacy/export/_title.html", {"part": part})
        for row in part.rows(person):
            # Names of what is told are written as words: "posted_at" is "posted at".
            told = [(name.replace("_", " "), value) for name, value in _clean(row).items()]
            yield render_to_string("privacy/export/_row.html", {"row": told})
    yield render_to_string("privacy/export/_foot.html")


def _clean(row: Row) -> Row:
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value


def _account(person: User) -> Iterator[Row]:
    yield {
        "email": person.email,
        "name": person.name,
        "town": person.town,
        "badge": person.get_badge_display() if person.badge else "",
        "joined_at": person.date_joined,
        "last_log_in": person.last_login,
        "read_the_rules_at": person.rules_read_at,
        "roles": ", ".join(person.groups.order_by("name").values_list("name", flat=True)),
    }


def _addresses(person: User) -> Iterable[Row]:
    return _rows(EmailAddress.objects.filter(user=person), "email", "verified", "primary")


def _second_steps(person: User) -> Iterable[Row]:
    own = Authenticator.objects.filter(user=person)
    return _rows(own, "type", "created_at", "last_used_at")


def _comments(person: User) -> Iterator[Row]:
    own = Comment.objects.filter(author=person).order_by("pk").select_related("story__section")
    for comment in own.defer("story__body").iterator(CHUNK):
        yield {
            "address": f"{settings.SITE_URL}/comments/{comment.pk}/",
            "story": comment.story.headline,
            "posted_at": comment.posted_at,
            "edited_at": comment.edited_at,
            "kind": comment.get_kind_display(),
            "state": comment.get_status_display(),
            "rule_it_was_removed_under": comment.removed_under,
            "respect": comment.respect_count,
            "text": comment.body,
        }


def _embeds(person: User) -> Iterable[Row]:
    own = Embed.objects.filter(comment__author=person, told_at__isnull=False)
    return _rows(own, "comment_id", "told_at", printed_in=F("story__headline"))


def _revisions(person: User) -> Iterable[Row]:
    own = Revision.objects.filter(comment__author=person)
    return _rows(own, "comment_id", "replaced_at", text=F("body"))


def _decisions(person: User) -> Iterator[Row]:
    own = Decision.objects.filter(comment__author=person).order_by("pk")
    for decision in own.select_related("comment", "second_read").iterator(CHUNK):
        yield {
            "comment": decision.comment_id,
            "decided_at": decision.decided_at,
            "decision": Act(decision.act).label,
            "by": "a moderator" if decision.moderator_id else "the site itself",
            "rule": decision.rule_wording,
            "told": replies.named(decision.words, decision.comment),
            "second_reading": _second_reading(decision),
        }


def _second_reading(decision: Decision) -> str:
    """ "" where nobody read it again."""
    read = getattr(decision, "second_read", None)
    return f"{read.get_act_display()} {read.rule}".strip() if read else ""


def _appeals(person: User) -> Iterable[Row]:
    own = Appeal.objects.filter(author=person)
    return _rows(own, "made_at", "text", comment=F("decision__comment"), outcome_=F("outcome__act"))


def _reports(person: User) -> Iterable[Row]:
    own = Report.objects.filter(reporter=person)
    return _rows(own, "comment_id", "made_at", "rule", "note", "outcome", "closed_at")


def _tips(person: User) -> Iterable[Row]:
    own = Tip.objects.filter(comment__author=person)
    return _rows(own, "comment_id", "contact", "may_contact", "may_use", "state")


def _consents(person: User) -> Iterable[Row]:
    own = Consent.objects.filter(tip__comment__author=person)
    return _rows(own, "given_at", "wording", "used_at", comment=F("tip__comment"))


def _tip_messages(person: User) -> Iterator[Row]:
    own = TipMessage.objects.filter(tip__comment__author=person).select_related("tip")
    for message in own.order_by("pk").iterator(CHUNK):
        yield {
            "comment": message.tip.comment_id,
            "at": message.at,
            "by": "an editor" if message.editor_id else "you",
            "text": message.text,
        }


def _tip_photos(person: User) -> Iterator[Row]:
    own = TipPhoto.objects.filter(tip__comment__author=person).order_by("pk")
    for pk, comment, alt, made_at in own.values_list("pk", "tip__comment", "alt", "made_at"):
        yield {"file": f"photos/{pk}.jpg", "comment": comment, "shows": alt, "added_at": made_at}


def _suggestions(person: User) -> Iterable[Row]:
    own = Suggestion.objects.filter(reader=person)
    fields = ("passage", "wrong", "right", "source", "wants_credit", "made_at", "decided_at")
    return _rows(own, *fields, "outcome", "answer", on=F("story__headline"))


def _sanctions(person: User) -> Iterable[Row]:
    own = Sanction.objects.filter(person=person)
    fields = ("measure", "rule", "reason", "made_at", "until", "acknowledged_at", "lifted_at")
    return _rows(own, *fields)


def _respects(person: User) -> Iterable[Row]:
    return _rows(Respect.objects.filter(reader=person), "comment_id", "given_at")


def _ignored(person: User) -> Iterable[Row]:
    return _rows(Ignored.objects.filter(reader=person), "since", name=F("person__name"))


def _follows(person: User) -> Iterable[Row]:
    own = Follow.objects.filter(reader=person)
    return _rows(own, "since", "told_at", followed=F("story__headline"))


def _visits(person: User) -> Iterable[Row]:
    own = Visit.objects.filter(reader=person)
    return _rows(own, "at", newest_comment_seen=F("seen"), visited=F("story__headline"))


def _notices(person: User) -> Iterable[Row]:
    own = Notice.objects.filter(person=person)
    return _rows(own, "topic", "comment_id", "story_id", "made_at", "read_at", "mailed_at")


def _mail_off(person: User) -> Iterable[Row]:
    return _rows(MailChoice.objects.filter(person=person), "topic")


def _newsletter(person: User) -> Iterator[Row]:
    own = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    for subscriber in subscribing.of(own).order_by("pk"):
        yield {
            "email": subscriber.email,
            "hour": hours.in_words(subscriber.hour),
            "sections": ", ".join(subscriber.sections),
            "asked_at": subscriber.asked_at,
            "confirmed_at": subscriber.confirmed_at,
            "paused_at": subscriber.paused_at,
            "last_letter_at": subscriber.handed_at,
        }


def _rows(rows: QuerySet[Any], *fields: str, **named: F) -> Iterator[Row]:
    return iter(rows.order_by("pk").values(*fields, **named).iterator(CHUNK))


PARTS = (
    Part("account", "Your account", _account),
    Part("email_addresses", "Your email addresses", _addresses),
    Part("second_steps", "Your second steps at log-in", _second_steps),
    Part("comments", "Your comments", _comments),
    Part("comments_in_stories", "Stories that print your comments", _embeds),
    Part("earlier_texts", "What your comments said before you edited them", _revisions),
    Part("decisions", "Decisions on your comments", _decisions),
    Part("appeals", "Reviews you asked for", _appeals),
    Part("reports", "Your reports", _reports),
    Part("accounts_for_editors", "What you allowed editors with your accounts", _tips),
    Part("consents", "When you allowed what", _consents),
    Part("messages_with_editors", "You and the editors", _tip_messages),
    Part("photos_for_editors", "Photos you sent to editors", _tip_photos),
    Part("suggested_corrections", "Corrections you suggested", _suggestions),
    Part("sanctions", "Measures of the moderators", _sanctions),
    Part("respects", "Comments you respect", _respects),
    Part("muted", "People you muted", _ignored),
    Part("followed_stories", "Stories you follow", _follows),
    Part("visited_discussions", "Discussions you have seen", _visits),
    Part("notices", "Notices to you", _notices),
    Part("mail_turned_off", "Mail you turned off", _mail_off),
    Part("newsletter", "Your morning edition", _newsletter),
)
