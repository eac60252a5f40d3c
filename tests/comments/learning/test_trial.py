"""A fit is judged on what it has not seen, and what it may not do it does not do."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from comments.learning.example import Example
from comments.learning.figures import Figures, Measure, Outcome, Since, judge
from comments.screening import Draft, builtin, review, score
from comments.screening.learned import Learned
from tests.comments.learning.made_up import decisions, remarks
from tests.comments.screening.evaluate import FLAGGED, cases

Fit = Callable[[list[Example]], Any]
GOOD = Measure(0.9, 0.8, 0.5, 0.5, 0.6, 0.1)
FIGURES = Figures(GOOD, GOOD, 0.7, 1000, 0.0, 0.01, 500)


@pytest.mark.parametrize(
    ("figures", "outcome"),
    [
        (FIGURES, Outcome.USED),
        (replace(FIGURES, by_story=replace(GOOD, ranking=0.5)), Outcome.WORSE_BY_STORY),
        (replace(FIGURES, by_time=replace(GOOD, ranking=0.4)), Outcome.WORSE_BY_TIME),
        (replace(FIGURES, by_time=replace(GOOD, recall=0.04)), Outcome.TOO_LITTLE),
        (replace(FIGURES, since=Since(100, 30, 0.9, 0.8)), Outcome.USED),
        (replace(FIGURES, since=Since(100, 30, 0.8, 0.8)), Outcome.WORSE_THAN_PRESENT),
        (replace(FIGURES, since=Since(49, 30, 0.9, 0.8)), Outcome.WORSE_THAN_PRESENT),
        (replace(FIGURES, since=Since(100, 9, 0.9, 0.8)), Outcome.WORSE_THAN_PRESENT),
    ],
)
def test_a_fit_has_to_beat_what_is_in_use(figures: Figures, outcome: Outcome) -> None:
    assert judge(figures) is outcome


def test_figures_are_kept_as_they_are() -> None:
    for figures in (FIGURES, replace(FIGURES, since=Since(100, 30, 0.9, 0.8))):
        assert Figures.of(figures.as_dict()) == figures


@pytest.fixture(scope="module")
def fitted() -> Fit:
    """Fits and judges a model of these examples."""
    trial = pytest.importorskip("comments.learning.trial", reason="the extra `score`")
    assert score.preload()
    quiet = [one.text for one in remarks(seed=2, number=300, bad=0.0)]
    setting = trial.Setting(builtin(), 0.8, quiet)
    return lambda examples: trial.attempt(examples, setting, "desk 1")


def is_held(text: str, learned: Learned) -> bool:
    return review(Draft(text, learned=learned)).action in FLAGGED


def test_it_learns_rules_that_nobody_wrote_down(fitted: Fit) -> None:
    found = fitted(decisions(seed=3, number=400))
    assert found.outcome is Outcome.USED
    others = remarks(seed=1, number=400, bad=0.1)
    held = [
        one for one in others if review(Draft(one.text, learned=found.learned)).action in FLAGGED
    ]
    right = [one for one in held if one.rule]
    assert len(right) >= 0.9 * len(held)
    assert len(right) >= 0.5 * sum(bool(one.rule) for one in others)


@pytest.mark.parametrize(("seed", "number"), [(3, 250), (3, 400), (4, 250), (4, 400)])
def test_sentences_about_who_people_are_are_let_be(fitted: Fit, seed: int, number: int) -> None:
    """Those of the screening's own cases, which it has never been shown."""
    found = fitted(decisions(seed=seed, number=number))
    assert found.figures.neutral <= 0.01
    files = [(file, half) for file in ("identity", "identity_plain") for half in ("tune", "test")]
    texts = [text for file, half in files for text in cases(file, half)]
    held = [text for text in texts if is_held(text, found.learned)]
    assert len(held) <= 0.01 * len(texts), held


def test_where_removals_follow_no_rule_nothing_is_used(fitted: Fit) -> None:
    examples = decisions(seed=3, number=300, bad=0.0)
    tossed = [replace(one, removed=one.comment % 3 == 0, rule="nice") for one in examples]
    assert fitted(tossed).learned is None


@pytest.mark.parametrize("what", ["one story", "all kept at the end"])
def test_decisions_that_are_too_alike_are_not_judged(fitted: Fit, what: str) -> None:
    examples = decisions(seed=3, number=300)
    if what == "one story":
        examples = [replace(one, story=1) for one in examples]
    else:
        examples = [replace(one, removed=one.removed and one.comment < 200) for one in examples]
    assert fitted(examples).outcome is Outcome.TOO_ALIKE


def test_what_fewer_than_three_people_wrote_is_not_kept(fitted: Fit) -> None:
    examples = decisions(seed=3, number=300)
    for at in range(0, 40, 2):
        text = f"{examples[at].text} Zanzibarbara Zimmerling says so."
        examples[at] = replace(examples[at], text=text, person=at % 4, removed=True, rule="nice")
    learned = fitted(examples).learned
    assert learned is not None
    assert not [term for term in learned.weights if "zanzi" in term or "zimmer" in term]
