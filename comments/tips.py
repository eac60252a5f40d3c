"""The eyewitness lane: what an author adds to an account for editors, and what those do with it."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from articles import amending, editing, pictures, publishing
from articles.models import Photo, Story
from comments import notices
from comments.models import (
    Comment,
    Consent,
    Kind,
    Status,
    Tip,
    TipMessage,
    TipPhoto,
    TipState,
    Use,
)
from newsroom.accounts.models import User

KINDS = frozenset({Kind.EYEWITNESS, Kind.HISTORY})
MAX_PHOTOS = 3
# What an author agrees to: printed by the form, and kept with each consent.
CONTACT_WORDS = "An editor may call or write to me there about my account"
USE_WORDS = "You may print my words and photos in the story"


class NoConsent(Exception):  # noqa: N818 - it tells what happened, like Http404
    """The author has not allowed that, or no longer does."""


def open_tip(comment: Comment) -> None:
    """Puts a new comment into the editors' inbox if it is for them. At most one query."""
    if comment.kind in KINDS:
        Tip.objects.create(comment=comment)


def allow(tip: Tip, contact: str, may_contact: bool, may_use: Use) -> None:
    """Keeps how the author can be reached and what they allow, with the words they saw.

    The same again adds nothing to the record.
    """
    with transaction.atomic():
        locked = _locked(tip)
        before = (locked.may_contact, locked.may_use)
        locked.contact, locked.may_contact, locked.may_use = contact, may_contact, may_use
        locked.touched_at = timezone.now()
        locked.save(update_fields=["contact", "may_contact", "may_use", "touched_at"])
        if before != (may_contact, may_use):
            wording = f"{CONTACT_WORDS}. {USE_WORDS}: {may_use.label}."
            Consent.objects.create(
                tip=locked, may_contact=may_contact, may_use=may_use, wording=wording
            )


def add_photo(tip: Tip, file: File[bytes], alt: str) -> TipPhoto:
    """Keeps a photo of the author's, encoded afresh and without anything that its file held.

    Raises ValidationError for what is no picture, and for a fourth.
    """
    pictures.validate_upload(file)
    content, (width, height) = pictures.as_jpeg(file)
    with transaction.atomic():
        locked = _locked(tip)
        if locked.photos.count() >= MAX_PHOTOS:
            raise ValidationError(f"You have added {MAX_PHOTOS} photos. Remove one first.")
        _reopen(locked)
        return TipPhoto.objects.create(
            tip=locked, content=content, width=width, height=height, alt=alt
        )


def answer(tip: Tip, text: str) -> None:
    """The author writes to the editors."""
    with transaction.atomic():
        locked = _locked(tip)
        TipMessage.objects.create(tip=locked, text=text)
        _reopen(locked)


@transaction.atomic
def ask(tip: Tip, text: str, by: User) -> None:
    """An editor asks the author, who is told. Raises ValidationError without a question."""
    if not text.strip():
        raise ValidationError("Write your question.")
    locked = _locked(tip)
    message = TipMessage.objects.create(tip=locked, text=text.strip(), editor=by)
    _move(locked, TipState.ASKED, by)
    notices.of_tip(locked.comment, message)


@transaction.atomic
def close(tip: Tip, by: User) -> None:
    """An editor is done with it."""
    _move(_locked(tip), TipState.CLOSED, by)


@transaction.atomic
def use(
    tip: Tip, by: User, text: str, what: str, photos: Mapping[int, str], revision: int
) -> Story:
    """Adds the author's account to the story as an update, under the consent that is on record.

    In: the paragraphs to add; what is new, in a sentence for readers; the photos to print, by id,
    with their alternative texts; the story's revision that the editor saw. Raises NoConsent,
    ValidationError with what stands in the way, and `editing.OutdatedFormError`.
    """
    locked = _locked(tip)
    consent = locked.consents.last()
    if consent is None or locked.may_use == Use.NO or consent.may_use != locked.may_use:
        raise NoConsent
    comment = locked.comment
    if comment.status != Status.PUBLISHED:
        raise ValidationError("Only an account that readers can see is added to the story.")
    if locked.state == TipState.USED:
        raise ValidationError("This account is in the story already.")
    story = Story.objects.select_related("section").get(pk=comment.story_id)
    editing.claim(story, revision)
    amending.append(story, text)
    author = comment.author if locked.may_use == Use.NAMED else None
    credit = author.name if author else "a reader"
    for photo in locked.photos.filter(pk__in=photos):
        _print(photo, story, photos[photo.pk], f"Photo: {credit}")
    publishing.refuse_unpublishable(story)
    publishing.update(story, what, by)
    consent.used_at, consent.used_by = timezone.now(), by
    consent.save(update_fields=["used_at", "used_by"])
    _move(locked, TipState.USED, by)
    notices.of_tip(comment)
    return story


def forget(comment: Comment) -> None:
    """Erases what its author told the newsroom; of a consent that was used, the record stays.

    Must run in a transaction.
    """
    tip = Tip.objects.filter(comment=comment).first()
    if tip is None:
        return
    if not tip.consents.filter(used_at__isnull=False).exists():
        tip.delete()
        return
    tip.photos.all().delete()
    tip.messages.all().delete()
    tip.consents.filter(used_at=None).delete()
    Tip.objects.filter(pk=tip.pk).update(contact="", may_contact=False)


def _print(photo: TipPhoto, story: Story, alt: str, credit: str) -> None:
    original = ContentFile(bytes(photo.content), name="photo.jpg")
    last = story.photos.count()
    printed = Photo(story=story, original=original, alt=alt, credit=credit[:120], position=last)
    printed.full_clean()
    pictures.store(printed)


def _locked(tip: Tip) -> Tip:
    """The tip with its comment, its row locked until the transaction ends."""
    locked = Tip.objects.select_for_update(of=("self",)).select_related("comment__author")
    return locked.get(pk=tip.pk)


def _reopen(tip: Tip) -> None:
    """It is the editors' turn; what is in the story stays so."""
    tip.touched_at = timezone.now()
    if tip.state != TipState.USED:
        tip.state = TipState.OPEN
    tip.save(update_fields=["state", "touched_at"])


def _move(tip: Tip, state: TipState, by: User) -> None:
    tip.state, tip.handled_by, tip.touched_at = state, by, timezone.now()
    tip.save(update_fields=["state", "handled_by", "touched_at"])
