"""`manage.py retain`: erases what has been kept long enough. `manage.py work` does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from comments.privacy.retention import retain


class Command(BaseCommand):
    help = "Closes accounts whose grace is over and erases what was kept long enough. Repeatable."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, number in retain().items():
            self.stdout.write(f"{number:,} {what}")
