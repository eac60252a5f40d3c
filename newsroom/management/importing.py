"""A whole page of wire copy to the site: the story by `articles`, its comments by `comments`."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import importing, publishing, wire
from articles.models import Story
from comments import submission


@dataclass(frozen=True)
class Imported:
    """What became of a file. `why_draft` says in words why it was not published as asked."""

    story: Story
    is_new: bool
    warnings: tuple[str, ...] = ()
    why_draft: str = ""


@transaction.atomic
def import_page(text: str, order: importing.Order, publish: bool) -> Imported:
    """The story of the text with its comments, published if asked and if nothing is in the way.

    The same text again gives the story that is there. Raises `wire.WireError` or ValidationError
    for what cannot be taken; nothing is stored then.
    """
    if (known := importing.already(text)) is not None:
        return Imported(known, is_new=False)
    parsed = wire.parse(text)
    story = importing.import_story(text, order)
    submission.bring_in(story, _brought(story, parsed.comments))
    why_draft = ""
    if publish:
        try:
            publishing.publish(story, at=story.published_at)
            importing.corrections(story, text)
        except ValidationError as blocked:
            why_draft = " ".join(blocked.messages)
    return Imported(story, is_new=True, warnings=parsed.warnings, why_draft=why_draft)


def _brought(story: Story, comments: tuple[str, ...]) -> list[submission.Brought]:
    """A scraped page names no author and no time: the comments follow the story by minutes."""
    posted_at = story.published_at or story.created_at
    return [
        submission.Brought(body=text, posted_at=posted_at + timedelta(minutes=number))
        for number, text in enumerate(comments, start=1)
    ]
