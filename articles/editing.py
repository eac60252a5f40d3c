"""Two editors on one story: each is told of the other, and nothing is overwritten unseen."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.dateformat import format as date_words

from articles.models import Editing, Story
from newsroom.accounts.models import User

# Without JavaScript an open form says nothing until it is saved; after this long it counts as left.
LEFT_AFTER = timedelta(minutes=10)


class OutdatedFormError(ValidationError):
    """Somebody saved the story after the form was opened."""


def open_form(story: Story, editor: User) -> None:
    """Notes that the editor has the story open; to be repeated while it stays open."""
    now = timezone.now()
    Editing.objects.filter(story=story, seen_at__lt=now - LEFT_AFTER).delete()
    Editing.objects.bulk_create(
        [Editing(story=story, editor=editor, since=now, seen_at=now)],
        update_conflicts=True,
        unique_fields=["story", "editor"],
        update_fields=["seen_at"],
    )


def close_form(story: Story, editor: User) -> None:
    """Notes that the editor has left the story."""
    Editing.objects.filter(story=story, editor=editor).delete()


def notices_of_others(story: Story, editor: User) -> list[str]:
    """A sentence for each other editor who has the story open, the longest first. One query."""
    fresh = Editing.objects.filter(story=story, seen_at__gte=timezone.now() - LEFT_AFTER)
    others = fresh.exclude(editor=editor).select_related("editor").order_by("since")
    return [
        f"{other.editor.name} has been editing this story since {clock(other.since)}".rstrip(".")
        + "."
        for other in others
    ]


def claim(story: Story, seen: int) -> None:
    """Takes the right to save a form that was opened at revision `seen`; raises OutdatedFormError.

    Of two forms opened at one revision, the database lets one through.
    """
    claimed = Story.objects.filter(pk=story.pk, revision=seen).update(revision=F("revision") + 1)
    if not claimed:
        raise OutdatedFormError(outdated_words(story))
    story.revision = seen + 1


def outdated_words(story: Story) -> str:
    """Who saved the story last, and when, for an editor whose form is older."""
    last = story.history.select_related("history_user").first()
    who = last.history_user.name if last and last.history_user else "Somebody"
    when = f" at {clock(last.history_date)}" if last else ""
    return f"{who} saved this story{when}, while you had it open."


def clock(when: datetime) -> str:
    """The time of day as the newsroom says it, with the date unless it is today: "4:05 p.m."."""
    local = timezone.localtime(when)
    words = date_words(local, "g:i a")
    return words if local.date() == timezone.localdate() else f"{words}, {local:%B} {local.day}"
