"""What `review` makes of a draft: who outranks whom, whose record counts, what is disclosed."""

import os
import subprocess
import sys

import pytest

from comments.rules import Rule
from comments.screening import Action, Author, Draft, Term, Tier, Verdict, WordList, review, screen
from comments.screening import score as scoring

KNOWN = Author(published=40)
LETTER = (
    "The mayor's letter says what many of us have wanted to say for years, and it says it well."
)


def judged(text: str, **moment: object) -> Verdict:
    return review(Draft(text, **{"author": KNOWN, **moment}))  # type: ignore[arg-type]


def test_a_clean_comment_has_no_findings_and_no_rule() -> None:
    verdict = judged("Thank you for covering this.")
    assert (verdict.action, verdict.findings, verdict.rule) == ("allow", (), None)


def test_the_strongest_finding_decides_and_names_the_rule() -> None:
    verdict = judged("WHAT A FUCKING DISGRACE THIS WHOLE BUDGET IS")
    assert verdict.action == "reject"
    assert verdict.rule is Rule.CLEAN
    assert {finding.rule for finding in verdict.findings} >= {Rule.CLEAN, Rule.CAPS}


def test_marks_point_at_the_words_in_the_original_text() -> None:
    text = "Well… this is f\u200bu\u200bck\u200bing absurd, 𝓈𝒽𝒾𝓉 too."
    spans = [text[a:b] for finding in judged(text).findings for a, b in finding.spans]
    assert spans == ["f\u200bu\u200bck\u200bing", "𝓈𝒽𝒾𝓉"]


@pytest.mark.parametrize(
    ("text", "disclosed"),
    [("This is bullshit.", True), ("I will kill you.", False), ("Send the kikes home.", False)],
)
def test_the_trigger_of_a_threat_or_slur_is_not_spelled_out(text: str, disclosed: bool) -> None:
    assert {finding.disclose for finding in judged(text).findings} == {disclosed}


@pytest.mark.parametrize(
    ("author", "reason"),
    [
        (Author(published=1), "new"),
        (Author(published=40, premoderated=True), "premoderated"),
        (Author(published=40, removed_recently=3, decided_recently=10), "removed-recently"),
    ],
)
def test_a_doubtful_author_is_held(author: Author, reason: str) -> None:
    verdict = judged(LETTER, author=author)
    assert (verdict.action, verdict.findings[0].reason) == ("hold", reason)


@pytest.mark.parametrize(
    "author",
    [
        Author(published=2),
        Author(published=40, removed_recently=2, decided_recently=10),
        Author(published=0, staff=True),
        None,
    ],
)
def test_any_other_author_is_not(author: Author | None) -> None:
    assert judged(LETTER, author=author).action == "allow"


def test_staff_pass_everything_but_the_threats_check() -> None:
    staff = Author(staff=True)
    assert judged("The word in question was 'shit'.", author=staff).action == "allow"
    assert judged("I will kill you.", author=staff).action == "reject"


def test_the_same_text_by_others_is_held_though_letters_are_swapped_for_look_alikes() -> None:
    again = LETTER.replace("a", "а").upper().lower() + "!!"
    assert judged(LETTER, recent=(again,)).findings[0].reason == "duplicate"
    assert (
        judged(LETTER, recent=("Somebody else wrote a quite different letter.",)).action == "allow"
    )


def test_posting_faster_than_people_write_is_held() -> None:
    assert judged(LETTER, posts_last_10_min=8).action == "allow"
    assert judged(LETTER, posts_last_10_min=9).action == "hold"


def test_links_to_trusted_domains_are_no_spam() -> None:
    text = "See http://ctgadfly.net and http://ctgadfly.net/more"
    assert judged(text).action == "hold"
    assert judged(text, trusted_domains=frozenset(("ctgadfly.net",))).action == "allow"


def test_moderators_add_exempt_and_allow_over_the_built_in_list() -> None:
    words = WordList.build(
        extra=(
            Term.of("nutmegger", Tier.HOLD, Rule.NICE),
            Term.of("tax and spend", Tier.HOLD, Rule.NICE),
        ),
        exempted=("shit",),
        allowed=("nutmegger of the year",),
    )
    assert words.version != WordList.build().version
    assert judged("A Nutmegger!", words=words).action == "hold"
    assert judged("two nutmeggers", words=words).action == "hold"
    assert judged("The tax and spend crowd", words=words).action == "hold"
    assert judged("Nutmegger of the Year", words=words).action == "allow"
    assert judged("No shit.", words=words).action == "allow"
    assert judged("No fuck.", words=words).action == "reject"


def test_quoted_and_denounced_obscenity_is_held_for_a_person_to_read() -> None:
    assert judged("Shit happens.").action == "reject"
    assert judged('The sign said "shit happens" in red.').action == "hold"


def test_a_score_over_the_threshold_holds_and_never_rejects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Certain:
        name = "certain"

        def probability(self, text: str) -> float:
            return 1.0

    monkeypatch.setattr(scoring, "scorer", Certain)
    assert judged(LETTER).findings[0].action is Action.HOLD
    assert judged(LETTER, score_threshold=1.1).action == "allow"
    assert judged(LETTER, score_min_length=1_000).action == "allow"


def test_screening_does_without_a_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "scorer", lambda: None)
    assert screen(LETTER) == "allow"
    assert screen("You are a pathetic piece of trash.") == "hold"


def test_every_process_calls_the_same_list_by_the_same_version() -> None:
    code = "from comments.screening.words import builtin; print(builtin().version)"
    told = {
        subprocess.check_output(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, text=True
        )
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_every_verdict_carries_the_versions_of_what_judged() -> None:
    assert judged(LETTER).versions.keys() == {"screening", "words", "lexicon", "patterns"}
