"""Where the words of a quotation stand in a body."""

import re
from collections.abc import Sequence

# Shorter ones read well where they stand: three lines of the story column (DESIGN 2.1: 67 letters).
SET_OFF_WORDS = 25
LETTERS_AROUND = 280
_MARKS = re.compile(r"[“”„‟\"‘’‚‛'`´«»]")
_SPACE = re.compile(r"\s+")


def bare(text: str) -> str:
    """The words alone, so that marks, dashes of the wire and spacing do not part two copies."""
    return _SPACE.sub(" ", _MARKS.sub("", text).replace("--", "—")).strip().casefold()


def place(words: str, paragraphs: Sequence[str]) -> int | None:
    """The number from 0 of the paragraph where a quotation begins, or None: it stands nowhere.

    A quotation may run over paragraphs; then it is looked for in the text without breaks.
    """
    sought = bare(words)
    if not sought:
        return None
    bared = [bare(paragraph) for paragraph in paragraphs]
    for number, paragraph in enumerate(bared):
        if sought in paragraph:
            return number
    start = " ".join(bared).find(sought)
    if start < 0:
        return None
    end = -1
    for number, paragraph in enumerate(bared):
        end += len(paragraph) + 1
        if start < end:
            return number
    return None


def is_set_off(words: str, paragraph: str) -> bool:
    """Whether readers see the quotation apart from its paragraph, with a line for its speaker.

    It is when it is all of the paragraph, or closes it and is long.
    """
    sought, around = bare(words).rstrip(".,"), bare(paragraph).rstrip(".,")
    if not sought:
        return False
    return sought == around or (len(words.split()) >= SET_OFF_WORDS and around.endswith(sought))


def around(words: str, text: str) -> tuple[str, str] | None:
    """What stands in a plain text before and after words of it, to whole words; None without them.

    At most LETTERS_AROUND letters on either side.
    """
    start = text.find(words)
    if start < 0 or not words:
        return None
    end = start + len(words)
    before, after = text[:start], text[end:]
    if len(before) > LETTERS_AROUND:
        before = "… " + before[-LETTERS_AROUND:].partition(" ")[2]
    if len(after) > LETTERS_AROUND:
        after = after[:LETTERS_AROUND].rpartition(" ")[0] + " …"
    return before, after
