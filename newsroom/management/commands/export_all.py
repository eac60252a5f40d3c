"""`manage.py export_all FOLDER_OR_FILE.zip`: everything the site has, in open formats."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.management.moving.bundle import Bundle
from newsroom.management.moving.leaving import export


class Command(BaseCommand):
    help = "Writes everything that readers can see as JSON lines and HTML, with its description."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path, metavar="FOLDER_OR_FILE.zip")
        parser.add_argument(
            "--private", action="store_true",
            help="also people, their e-mail addresses, drafts, reports, notes and decisions",
        )  # fmt: skip
        parser.add_argument("--media", action="store_true", help="also copies of the pictures")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["target"]
        try:
            bundle = Bundle(target, options["private"])
        except OSError as error:
            raise CommandError(f"{target}: {error.strerror}. Nothing was written.") from error
        try:
            for name, number in export(bundle, options["private"], options["media"]):
                self.stderr.write(f"{name.replace('_', ' ')}: {number:,}")
            bundle.finish()
        except OSError as error:
            bundle.discard()
            raise CommandError(f"{target}: {error.strerror}. Nothing was written.") from error
        except BaseException:
            bundle.discard()
            raise
        self.stdout.write(f"Everything is in {target}. SCHEMA.md there describes it.")
        if options["private"]:
            self.stdout.write("It holds private data: keep it as you keep the database.")
