"""The issue's targets, on the half that was tuned on and on the half that was not."""

import pytest

from comments.screening import score
from tests.comments.screening.evaluate import CATEGORIES, Category, cases, rate


@pytest.fixture(scope="module", autouse=True)
def _loaded_score() -> None:
    score.preload()


@pytest.mark.parametrize("half", ["tune", "test"])
@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.name)
def test_a_category_meets_its_target(category: Category, half: str) -> None:
    share = rate(category, half)
    if category.at_least:
        assert share >= category.wanted
    else:
        assert share <= category.wanted


def test_there_are_cases_in_the_hundreds_and_both_halves_have_their_share() -> None:
    files = {category.file for category in CATEGORIES}
    counts = {half: sum(len(cases(file, half)) for file in files) for half in ("tune", "test")}
    assert min(counts.values()) > 800
