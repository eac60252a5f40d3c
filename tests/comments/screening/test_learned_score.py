"""The learned score is the installed model's own answer, only sooner."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comments.screening.score import scorer
from newsroom.management import prose

package = pytest.importorskip("profanity_check.profanity_check", reason="the extra `score`")
TEXTS = [
    "",
    "The bridge needs a second lane, and the council knows it.",
    "You are an idiot and a stupid, stupid liar, shut up",
    "IDIOT idiot Idiot",
    "the and of to",
    "Река поднялась. 橋が必要です。 Ça va?",
    *prose.remarks(1, 20),
]


@settings(max_examples=20)
@given(st.sampled_from(TEXTS) | st.text(max_size=60))
def test_it_is_what_the_model_says(text: str) -> None:
    installed = scorer()
    assert installed is not None
    said = package.model.predict_proba(package.vectorizer.transform([text]))[0][1]
    assert installed.probability(text) == pytest.approx(float(said), abs=1e-9)
