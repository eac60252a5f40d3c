"""What is judged: a text and everything about its moment that a check may need, as plain values."""

from dataclasses import dataclass, field

from comments.screening.learned import Learned
from comments.screening.words import WordList, builtin

# From here on alt-profanity-check means abuse rather than heat, in our cases; see checks/score.py.
SCORE_THRESHOLD = 0.8
# Shorter texts (in characters) hold too few words for the score to mean anything.
SCORE_MIN_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Author:
    """The author's record: counts of comments, and standing."""

    published: int = 0
    removed_recently: int = 0
    decided_recently: int = 0
    premoderated: bool = False
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A comment before anybody has seen it. `author` is None when nothing about them is known.

    `learned` is the model of this desk's own decisions, where one is in use. `recent` are recent
    texts by other people; `posts_last_10_min` counts the author's own.
    """

    text: str
    author: Author | None = None
    words: WordList = field(default_factory=builtin)
    trusted_domains: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()
    posts_last_10_min: int = 0
    score_threshold: float = SCORE_THRESHOLD
    score_min_length: int = SCORE_MIN_LENGTH
    first_comments: int = 2
    learned: Learned | None = None
