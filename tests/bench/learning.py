"""`python -m tests.bench.learning`: what the desk's own model adds, over the number of decisions.

The desk is made up, so that what it would remove is known (see `tests.comments.learning.made_up`).
For each number of decisions a model is fitted as `manage.py train_screening` does, and then 2,000
other comments are screened, one in ten of which the desk would remove: without a model and with it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from time import perf_counter

from comments.learning.trial import Setting, Trial, attempt
from comments.screening import Draft, builtin, review, score
from comments.screening.draft import SCORE_THRESHOLD
from comments.screening.learned import Learned
from tests.comments.learning.made_up import Remark, decisions, remarks
from tests.comments.screening.evaluate import cases

DECISIONS = (250, 500, 1000, 2000, 4000)
SCREENED = 2000
BAD = 0.1
HELD = frozenset({"hold", "reject"})


def main() -> None:
    if not score.preload():
        raise SystemExit("This needs the extra `score`: uv sync --extra score")
    others = remarks(seed=1, number=SCREENED, bad=BAD)
    quiet = [one.text for one in remarks(seed=2, number=500, bad=0.0)]
    files = [(file, half) for file in ("identity", "identity_plain") for half in ("tune", "test")]
    identity = [text for file, half in files for text in cases(file, half)]
    say(f"{'':>10}{'without':>20}{'with':>20}   neutral  of cases    fitted")
    columns = f"{'precision':>11}{'recall':>9}" * 2
    say(f"{'decisions':>10}{columns}      held      held        in")
    without = told(others, None)
    for number in DECISIONS:
        start = perf_counter()
        setting = Setting(builtin(), SCORE_THRESHOLD, quiet)
        trial = attempt(decisions(seed=3, number=number), setting, "desk 1")
        took = perf_counter() - start
        held = f"{neutral(trial):>10}{share(identity, trial.learned):>10.1%}"
        with_it = told(others, trial.learned)
        say(f"{number:>10,}{without}{with_it}{held}{took:>8.0f} s  {trial.outcome.value}")


def told(others: Sequence[Remark], model: Learned | None) -> str:
    """Precision and recall of the screening as a whole."""
    held = [held_by(one.text, model) for one in others]
    right = sum(h and bool(one.rule) for h, one in zip(held, others, strict=True))
    precision, recall = right / max(1, sum(held)), right / sum(bool(one.rule) for one in others)
    return f"{precision:>11.1%}{recall:>9.1%}"


def share(texts: Sequence[str], model: Learned | None) -> float:
    return sum(held_by(text, model) for text in texts) / len(texts)


def held_by(text: str, model: Learned | None) -> bool:
    return review(Draft(text, learned=model)).action in HELD


def neutral(trial: Trial) -> str:
    return f"{trial.figures.neutral:.1%}" if trial.figures else "–"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
