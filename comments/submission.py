"""The only creator and editor of comments.

`submit` and `edit` judge a text before anything is stored, then store all of it or nothing:
the comment, what was found in it, the counters, and the decision where the machine took one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Story
from comments import cases, notices, placing, questions, standing, tips, verdicts
from comments.judging import judge, record_of
from comments.models import Comment, Kind, Revision, Status
from comments.opening import State, opening
from comments.screening import Verdict
from comments.thread_queries import Found
from newsroom.accounts.models import User

EDIT_MINUTES = 10
MAX_LENGTH = 2000


class Refusal(StrEnum):
    """Why a comment was not taken though no rule was broken."""

    CLOSED = "closed"
    SAME = "same"
    LATE = "late"
    BARRED = "barred"


@dataclass(frozen=True)
class Entry:
    """What a reader hands in. `token` comes with the form, so that sending it twice is one act.

    `insists` says that the author was asked to lower the capitals and posts them all the same;
    `revision` is the version of the story that they had before them, if not the newest.
    """

    story: Story
    author: User
    body: str
    parent: Comment | None = None
    kind: Kind = Kind.COMMENT
    token: str = ""
    insists: bool = False
    revision: int | None = None


@dataclass(frozen=True)
class Brought:
    """A comment that was printed elsewhere before: by somebody with an account, or by a name.

    `token` tells where it came from, so that it is known again; 43 characters at most.
    """

    body: str
    posted_at: datetime
    author: User | None = None
    name: str = ""
    parent: Comment | None = None
    kind: Kind = Kind.COMMENT
    token: str = ""


@dataclass(frozen=True)
class Outcome:
    """A stored comment; or the verdict that sends the text back; or the refusal."""

    comment: Comment | None = None
    verdict: Verdict | None = None
    refusal: Refusal | None = None


def submit(entry: Entry) -> Outcome:
    """Takes a comment: published, held or sent back.

    The same text with the same token under the same comment is one comment, however often and
    however simultaneously it is sent. At most ten queries, whatever the thread.
    """
    state = opening(entry.story).state
    if not _takes(state, entry) or not _can_be_answered(entry.parent):
        return Outcome(refusal=Refusal.CLOSED)
    key = _key(entry)
    record = record_of(entry.author)
    if standing.bars(record.sanction):
        return Outcome(refusal=Refusal.BARRED)
    if record.has(key):
        return Outcome(comment=_delivered(entry.author, key))
    if record.has_same(entry.story, entry.body):
        return Outcome(refusal=Refusal.SAME)
    verdict = judge(entry.story, entry.author, entry.body, record)
    if _goes_back(verdict, entry.insists):
        return Outcome(verdict=verdict)
    held = verdict.action in ("hold", "nudge") or state is State.PREMODERATED
    try:
        return Outcome(
            _store(entry, key, Status.HELD if held else Status.PUBLISHED, verdict), verdict
        )
    except IntegrityError:
        # The same form, sent twice at once: the other one was first.
        return Outcome(comment=_delivered(entry.author, key))


def edit(comment: Comment, body: str, insists: bool = False) -> Outcome:
    """Changes a comment of its author's, who has ten minutes; the earlier text is kept.

    Judged as a new one is; an edit that has to be held hides the comment until a moderator read it.
    """
    if not is_editable(comment):
        return Outcome(refusal=Refusal.LATE)
    if body == comment.body:
        return Outcome(comment=comment)
    author = comment.author
    assert author is not None  # noqa: S101 - `is_editable` has seen to it
    record = record_of(author)
    if standing.bars(record.sanction):
        return Outcome(refusal=Refusal.BARRED)
    verdict = judge(comment.story, author, body, record)
    if _goes_back(verdict, insists):
        return Outcome(verdict=verdict)
    with transaction.atomic():
        locked = Comment.objects.select_for_update().get(pk=comment.pk)
        if locked.status not in (Status.PUBLISHED, Status.HELD):
            return Outcome(refusal=Refusal.LATE)
        Revision.objects.create(comment=locked, body=locked.body)
        # What a moderator kept was another text.
        locked.body, locked.edited_at, locked.kept_at = body, timezone.now(), None
        locked.save(update_fields=["body", "edited_at", "kept_at"])
        verdicts.keep(locked, verdict)
        if verdict.action in ("hold", "nudge") and locked.status == Status.PUBLISHED:
            change_status(locked, Status.HELD)
            verdicts.hold(locked, verdict, Status.PUBLISHED)
    return Outcome(locked, verdict)


@transaction.atomic
def withdraw(comment: Comment) -> None:
    """Its author takes a comment back; its place and the replies stay. Again changes nothing.

    Nothing is left to decide then, so its case is closed.
    """
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if locked.status in (Status.PUBLISHED, Status.HELD):
        change_status(locked, Status.WITHDRAWN)
        cases.drop(locked)
        tips.forget(locked)


def hide(comment: Comment, rule: str) -> None:
    """Readers' reports hide a published comment until a moderator has decided.

    Must run in a transaction that holds the comment's row lock. At most four queries.
    """
    change_status(comment, Status.HELD)
    notices.of_decision(verdicts.hide(comment, rule))


@transaction.atomic
def bring_in(story: Story, texts: list[Brought]) -> list[Comment]:
    """Comments that came with copy, an archive or the sample edition, in their order.

    They were printed elsewhere already, so they are shown without screening.
    """
    brought = []
    for text in texts:
        comment = Comment(
            story=story,
            author=text.author,
            name=text.author.name if text.author else text.name,
            body=text.body,
            kind=text.kind,
            status=Status.PUBLISHED,
            posted_at=text.posted_at,
            token=text.token or None,
        )
        placing.insert(comment, text.parent)
        brought.append(comment)
    return brought


def is_editable(comment: Comment | Found, now: datetime | None = None) -> bool:
    """Whether its author may still change it: ten minutes from posting, while it stands."""
    until = comment.posted_at + timedelta(minutes=EDIT_MINUTES)
    standing = comment.status in (Status.PUBLISHED, Status.HELD)
    return comment.author_id is not None and standing and (now or timezone.now()) < until


def change_status(
    comment: Comment, status: Status, removed_under: str = "", also: tuple[str, ...] = ()
) -> None:
    """Moves a comment to another state and keeps the counters of its story and thread right.

    `also` names other fields of the comment that are stored with it. Must run in a transaction
    that holds the comment's row lock. At most four queries, and five where it is shown for the
    first time, which those who wait for it are told.
    """
    before, stood = comment.status, comment.in_place
    comment.status, comment.removed_under = status, removed_under
    comment.in_place = stood or status == Status.PUBLISHED
    comment.save(update_fields=["status", "removed_under", "in_place", *also])
    shown = (status == Status.PUBLISHED) - (before == Status.PUBLISHED)
    if shown:
        placing.count(comment, shown)
    questions.keep_answer(comment)
    if comment.in_place and not stood:
        if comment.root_id:
            root = Comment.objects.filter(pk=comment.root_id)
            root.update(visible_replies=F("visible_replies") + 1)
        notices.of_publication(comment)


def _takes(state: State, entry: Entry) -> bool:
    """Whether a discussion in this state takes it: after its time, the newsroom's answers alone."""
    if state is State.OVER:
        kind = questions.kind_of_reply(entry.author, entry.story, entry.parent, entry.kind)
        return kind is Kind.ANSWER
    return state not in (State.NEVER, State.SHUT)


