"""`manage.py move_in FORMAT FILE …`: the stories and comments of another system's export."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles.models import Section
from articles.moving import READERS, MovingError
from newsroom.management.moving.mover import move
from newsroom.management.moving.order import Order, Shelving, section_named
from newsroom.management.moving.report import Report


class Command(BaseCommand):
    help = "Takes in what another system exported: stories, comments, old addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("format", choices=sorted(READERS))
        parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="try it all, store nothing")
        parser.add_argument(
            "--resume", action="store_true", help="pass quickly over what an earlier run finished"
        )
        parser.add_argument("--section", default="", help="for stories whose category has none")
        parser.add_argument(
            "--map", action="append", default=[], metavar="CATEGORY=SECTION",
            help="the section for a category of the old site; may be given more than once",
        )  # fmt: skip
        parser.add_argument(
            "--create-sections", action="store_true", help="make one of each category without"
        )
        parser.add_argument("--source", default="", help="tells apart old sites that number alike")
        parser.add_argument("--report", type=Path, metavar="REPORT.json")
        parser.add_argument(
            "--every",
            type=int,
            default=1000,
            help="a line for so many read, and for a tenth of it finished",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for file in options["files"]:
            if not file.is_file():
                raise CommandError(f"There is no file {file}.")
        report = Report()
        # A story takes longer to store than a line to read.
        every = {"read": max(options["every"], 1), "finished": max(options["every"] // 10, 1)}
        try:
            for what, number in move(_order(options), report):
                if number % every[what] == 0:
                    self.stderr.write(f"{number:,} {what}")
        except (MovingError, ValidationError) as error:
            said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            raise CommandError(f"{said} Nothing was stored.") from error
        except KeyboardInterrupt as error:
            said = "Stopped. What was finished is kept: run it again with --resume."
            raise CommandError(said) from error
        except OSError as error:
            raise CommandError(f"{error.filename or 'The disk'}: {error.strerror}.") from error
        finally:
            _write(report, options["report"])
        self._tell(report, options["dry_run"])

    def _tell(self, report: Report, dry_run: bool) -> None:
        for name, number in sorted(report.counts.items()):
            if number:
                self.stdout.write(f"{name.replace('_', ' ')}: {number:,}")
        for reason, number in report.reasons():
            self.stdout.write(f"  not taken, {number:,} × {reason}")
        if dry_run:
            self.stdout.write("A dry run: nothing was stored.")


def _order(options: dict[str, Any]) -> Order:
    """Raises ValidationError for a section that there is not."""
    mapping: dict[str, Section] = {}
    for pair in options["map"]:
        old, equals, new = pair.rpartition("=")
        if not equals or not old:
            raise ValidationError(f"“{pair}” is not a pair such as Council=politics.")
        mapping[old.strip().lower()] = section_named(new.strip())
    fallback = section_named(options["section"]) if options["section"] else None
    return Order(
        format=options["format"],
        files=tuple(options["files"]),
        shelving=Shelving(fallback, mapping, options["create_sections"]),
        source=options["source"],
        dry_run=options["dry_run"],
        resume=options["resume"],
    )


def _write(report: Report, file: Path | None) -> None:
    if file is not None:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=2)
        file.write_text(f"{text}\n", encoding="utf-8")
