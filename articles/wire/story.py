"""What a wire story is once it has been read."""

import datetime
from dataclasses import dataclass
from typing import TypedDict


@dataclass(frozen=True)
class Quote:
    """Someone's words on the record.

    `text` stands without its outer quotation marks; the parts of a quotation that runs over
    several paragraphs, or around "she said", are joined by one space. `paragraph` counts from 0
    and is where the quotation begins. `certain` is False where an editor should look.
    """

    text: str
    speaker: str
    role: str
    certain: bool
    paragraph: int


@dataclass(frozen=True)
class Story:
    """One story with its quotes and comments; `state` is a two-letter code or empty."""

    date: datetime.date
    place: str
    state: str
    source: str
    title: str
    paragraphs: tuple[str, ...]
    quotes: tuple[Quote, ...]
    comments: tuple[str, ...]
    warnings: tuple[str, ...]
    headers: tuple[tuple[str, str], ...] = ()


class QuoteJson(TypedDict):
    text: str
    speaker: str
    certain: bool
    paragraph: int


class StoryJson(TypedDict):
    date: str
    place: str
    state: str
    source: str
    title: str
    paragraphs: list[str]
    quotes: list[QuoteJson]
    comments: list[str]
    warnings: list[str]


def as_json(story: Story) -> StoryJson:
    """Return the object that `import_story --dry-run` prints (ARCHITECTURE section 6)."""
    return {
        "date": story.date.isoformat(),
        "place": story.place,
        "state": story.state,
        "source": story.source,
        "title": story.title,
        "paragraphs": list(story.paragraphs),
        "quotes": [
            {
                "text": quote.text,
                "speaker": quote.speaker,
                "certain": quote.certain,
                "paragraph": quote.paragraph,
            }
            for quote in story.quotes
        ],
        "comments": list(story.comments),
        "warnings": list(story.warnings),
    }
