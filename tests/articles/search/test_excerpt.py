"""Excerpts show why a story was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.excerpt import LENGTH, Part, excerpt, marked, plain
from articles.search.words import MOST_WORDS, stem, words_of


def hits(parts: list[Part]) -> list[str]:
    return [part.text for part in parts if part.hit]


def test_whole_words_of_the_same_stem_are_marked() -> None:
    text = "Meters, a meter and metering; no perimeter, no Metro."
    assert hits(marked(text, ["meters"])) == ["Meters", "meter", "metering"]


def test_case_and_accents_do_not_keep_a_word_from_being_marked() -> None:
    assert hits(marked("MAYOR Quiñones met Ana", ["quinones", "mayor"])) == ["MAYOR", "Quiñones"]


@pytest.mark.parametrize("word", ["mayor", "city", "boxes", "closing", "tried", "gas"])
def test_a_stem_is_its_own_beginning(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(stem(word)) >= 3


@given(text=st.text(max_size=200), words=st.lists(st.text("abcdeé<&", min_size=1, max_size=4)))
def test_marking_never_changes_the_text(text: str, words: list[str]) -> None:
    assert "".join(part.text for part in marked(text, words)) == text


@given(text=st.text(), question=st.text())
def test_an_excerpt_is_cut_from_the_text(text: str, question: str) -> None:
    parts = excerpt(text, words_of(question))
    assert "".join(part.text for part in parts).removeprefix("… ").removesuffix(" …") in text


def test_an_excerpt_begins_and_ends_at_whole_words_near_the_first_mark() -> None:
    text = f"{'before ' * 100}ferry {'after ' * 100}".strip()
    parts = excerpt(text, ["ferry"])
    shown = "".join(part.text for part in parts)
    assert shown.startswith("… before before")
    assert shown.endswith("after …")
    assert hits(parts) == ["ferry"]
    assert len(shown) <= LENGTH + len("…  …")


def test_a_text_without_the_word_has_no_excerpt() -> None:
    assert excerpt("The bridge opens.", ["ferry"]) == []


def test_a_word_longer_than_an_excerpt_is_shown_whole() -> None:
    long = "ferry" * 100
    assert hits(excerpt(f"The {long} left", [long])) == [long]


def test_the_text_of_a_body_has_no_markup() -> None:
    assert plain("<p>One &amp; two</p>\n<p><b>Three</b> &lt;b&gt;</p>") == "One & two Three <b>"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  Parking   METERS ", ["parking", "meters"]),
        ("the mayor’s don't", ["the", "mayor", "don"]),
        ("a_b-c/d", ["a", "b", "c", "d"]),
        ("twice twice", ["twice"]),
        ('"* ()', []),
        ("Cafe\u0301", ["café"]),
    ],
)
def test_a_question_is_its_words(typed: str, words: list[str]) -> None:
    assert words_of(typed) == words


@given(typed=st.text())
def test_words_are_few_and_short_whatever_is_typed(typed: str) -> None:
    words = words_of(typed * 3)
    assert len(words) <= MOST_WORDS
    assert all(0 < len(word) <= 60 and word.isalnum() for word in words)
