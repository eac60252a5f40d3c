"""`manage.py restore FILE`: puts a copy that `backup` made in the place of the site's data."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.management.backups import restoring
from newsroom.management.backups.manifest import Damaged, key_mark, waiting
from newsroom.management.commands.backup import told

NOT_EMPTY = (
    "This site has data of its own. `manage.py restore FILE --replace` puts the copy in its place"
    " and keeps what is here beside it."
)
OTHER_KEY = (
    "It was made under another SECRET_KEY. With that key everything works as before; without it"
    " people log in again, and staff set up their second factor anew."
)


class Command(BaseCommand):
    help = "Replaces the site's database and photos by a copy, proved before it takes their place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `manage.py backup` made")
        parser.add_argument(
            "--replace", action="store_true", help="even though this site has data of its own"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        if not options["replace"] and not restoring.is_empty():
            raise CommandError(NOT_EMPTY)
        try:
            copy, kept = restoring.restore(file)
        except Damaged as damage:
            raise CommandError(
                f"{file} was not restored. {damage} Nothing was changed."
            ) from damage
        self.stdout.write(f"Restored, and every part of it proved right.\n{told(copy)}")
        for old in kept:
            self.stdout.write(f"What was here before is kept as {old}; delete it when all is well.")
        if late := waiting(copy.migrations):
            self.stdout.write(f"The copy is of an older version. Run: manage.py migrate ({late})")
        if copy.key != key_mark():
            self.stdout.write(OTHER_KEY)
