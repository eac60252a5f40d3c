"""What is asked of the index of quotations: words by field, and between which days."""

from dataclasses import dataclass
from datetime import datetime

from articles.search.words import words_of

# The fields of the index. The last one says the same of every row, so that days alone can be asked.
FIELDS = ("words", "speaker", "role", "quotation")
Terms = dict[str, list[str]]


@dataclass(frozen=True)
class Window:
    """Keys from `since` up to but without `before`, of stories that are out at `now`."""

    before: int
    since: int
    now: datetime


def terms_of(q: str, speaker: str, role: str) -> Terms:
    """The words of each field that was asked for; every quotation where none was."""
    asked = {"words": words_of(q), "speaker": words_of(speaker), "role": words_of(role)}
    return {field: words for field, words in asked.items() if words} or {FIELDS[-1]: [FIELDS[-1]]}
