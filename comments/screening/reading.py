"""A draft read once: every view of its text that the checks share."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from comments.screening.draft import Draft
from comments.screening.findings import Span
from comments.screening.normalise import Folded, bounded, fold
from comments.screening.sentences import Chunk, Sentence, sentences

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+"
    r"|[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}"
    r"|(?<![\w@.])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,3}"
    r"\.(?:com|org|net|edu|gov|info|biz|io|co|us|uk|ca|ru|xyz|top|shop|site|online|club|me|ly|tv)"
    r"(?![a-z0-9])(?:/[^\s<>\"]*)?"
)
# Every address has one of these in it, which is told sooner than that there is none.
_MAYBE_URL = re.compile(r"://|www\.|@|\.[a-z]")
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){2,400}'(?!\w)")
_CHUNK = re.compile(r"\S+")


def addresses(text: str) -> Iterable[re.Match[str]]:
    """The web and e-mail addresses in a folded text, in order."""
    return URL.finditer(text) if _MAYBE_URL.search(text) else ()


@dataclass(frozen=True)
class Reading:
    """`draft` with its views, each made on first use."""

    draft: Draft

    @cached_property
    def original(self) -> str:
        """The text that is judged: the draft's own, cut where it is far too long."""
        return bounded(self.draft.text)

    @cached_property
    def folded(self) -> Folded:
        """The text in plain lower-case letters."""
        return fold(self.original)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Web and e-mail addresses, as folded."""
        return tuple(found[0] for found in addresses(self.folded.text))

    @cached_property
    def masked(self) -> str:
        """The folded text with addresses blanked and allowed expressions made meaningless."""
        text = self.folded.text
        if self.links:
            text = URL.sub(lambda found: " " * len(found[0]), text)
        return self.draft.words.allowed.sub(lambda found: re.sub(r"[^\s]", "q", found[0]), text)

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """Stretches between spaces."""
        return tuple(Chunk(run[0], run.start(), run.end()) for run in _CHUNK.finditer(self.masked))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in plain words; see `sentences`."""
        return tuple(sentences(self.chunks, self.masked, self.original, self.folded.origin))

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """Spans of the original that stand in quotation marks."""
        return tuple(
            self.folded.span(found.start(), found.end())
            for found in _QUOTED.finditer(self.folded.text)
        )

    def is_quoted(self, span: Span) -> bool:
        """Whether `span` of the original lies inside quotation marks."""
        return any(start <= span[0] and span[1] <= end for start, end in self.quotations)

    def sentence_at(self, span: Span) -> str:
        """The plain words of the sentence that `span` of the original begins in; "" for none."""
        for sentence in self.sentences:
            if sentence.words[0].start <= span[0] < sentence.words[-1].end:
                return sentence.text
        return ""
