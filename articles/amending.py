"""Changes to a story's body outside its form: one paragraph reworded, or more text at its end.

Who calls has claimed the story (see `editing.claim`) and lets a verb of `publishing` keep the
version afterwards, in the same transaction.
"""

import re
from html import escape, unescape

from django.core.exceptions import ValidationError

from articles.body import clean, from_paragraphs
from articles.models import Story

# A body is a block a line (see `articles.body`), numbered as `Quote.paragraph` counts.
_BLOCK = re.compile(r"<(p|h2|li)>(.*?)</\1>")


def plain_paragraph(body: str, number: int) -> str | None:
    """The text of the block of that number (from 0); None where it has marks in it, or is not."""
    for count, block in enumerate(_BLOCK.finditer(body)):
        if count == number:
            return None if "<" in block[2] else unescape(block[2])
    return None


def reword(story: Story, number: int, words: str) -> None:
    """Writes other words into a paragraph without marks.

    Raises ValidationError for one that has marks, is not there or would be empty.
    """
    text = " ".join(words.split())
    if not text or plain_paragraph(story.body, number) is None:
        raise ValidationError("Change this paragraph in the story itself: it has links or marks.")
    count = iter(range(number + 1))

    def replaced(block: re.Match[str]) -> str:
        if next(count, None) != number:
            return block[0]
        return f"<{block[1]}>{escape(text, quote=False)}</{block[1]}>"

    _write(story, _BLOCK.sub(replaced, story.body))


def append(story: Story, text: str) -> None:
    """Adds paragraphs of plain text, one a line, at the end; raises ValidationError for none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise ValidationError("Write what is to be added to the story.")
    _write(story, f"{story.body}\n{from_paragraphs(lines)}")


def _write(story: Story, body: str) -> None:
    story.body = clean(body)
    story.skip_history_when_saving = True  # type: ignore[attr-defined]  # a verb keeps the version
    story.save(update_fields=["body", "saved_at"])
    del story.skip_history_when_saving  # type: ignore[attr-defined]
