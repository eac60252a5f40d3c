"""Corrections that readers suggest: handed in by them, decided by editors.

What was decided is told to the reader by `comments.suggestions`, which looks for what is untold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from statistics import median

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import amending, editing, publishing
from articles.body import paragraphs
from articles.models import (
    Correction,
    CorrectionKind,
    Quote,
    Story,
    Suggestion,
    SuggestionOutcome,
)
from newsroom.accounts.models import User

# The figures are about so many corrections, the latest: enough to judge by, whatever the archive.
LATEST = 100


class AlreadyDecided(Exception):  # noqa: N818 - it tells what happened, like Http404
    """Another editor was first; `suggestion` is as it stands now."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__("Somebody decided this suggestion before.")
        self.suggestion = suggestion


@dataclass(frozen=True)
class Passage:
    """A part of a story that a reader can point at. `place` names it in an address: "p3" is the
    paragraph of that number (from 0), "q7" the quotation of that id, "headline" the rest.
    """

    place: str
    text: str
    paragraph: int | None = None
    quote: Quote | None = None


@dataclass(frozen=True)
class Entry:
    """What a reader hands in. `token` comes with the form, so that sending it twice is one act."""

    passage: Passage
    wrong: str
    right: str = ""
    source: str = ""
    wants_credit: bool = False
    token: str = ""


@dataclass(frozen=True)
class Ruling:
    """What an editor decides: the note (see `publishing.correct`), and a word to the reader.

    `paragraph`, where it is not empty, is how the passage reads from now on; `revision` is the
    story's as the editor saw it.
    """

    kind: CorrectionKind
    was: str
    now: str
    answer: str = ""
    credit: bool = False
    paragraph: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Share:
    """Of the latest `of` corrections, how many readers pointed out, and the hours (rounded up)
    within which half of those stood; None where there are none.
    """

    of: int
    from_readers: int
    hours: int | None


def passages(story: Story) -> Iterator[Passage]:
    """What of a story can be wrong, in reading order: headline, paragraphs, quotations in them.

    One query.
    """
    yield Passage("headline", story.headline)
    quotes: dict[int, list[Quote]] = {}
    for quote in Quote.objects.filter(story=story).select_related("speaker"):
        quotes.setdefault(quote.paragraph, []).append(quote)
    for number, text in enumerate(paragraphs(story.body)):
        yield Passage(f"p{number}", text, number)
        for quote in quotes.get(number, ()):
            yield Passage(f"q{quote.pk}", quote.text, number, quote)


def suggest(story: Story, reader: User, entry: Entry) -> Suggestion:
    """Takes a reader's suggestion; the same form sent again is the same suggestion.

    At most four queries.
    """
    said = f"{story.pk}\0{entry.passage.place}\0{entry.token}\0{entry.wrong}\0{entry.right}"
    token = sha256(said.encode(errors="surrogatepass")).hexdigest()[:43]
    found, _made = Suggestion.objects.get_or_create(
        reader=reader,
        token=token,
        defaults={
            "story": story,
            "paragraph": entry.passage.paragraph,
            "quote": entry.passage.quote,
            "passage": entry.passage.text,
            "wrong": entry.wrong,
            "right": entry.right,
            "source": entry.source,
            "wants_credit": entry.wants_credit,
        },
    )
    return found


@transaction.atomic
def correct(suggestion: Suggestion, ruling: Ruling, by: User) -> Correction:
    """Publishes a correction that a reader suggested, thanking them if both sides want that.

    Raises AlreadyDecided, ValidationError with what stands in the way, and its kind
    `editing.OutdatedFormError` where the paragraph was to change and the story has changed since.
    """
    locked = _open(suggestion)
    story = Story.objects.select_related("section").get(pk=locked.story_id)
    if ruling.paragraph:
        editing.claim(story, ruling.revision)
        if locked.paragraph is None:
            raise ValidationError("Change the headline in the story itself.")
        amending.reword(story, locked.paragraph, ruling.paragraph)
        publishing.refuse_unpublishable(story)
    correction = publishing.correct(
        story,
        ruling.kind,
        ruling.was,
        ruling.now,
        by,
        suggested_at=locked.made_at,
        credited_to=locked.reader if ruling.credit and locked.wants_credit else None,
    )
    _close(locked, SuggestionOutcome.CORRECTED, ruling.answer, by, correction)
    return correction


@transaction.atomic
def settle(suggestion: Suggestion, correction: Correction, answer: str, by: User) -> None:
    """Says that an earlier correction of the story answers the suggestion as well.

    Raises AlreadyDecided; ValidationError for a correction of another story.
    """
    locked = _open(suggestion)
    if correction.story_id != locked.story_id:
        raise ValidationError("That correction is of another story.")
    _close(locked, SuggestionOutcome.CORRECTED, answer, by, correction)


@transaction.atomic
def decline(suggestion: Suggestion, answer: str, by: User) -> None:
    """Leaves the story as it is; raises AlreadyDecided, and ValidationError without a reason."""
    locked = _open(suggestion)
    if not answer.strip():
        raise ValidationError("Tell the reader why the story stays as it is.")
    _close(locked, SuggestionOutcome.DECLINED, answer, by)


def share_of_readers() -> Share:
    """What readers have to do with the latest corrections. One query."""
    newest = Correction.objects.public().order_by("-at", "-id")
    times = list(newest.values_list("at", "suggested_at")[:LATEST])
    waits = [(at - suggested).total_seconds() for at, suggested in times if suggested]
    hours = max(1, -int(-median(waits) // 3600)) if waits else None
    return Share(len(times), len(waits), hours)


def _open(suggestion: Suggestion) -> Suggestion:
    """The suggestion, its row locked until the transaction ends."""
    locked = Suggestion.objects.select_for_update(of=("self",)).select_related("reader")
    found = locked.get(pk=suggestion.pk)
    if found.outcome != SuggestionOutcome.OPEN:
        raise AlreadyDecided(found)
    return found


def _close(
    suggestion: Suggestion,
    outcome: SuggestionOutcome,
    answer: str,
    by: User,
    correction: Correction | None = None,
) -> None:
    suggestion.outcome, suggestion.answer = outcome, answer.strip()
    suggestion.correction = correction
    suggestion.decided_by, suggestion.decided_at = by, timezone.now()
    suggestion.save(update_fields=["outcome", "answer", "correction", "decided_by", "decided_at"])
