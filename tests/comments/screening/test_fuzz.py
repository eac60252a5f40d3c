"""No text makes screening fail, lose its place or differ from itself."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from comments.screening import Draft, lower_letters, near_duplicate, review
from tests.comments.screening.evaluate import CATEGORIES, cases

_CASES = sorted({text for c in CATEGORIES for text in cases(c.file, "tune")})
_SCRAPS = st.one_of(
    st.sampled_from(_CASES),
    st.text(max_size=60),
    st.text(alphabet="fuckshit @$*#.-_!1370\u200b\u0336\n\"'", max_size=60),
)
_TEXTS = st.lists(_SCRAPS, max_size=6).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
@example("")
@example("\u0336" * 50)
@example("a" * 5_000)
@example("kill " * 1_000)
@example("i will " * 800 + "you")
@example("GROUP MEMBER NAME ^ $ you are all ^")
@example("'" * 400 + '"' * 400)
@example("f" + "*" * 1_900)
@example("İ" * 40 + " ŉ ß ﬃ 🅵🆄🅲🅺")
def test_any_text_gets_a_verdict_with_spans_inside_it_and_always_the_same(text: str) -> None:
    draft = Draft(text, score_threshold=2.0)
    verdict = review(draft)
    assert verdict == review(draft)
    assert draft.text == text
    for finding in verdict.findings:
        for start, end in finding.spans:
            assert 0 <= start <= end <= len(text)


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_lowering_letters_changes_case_alone(text: str) -> None:
    lowered = lower_letters(text, frozenset(("Hartford",)))
    assert lowered.casefold() == text.casefold()


@settings(max_examples=40, deadline=None)
@given(_TEXTS, _TEXTS)
def test_near_duplicates_are_so_both_ways(a: str, b: str) -> None:
    assert near_duplicate(a, b) == near_duplicate(b, a)
