"""What the newsroom does with a story: publish, withdraw, correct, update, move.

Each verb locks the story, writes its own fields only and leaves a version in the history. `by` is
the person who acts, or None where a command does. The story must be saved before.
"""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from articles.body import block_quotes, paragraphs
from articles.models import (
    Correction,
    CorrectionKind,
    FrontSlot,
    OldAddress,
    Photo,
    Quote,
    Status,
    Story,
    Update,
)
from articles.quoting import bare, is_set_off
from newsroom.accounts.models import User

_PUBLICATION = ("status", "published_at", "day", "withdrawn_why")
_UNIQUE_ADDRESS = "Another story of that day has this slug. Choose another."


@transaction.atomic
def publish(story: Story, at: datetime | None = None, by: User | None = None) -> None:
    """Makes it public at `at` (default: now, or the time it was public from before).

    The day in its address is the newsroom's date at first publication and stays. Raises
    ValidationError, by field, with all that stands in the way (see `blockers`).
    """
    revision = _locked_revision(story)
    was_public = has_been_public(story)
    when = at or (story.published_at if was_public else None) or timezone.now()
    day = story.day if was_public else timezone.localdate(when)
    blocking = blockers(story, when)
    if Story.objects.filter(day=day, slug=story.slug).exclude(pk=story.pk).exists():
        blocking["slug"] = [_UNIQUE_ADDRESS]
    if story.is_public() and when > timezone.now():
        blocking["published_at"] = ["It is public already. Withdraw it to publish it later."]
    if blocking:
        raise ValidationError(blocking)
    story.status, story.published_at, story.day = Status.PUBLISHED, when, day
    story.withdrawn_why = ""
    _save(story, revision, by, "Published", *_PUBLICATION)
    OldAddress.objects.filter(path=story.get_absolute_url()).delete()


@transaction.atomic
def hold_back(story: Story, status: Status, by: User | None = None) -> None:
    """Makes it a draft or ready for review; a scheduled story leaves the schedule.

    Raises ValidationError for a story that readers have seen: that one is withdrawn, not unsaid.
    """
    revision = _locked_revision(story)
    if has_been_public(story):
        raise ValidationError("Readers have seen this story. Withdraw it, with a reason.")
    story.status, story.published_at, story.day = status, None, None
    _save(story, revision, by, status.label, *_PUBLICATION)


@transaction.atomic
def withdraw(story: Story, why: str, by: User | None = None) -> None:
    """Takes a story that readers have seen, or one that is scheduled, off the site for a reason.

    Its address stays known and says why. Raises ValidationError without a reason, or when the story
    is not published.
    """
    revision = _locked_revision(story)
    if story.status != Status.PUBLISHED:
        raise ValidationError("Only a published story can be withdrawn.")
    if not why.strip():
        raise ValidationError({"withdrawn_why": "Say why it is withdrawn. Readers see the reason."})
    story.status, story.withdrawn_why, story.front_slot = Status.WITHDRAWN, why.strip(), ""
    _save(story, revision, by, "Withdrawn", "status", "withdrawn_why", "front_slot")
    if has_been_public(story):
        OldAddress.objects.get_or_create(path=story.get_absolute_url(), defaults={"story": story})


@transaction.atomic
def correct(
    story: Story,
    kind: CorrectionKind,
    was: str,
    now: str,
    by: User | None = None,
    at: datetime | None = None,
    suggested_at: datetime | None = None,
    credited_to: User | None = None,
) -> Correction:
    """Adds a dated correction to a published story and tells readers that it changed.

    In: what was wrong (completes "An earlier version of this story …") and the sentence that is
    right; when a reader pointed it out, and who is thanked by name. Raises ValidationError when the
    story is not published or nothing is said.
    """
    revision = _locked_revision(story)
    if story.status != Status.PUBLISHED:
        raise ValidationError("Only a published story is corrected. Change the draft itself.")
    correction = Correction(
        story=story,
        kind=kind,
        was=was.strip(),
        now=now.strip(),
        by=by,
        at=at or timezone.now(),
        revision=revision + 1,
        suggested_at=suggested_at,
        credited_to=credited_to,
    )
    correction.full_clean()
    correction.save()
    story.updated_at = max(correction.at, story.updated_at or correction.at)
    _save(story, revision, by, correction.get_kind_display(), "updated_at")
    return correction


@transaction.atomic
def update(story: Story, what: str, by: User | None = None) -> Update:
    """Tells readers in a sentence what is new in a published story, and that it is as of now.

    Raises ValidationError when the story is not published or nothing is said.
    """
    revision = _locked_revision(story)
    if story.status != Status.PUBLISHED:
        raise ValidationError("Only a published story is updated.")
    if not what.strip():
        raise ValidationError({"what": "Say what is new. Readers see it under the story."})
    update = Update(story=story, what=what.strip(), by=by, revision=revision + 1)
    update.full_clean()
    update.save()
    story.updated_at = update.at
    _save(story, revision, by, "Updated", "updated_at")
    return update


