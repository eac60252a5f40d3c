"""Words that the list knows, plain or in disguise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comments.rules import Rule
from comments.screening import lexicon
from comments.screening.counterspeech import is_repeated
from comments.screening.disguise import is_masked, letters, readings
from comments.screening.findings import Action, Finding, Span
from comments.screening.reading import Reading
from comments.screening.sentences import LONGEST_KEPT, Chunk
from comments.screening.words import Term, Tier, WordList, company

NAME = "wordlist"
_ACTIONS = {Tier.REJECT: Action.REJECT, Tier.HOLD: Action.HOLD}
_NOT_BEFORE_NAMES = lexicon.words("spelling.txt", "before no name")
_PUNCTUATION = "\"'()[]{},;:?!."
_LONGEST_HALF = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at start..end of the folded text."""

    term: Term
    start: int
    end: int


def check(reading: Reading) -> list[Finding]:
    """One finding for each rule and action, with all its places; watched words give none."""
    found: dict[tuple[Rule, Action], list[Span]] = {}
    for hit in _hits(reading):
        if hit.term.tier is Tier.WATCH:
            continue
        span = reading.folded.span(hit.start, hit.end)
        action = _ACTIONS[hit.term.tier]
        if action is Action.REJECT and is_repeated(reading, span):
            action = Action.HOLD
        spans = found.setdefault((hit.term.rule, action), [])
        if span not in spans:
            spans.append(span)
    version = reading.draft.words.version
    return [
        Finding(NAME, rule, action, tuple(spans), "word", version, disclose=rule is Rule.CLEAN)
        for (rule, action), spans in found.items()
    ]


def _hits(reading: Reading) -> Iterator[Hit]:
    words = reading.draft.words
    chunks = reading.chunks
    for at, chunk in enumerate(chunks):
        find = _in_word if len(chunk.raw) <= LONGEST_KEPT else _in_stretch
        term = find(chunk.raw, words)
        if term and not _is_name(term, at, reading) and not _is_plain(chunk, chunks):
            yield Hit(term, chunk.start, chunk.end)
    yield from _expressions(reading)
    yield from _split(chunks, words)


@lru_cache(maxsize=4096)
def _in_word(raw: str, words: WordList) -> Term | None:
    """The same for a short stretch; kept, because people use the same words."""
    return _in_stretch(raw, words)


def _in_stretch(raw: str, words: WordList) -> Term | None:
    """The strongest term that one stretch of text holds."""
    word = raw.strip(_PUNCTUATION)
    if word.isalpha():
        return _term(word, words)
    parts = "".join(char if char.isalpha() else " " for char in raw).split()
    found = [_term(part, words, hyphenated="-" in raw.strip("-")) for part in parts]
    views = (view for view in readings(raw) if len(view) > 2 and view not in parts)
    found.extend(_term(view, words, hidden=True) for view in views)
    if is_masked(raw):
        form = words.disguises.unmask(raw.strip("\"'()[]{},;:?"))
        found.append(words.forms.get(form) if form else None)
    return max((term for term in found if term), key=_weight, default=None)


def _term(
    word: str, words: WordList, *, hidden: bool = False, hyphenated: bool = False
) -> Term | None:
    """The term that `word` (letters only) is a form or a disguise of."""
    term = words.forms.get(word)
    if term is None:
        form = words.disguises.unveil(word)
        term, hidden = (words.forms.get(form), True) if form else (None, True)
    if term is None or ("masked" in term.marks and not hidden):
        return None
    return None if hyphenated and "name" in term.marks else term


def _weight(term: Term) -> int:
    return _ACTIONS.get(term.tier, 0)


def _is_name(term: Term, at: int, reading: Reading) -> bool:
    """Whether a name-like term is written the way a name is: Dick, but not "a Dick" nor "DICK"."""
    if "name" not in term.marks:
        return False
    chunks = reading.chunks
    start, end = reading.folded.span(chunks[at].start, chunks[at].end)
    written = letters(reading.original[start:end])
    before = chunks[at - 1].raw.strip("\"'(,") if at else ""
    return written.istitle() and before not in _NOT_BEFORE_NAMES


def _is_plain(chunk: Chunk, chunks: Sequence[Chunk]) -> bool:
    """Whether the word stands among words that give it its innocent sense."""
    word = letters(chunk.raw)
    others = company().get(word) or company().get(word.removesuffix("s")) or frozenset()
    return not others.isdisjoint(letters(other.raw) for other in chunks)


def _expressions(reading: Reading) -> Iterator[Hit]:
    words, chunks = reading.draft.words, reading.chunks
    # A letter in brackets counts a list: "(f) you must".
    plain = [
        chunk.raw.strip("\"'.,;:!?*" if len(chunk.raw) < 4 else "\"'().,;:!?*") for chunk in chunks
    ]
    for at, first in enumerate(plain):
        for expression, term in words.phrases.get(first.split("-")[0], ()):
            if "-" in first:
                if tuple(first.split("-")) == expression:
                    yield Hit(term, chunks[at].start, chunks[at].end)
            elif tuple(plain[at : at + len(expression)]) == expression:
                yield Hit(term, chunks[at].start, chunks[at + len(expression) - 1].end)


def _split(chunks: Sequence[Chunk], words: WordList) -> Iterator[Hit]:
    """Words broken by spaces, line ends or signs: `f u c k`, `fu ck`, `f * c k`."""
    at = 0
    while at < len(chunks):
        end = at
        while end < len(chunks) and len(chunks[end].raw.strip(".,")) == 1:
            end += 1
        if end - at >= 3:
            raw = "".join(chunk.raw.strip(".,") for chunk in chunks[at:end])
            term = _in_stretch(raw, words) or _inside(raw, words)
            if term:
                yield Hit(term, chunks[at].start, chunks[end - 1].end)
        yield from _halves(chunks, at, words)
        at = max(at + 1, end)


def _inside(raw: str, words: WordList) -> Term | None:
    """A term of four letters and more inside letters that somebody spelled out."""
    spelled = letters(raw)
    for length in range(4, min(len(spelled), 14) + 1):
        for start in range(len(spelled) - length + 1):
            if spelled[start : start + length] in words.disguises.forms:
                return words.forms.get(spelled[start : start + length])
    return None


def _halves(chunks: Sequence[Chunk], at: int, words: WordList) -> Iterator[Hit]:
    joined = ""
    halves: list[str] = []
    for end in range(at, min(at + 3, len(chunks))):
        half = letters(chunks[end].raw)
        if len(half) > _LONGEST_HALF:
            return
        joined += half
        halves.append(half)
        if end > at and len(joined) > 3 and joined in words.disguises.forms:
            if lexicon.words("spelling.txt", "own").issuperset(halves):
                return
            term = words.forms.get(joined)
            if term:
                yield Hit(term, chunks[at].start, chunks[end].end)
            return
