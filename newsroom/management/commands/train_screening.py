"""`manage.py train_screening`: fits a model on the desk's decisions. `work` does it at night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from comments.learning.figures import LEAST_DECISIONS, LEAST_REMOVALS, Figures, Measure, Outcome
from comments.learning.training import DoneBefore, NotInstalled, TooFew, train

SAID = {
    Outcome.USED: "It is in use from now on.",
    Outcome.WORSE_BY_STORY: "Not used: on stories it has not seen, the packaged score does better.",
    Outcome.WORSE_BY_TIME: "Not used: on the newest decisions, the packaged score does better.",
    Outcome.WORSE_THAN_PRESENT: "Not used: it is not shown to be better than the present one.",
    Outcome.TOO_LITTLE: "Not used: it finds too little where it is to be precise and fair.",
    Outcome.TOO_FEW: f"Not fitted: that takes {LEAST_DECISIONS} with {LEAST_REMOVALS} removals.",
    Outcome.TOO_ALIKE: "Not used: the decisions lie on too few stories or days to judge it by.",
}


class Command(BaseCommand):
    help = (
        "Fits a small model on what this desk removed and kept, and uses it where it is better. "
        f"Needs {LEAST_DECISIONS} decisions with {LEAST_REMOVALS} removals."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--occasion", help="what for; it is done once for each")

    def handle(self, *args: Any, occasion: str | None, **options: Any) -> None:
        try:
            model = train(occasion)
        except TooFew as told:
            raise CommandError(
                f"The desk has {told}. A model needs {LEAST_DECISIONS} with {LEAST_REMOVALS}."
            ) from told
        except NotInstalled as error:
            raise CommandError("This needs the extra `score`: make install brings it.") from error
        except DoneBefore:
            self.stdout.write("Another process does it.")
            return
        self.stdout.write(
            f"Fitted on {model.decisions:,} decisions, {model.removals:,} of them removals."
        )
        if model.figures:
            self._tell(Figures.of(model.figures))
        self.stdout.write(f"Model {model.pk}. {SAID[Outcome(model.outcome)]}")

    def _tell(self, figures: Figures) -> None:
        self.stdout.write("                    precision   recall  ranking")
        for name, measure in (("unseen stories", figures.by_story), ("newest", figures.by_time)):
            self.stdout.write(f"{name:<20}{_shares(measure)}")
            packaged = f"{measure.packaged_precision:>9.0%}{measure.packaged_recall:>9.0%}"
            self.stdout.write(f"{'  packaged score':<20}{packaged}{measure.packaged_ranking:>9.2f}")
        self.stdout.write(f"Neutral sentences about people held: {figures.neutral:.1%}")
        self.stdout.write(
            f"Comments that nobody minded held: {figures.quiet:.1%} of {figures.quiet_texts:,}"
        )


def _shares(measure: Measure) -> str:
    return f"{measure.precision:>9.0%}{measure.recall:>9.0%}{measure.ranking:>9.2f}"