@transaction.atomic
def keep(story: Story, why: str, by: User | None = None) -> None:
    """Keeps what an editor changed as a version, without telling readers of a change.

    Raises ValidationError when a published story could not be published as it is now.
    """
    revision = _locked_revision(story)
    refuse_unpublishable(story)
    _save(story, revision, by, why)


@transaction.atomic
def place_on_front(story: Story, slot: str, by: User | None = None) -> Story | None:
    """Gives the story a place on the front page, "" for none; the story that had it loses it.

    Out: the story that lost the place, if there was one.
    """
    former = Story.objects.exclude(pk=story.pk).filter(front_slot=slot).first() if slot else None
    if former is not None:
        why = f"Gave up its place on the front page: {FrontSlot(slot).label}"
        former.front_slot = ""
        _save(former, _locked_revision(former), by, why, "front_slot")
    story.front_slot = slot
    story.save(update_fields=["front_slot"])
    return former


def leave_old_address(story: Story, former: str) -> None:
    """Lets the path `former`, where readers once found the story, lead to where it is now."""
    now = story.get_absolute_url()
    OldAddress.objects.filter(path=now).delete()
    if former != now:
        OldAddress.objects.update_or_create(path=former, defaults={"story": story})


def has_been_public(story: Story) -> bool:
    """Whether readers have had its address: it is public, or was until it was withdrawn."""
    if story.day is None or story.published_at is None:
        return False
    return story.published_at <= timezone.now()


def refuse_unpublishable(story: Story) -> None:
    """Raises ValidationError, by field, when a published story lacks what publishing needs."""
    if story.status == Status.PUBLISHED and (blocking := blockers(story, story.published_at)):
        raise ValidationError(blocking)


def blockers(story: Story, when: datetime | None = None) -> dict[str, list[str]]:
    """What keeps the story from being public at `when` (default: now), by field, in plain words.

    Two queries: quotes and photos.
    """
    found: dict[str, list[str]] = {}
    for name, message in _blockers(story, when or timezone.now()):
        found.setdefault(name, []).append(message)
    return found


def _blockers(story: Story, when: datetime) -> Iterator[tuple[str, str]]:
    if not story.headline.strip() or story.needs_headline:
        yield "headline", "Give the story a headline of its own."
    body = paragraphs(story.body)
    if not body:
        yield "body", "Write the story before you publish it."
    if story.section_id is None:
        yield "section", "Choose a section."
    if story.embargo_until is not None and when < story.embargo_until:
        until = date_format(timezone.localtime(story.embargo_until), "l, F j, P")
        yield "published_at", f"It is under embargo until {until}".rstrip(".") + "."
    for words in dict.fromkeys(_unowned(story, body)):
        yield NON_FIELD_ERRORS, f"Name the speaker of “{words}”: it is set off from the text."
    for photo in Photo.objects.filter(story=story, alt=""):
        name = photo.original.name
        yield NON_FIELD_ERRORS, f"Describe the picture {name} for those who cannot see it."


def _unowned(story: Story, body: list[str]) -> Iterator[str]:
    """The first words of each set-off quotation without a speaker.

    One whose speaker is doubtful is not set off until an editor has looked.
    """
    quotes = list(Quote.objects.filter(story=story))
    owned = [bare(quote.text) for quote in quotes if quote.speaker_id]
    for words in block_quotes(story.body):
        if not any(bare(words) in text or text in bare(words) for text in owned):
            yield _opening(words)
    for quote in quotes:
        unowned = quote.speaker_id is None and quote.certain
        if unowned and any(is_set_off(quote.text, paragraph) for paragraph in body):
            yield _opening(quote.text)


def _opening(words: str) -> str:
    words = words.strip('“”"')
    return words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} …"


def _locked_revision(story: Story) -> int:
    """The stored revision, the row locked until the transaction ends."""
    locked = Story.objects.select_for_update().values_list("revision", flat=True)
    return locked.get(pk=story.pk)


def _save(story: Story, revision: int, by: User | None, why: str, *fields: str) -> None:
    story.revision = revision + 1
    story._change_reason = why  # type: ignore[attr-defined]  # simple-history reads it
    if by is not None:
        story._history_user = by  # type: ignore[attr-defined]  # else the request's person
    story.save(update_fields=[*fields, "revision", "saved_at"])
    del story._change_reason  # type: ignore[attr-defined]  # it belongs to this version alone
