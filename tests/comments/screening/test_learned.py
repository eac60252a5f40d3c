"""The desk's own model inside the screening: plain numbers in, a hold at most out."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.rules import Rule
from comments.screening import Author, Draft, review, score
from comments.screening.learned import Learned, dump, parse
from comments.screening.reading import Reading
from comments.screening.terms import terms

TAUNT = "Nobody asked the river rats what they think about it."
MODEL = Learned(
    "desk 7", Rule.NICE, 0.6, -2.0, 0.0, {"w river rats": (1.0, 4.0), "w council": (1.0, -4.0)}
)


@pytest.fixture(autouse=True)
def _a_score(monkeypatch: pytest.MonkeyPatch) -> None:
    """A packaged score that finds nothing, so that these tests need no extra."""

    class Calm:
        name = "calm 1"

        def probability(self, text: str) -> float:
            return 0.0

    monkeypatch.setattr(score, "scorer", Calm)


def test_what_the_desk_removed_before_is_held_and_says_which_model_asked_for_it() -> None:
    verdict = review(Draft(TAUNT, learned=MODEL))
    (found,) = verdict.findings
    assert (verdict.action, found.check, found.rule) == ("hold", "learned", Rule.NICE)
    assert found.version == "desk 7"
    assert review(Draft(TAUNT)).action == "allow"


def test_it_never_sends_a_comment_back_however_sure_it_is() -> None:
    sure = replace(MODEL, intercept=100.0)
    assert review(Draft(TAUNT, learned=sure)).action == "hold"


def test_short_texts_and_colleagues_are_not_judged_by_it() -> None:
    assert review(Draft("River rats!", learned=MODEL)).action == "allow"
    staff = Author(staff=True)
    assert review(Draft(TAUNT, author=staff, learned=MODEL)).action == "allow"


def test_without_a_packaged_score_to_stand_beside_it_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(score, "scorer", lambda: None)
    assert review(Draft(TAUNT, learned=MODEL)).action == "allow"


@pytest.mark.parametrize(
    "text", ["gay people", "deaf women", "Muslims and Jews", "a Haitian immigrant", "Black men"]
)
def test_words_for_who_people_are_are_no_terms(text: str) -> None:
    heard = {term for term in terms(Reading(Draft(text))) if term.startswith("w ")}
    assert heard <= {"w and", "w a"}


def test_terms_are_words_pairs_and_letters_and_tell_no_number_or_address() -> None:
    found = terms(Reading(Draft("Call 860-555-0100, see http://example.com/x")))
    assert {"w call", "w 000", "w 0000", "w call 000", "w 0link", "c all"} <= set(found)
    assert not any("860" in term or "example" in term for term in found)


def test_what_is_stored_is_what_comes_back() -> None:
    assert parse(dump(MODEL), "desk 7") == MODEL


BROKEN = [
    "",
    "[]",
    "{}",
    "null",
    "1" * 400,
    "[" * 100_000,
    json.dumps([2, "nice", 0.5, 0.0, 0.0, {}]),
    json.dumps([1, "mean", 0.5, 0.0, 0.0, {}]),
    json.dumps([1, "nice", "0.5", 0.0, 0.0, {}]),
    json.dumps([1, "nice", True, 0.0, 0.0, {}]),
    json.dumps([1, "nice", 0.5, 0.0, 0.0, []]),
    json.dumps([1, "nice", 0.5, 0.0, 0.0, {"w a": [1.0]}]),
    json.dumps([1, "nice", 0.5, 0.0, 0.0, {"w a": [1.0, float("nan")]}]),
    json.dumps([1, "nice", 0.5, 0.0, 0.0, {"w a": [1.0, float("inf")]}]),
    json.dumps([1, "nice", 0.5, 0.0, 0.0, {"w " + "a" * 100: [1.0, 1.0]}]),
    json.dumps([1, "nice", 0.5, 0.0, 0.0, {"w a": {"__reduce__": "os.system"}}]),
]


@pytest.mark.parametrize("text", BROKEN)
def test_anything_else_is_no_model(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of the many ways to be wrong
        parse(text, "desk 7")


@given(st.text(max_size=300))
def test_every_text_has_a_probability(text: str) -> None:
    found = MODEL.probability(terms(Reading(Draft(text))), 0.5)
    assert 0.0 <= found <= 1.0
