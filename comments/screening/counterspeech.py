"""Whether words are somebody else's, repeated to report or to reject them.

Such use softens a finding by one step: a person reads what would have been sent back, and a pattern
that would have been held is let through.
"""

from comments.screening.findings import Span
from comments.screening.reading import Reading
from comments.screening.sentence_patterns import load


def is_reported(text: str, before: int) -> bool:
    """Whether the part of a sentence before offset `before` puts what follows in others' mouths."""
    head = text[: before + 1]
    book = load("counterspeech")
    return book.finds(head, "reported") and not book.finds(head, "own")


def is_denounced(text: str, start: int = 0, end: int = 0) -> bool:
    """Whether a sentence rejects what it repeats: "that is racist", but not "I'm not racist".

    Words within start..end, the degrading ones themselves, reject nothing.
    """
    book = load("counterspeech")
    denounced = any(
        pattern.reason == "denounced" and (match.end() <= start or end <= match.start())
        for pattern, match in book.matches(text)
    )
    return denounced and not book.finds(text, "own")


def is_repeated(reading: Reading, span: Span) -> bool:
    """Whether `span` of the original is quoted, or stands in a sentence that denounces it."""
    return is_denounced(reading.sentence_at(span)) or reading.is_quoted(span)
