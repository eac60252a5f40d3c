"""`manage.py doctor`: what in this installation is wrong or risky, and the remedy."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from newsroom.management.doctor import examine


class Command(BaseCommand):
    help = "Says what is wrong or risky here, and what to do. Ends with 1 where something is wrong."
    # A site whose settings are wrong is just what it is for.
    requires_system_checks: list[str] = []  # noqa: RUF012 - as Django declares it

    def handle(self, *args: Any, **options: Any) -> None:
        found = examine()
        for complaint in found:
            self.stdout.write(f"{'Wrong' if complaint.is_wrong else 'Note'}: {complaint.what}")
            self.stdout.write(f"       {complaint.remedy}\n")
        wrong = sum(complaint.is_wrong for complaint in found)
        if wrong:
            self.stdout.write(f"{wrong} to put right.")
            sys.exit(1)
        self.stdout.write("Nothing is wrong.")
