"""Quotations on the record and their speakers, over a corpus of invented stories."""

import pytest

from articles.wire import find_quotes
from tests.articles.wire.corpus import Case, cases

FILES = ("tuning.txt", "tricky.txt", *(f"round_{number}.txt" for number in range(1, 10)))


@pytest.mark.parametrize(
    "case", [case for name in FILES for case in cases(name)], ids=lambda case: case.name
)
def test_a_story_gives_its_quotations_to_their_speakers(case: Case) -> None:
    assert case.faults() == []


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    stories = [case for name in FILES for case in cases(name)]

    assert len(stories) >= 60
    assert sum(len(case.expected) for case in stories) >= 200


def test_ordinary_copy_is_rarely_marked_as_doubtful() -> None:
    quotes = [quote for case in cases("round_2.txt") for quote in case.quotes()]

    assert sum(quote.certain for quote in quotes) / len(quotes) > 0.9


def test_the_editor_can_find_quotes_in_bare_paragraphs() -> None:
    (quote,) = find_quotes(["“We are open,” said owner Ida Moss."])

    assert (quote.text, quote.speaker, quote.role) == ("We are open,", "Ida Moss", "owner")
    assert (quote.certain, quote.paragraph) == (True, 0)


def test_no_paragraphs_hold_no_quotes() -> None:
    assert find_quotes([]) == ()
    assert find_quotes(["", "   "]) == ()


def test_a_description_after_the_name_is_the_role() -> None:
    quotes = find_quotes(
        ["Ida Moss, 52, a baker from Salem, said it was late.", "“Go home,” she said."]
    )

    assert [(quote.speaker, quote.role) for quote in quotes] == [("Ida Moss", "baker")]
