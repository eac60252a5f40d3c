"""The stories in cases/: how they are written down, and how an answer is judged.

A case is `### name`, its paragraphs a line each, `--`, and a line for each quotation on the record:
`Speaker | first words … last words`. A leading `?` says that the speaker must be marked doubtful,
`~` that either will do; without one the speaker must be certain. The speaker `*` is anybody.

`tuning` and `tricky` were written beside the rules. Each `round` was written before the rules met
it, to see how they do on stories that they have never seen, and corrected afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.wire import Quote, parse

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Expected:
    mark: str
    speaker: str
    opening: str
    closing: str

    def is_met_by(self, quote: Quote) -> bool:
        certain = {"": True, "?": False}.get(self.mark, quote.certain)
        return (
            self.is_about(quote)
            and self.speaker in {"*", quote.speaker}
            and quote.certain == certain
        )

    def is_about(self, quote: Quote) -> bool:
        return quote.text.startswith(self.opening) and quote.text.endswith(self.closing)


@dataclass(frozen=True)
class Case:
    name: str
    copy: str
    expected: tuple[Expected, ...]

    def quotes(self) -> tuple[Quote, ...]:
        """Parse a case that starts with a dateline as a file, others as bare paragraphs."""
        return parse(" date 2021-03-04 " + self.copy).quotes

    def faults(self) -> list[str]:
        """Say in words where the parser's answer is not what was expected."""
        quotes = list(self.quotes())
        faults = []
        for expected in self.expected:
            about = [quote for quote in quotes if expected.is_about(quote)]
            met = [quote for quote in about if expected.is_met_by(quote)]
            if met:
                quotes.remove(met[0])
            else:
                faults.append(f"{self.name}: wanted {expected}, got {about or 'nothing'}")
                quotes = [quote for quote in quotes if quote not in about[:1]]
        return faults + [f"{self.name}: nobody's words, yet {quote}" for quote in quotes]


def cases(file_name: str) -> Iterator[Case]:
    for block in (CASES / file_name).read_text(encoding="utf-8").split("### ")[1:]:
        name, _, rest = block.partition("\n")
        copy, _, answers = rest.partition("\n--")
        expected = tuple(_expected(line) for line in answers.splitlines() if "|" in line)
        yield Case(name, copy, expected)


def _expected(line: str) -> Expected:
    speaker, _, words = line.partition(" | ")
    mark = speaker[0] if speaker[0] in "?~" else ""
    opening, _, closing = words.partition(" … ")
    return Expected(mark, speaker.removeprefix(mark).strip(), opening.strip(), closing.strip())
