"""Where the words of a quotation stand."""

import pytest

from articles.quoting import is_set_off, place

BODY = ["It rained.", "“We will build it,” she said.", "“And we will", "paint it,” she said."]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("We will build it,", 1),
        ("we  will build it", 1),
        ("And we will paint it,", 2),
        ("We will never build it", None),
        (" ", None),
    ],
)
def test_a_quotation_is_found_where_it_begins(words: str, number: int | None) -> None:
    assert place(words, BODY) == number


def test_a_quotation_that_is_all_of_its_paragraph_is_set_off() -> None:
    assert is_set_off("We will build it.", "“We will build it.”")
    assert not is_set_off("We will build it.", "“We will build it,” she said.")


def test_a_long_quotation_that_closes_its_paragraph_is_set_off() -> None:
    words = "word " * 25
    assert is_set_off(words, f"She said, “{words.strip()}.”")
    assert not is_set_off("a few words", "She said, “a few words.”")
