"""`manage.py backup FILE`: a copy of database and photos while the site serves.

`manage.py backup --verify FILE` restores a copy on trial, proves it and throws the trial away.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.management.backups import making, record, restoring
from newsroom.management.backups.manifest import Damaged, Manifest

KEEP_THE_KEY = (
    "The secret key is not in it, so that nobody who finds the file can sign in as somebody else."
    " Keep it elsewhere: second factors and links in mail work only with it."
)


class Command(BaseCommand):
    help = "Copies database and photos into one file while the site serves, or proves such a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, such as newsroom.tar")
        parser.add_argument(
            "--verify",
            action="store_true",
            help="restore FILE on trial: is it whole?",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"].absolute()
        if options["verify"]:
            try:
                found = restoring.attempt(file)
            except Damaged as damage:
                raise CommandError(f"{file} cannot be restored. {damage}") from damage
            record.proved()
            self.stdout.write(f"{file} can be restored: every part of it is right.\n{told(found)}")
            return
        made = making.make(file)
        record.made()
        self.stdout.write(f"{file}: {file.stat().st_size / 1e6:,.1f} MB\n{told(made)}")
        self.stdout.write(KEEP_THE_KEY)


def told(copy: Manifest) -> str:
    """What a copy holds, in a line."""
    return (
        f"{copy.site} on {copy.made_at[:16].replace('T', ' ')} UTC, {copy.engine}: "
        f"{copy.tables.get('articles_story', 0):,} stories, "
        f"{copy.tables.get('comments_comment', 0):,} comments, "
        f"{copy.tables.get('accounts_user', 0):,} people, {copy.media_files:,} photos"
    )