def _can_be_answered(parent: Comment | None) -> bool:
    return parent is None or parent.status == Status.PUBLISHED


def _goes_back(verdict: Verdict, insists: bool) -> bool:
    """A rejection always; a nudge once, until the author posts the capitals all the same."""
    return verdict.action == "reject" or (verdict.action == "nudge" and not insists)


def _key(entry: Entry) -> str:
    """What makes two deliveries one: the form's token, the place and the words."""
    parent = entry.parent.pk if entry.parent else 0
    said = f"{entry.story.pk}\0{parent}\0{entry.token}\0{entry.body}"
    return sha256(said.encode(errors="surrogatepass")).hexdigest()[:43]


def _delivered(author: User, key: str) -> Comment:
    """The comment that came before with this key. One query."""
    return Comment.objects.select_related("story__section", "author").get(author=author, token=key)


@transaction.atomic
def _store(entry: Entry, key: str, status: Status, verdict: Verdict) -> Comment:
    comment = Comment(
        story=entry.story,
        author=entry.author,
        name=entry.author.name,
        body=entry.body,
        kind=questions.kind_of_reply(entry.author, entry.story, entry.parent, entry.kind),
        status=status,
        story_revision=entry.story.revision if entry.revision is None else entry.revision,
        token=key,
    )
    placing.insert(comment, entry.parent)
    tips.open_tip(comment)
    verdicts.keep(comment, verdict)
    if status == Status.HELD:
        verdicts.hold(comment, verdict, "")
    else:
        notices.of_publication(comment)
        questions.keep_answer(comment)
    return comment
