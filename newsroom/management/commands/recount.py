"""`manage.py recount [--fix]`: compares the discussion's counters with what they count."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comments.counting import differences


class Command(BaseCommand):
    help = "Counts comments, replies and respect again, and says which counters are wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix", action="store_true", help="correct what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for difference in differences():
            wrong += 1
            self.stdout.write(str(difference))
            if options["fix"]:
                difference.correct()
        if wrong and not options["fix"]:
            number = "1 counter is" if wrong == 1 else f"{wrong} counters are"
            raise CommandError(f"{number} wrong. `manage.py recount --fix` corrects what is wrong.")
        self.stdout.write(f"{wrong} corrected." if wrong else "Every counter is right.")
