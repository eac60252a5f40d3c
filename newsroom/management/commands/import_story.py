"""`manage.py import_story FILE`: wire copy or a scraped story page to a story with its comments."""

import json
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from articles import wire
from articles.importing import Order
from newsroom.management.importing import Imported, import_page


class Command(BaseCommand):
    help = "Takes wire copy, or a scraped story page, as a story with its quotations and comments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", default="", help="the headline, where the file has none")
        parser.add_argument("--section", default="", help="name or slug of the section")
        parser.add_argument("--publish", action="store_true", help="make it public at its date")
        parser.add_argument(
            "--dry-run", action="store_true", help="store nothing; print what was understood"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            text = _read(file)
            if options["dry_run"]:
                self._print_parse(text, options["title"])
                return
            order = Order(options["title"].strip(), options["section"].strip(), file.parent)
            self._report(import_page(text, order, options["publish"]))
        except wire.WireError as error:
            raise CommandError(f"{file}: {error} Nothing was stored.") from error
        except ValidationError as error:
            raise CommandError(f"{file}: {' '.join(error.messages)} Nothing was stored.") from error

    def _print_parse(self, text: str, title: str) -> None:
        parsed = wire.parse(text)
        found = wire.as_json(replace(parsed, title=title.strip() or parsed.title))
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _report(self, imported: Imported) -> None:
        story = imported.story
        if not imported.is_new:
            self.stdout.write(f"This file is story {story.pk} already: {story.headline}")
            return
        for warning in imported.warnings:
            self.stderr.write(f"warning: {warning}")
        if imported.why_draft:
            self.stderr.write(f"It stays a draft: {imported.why_draft}")
        where = story.get_absolute_url() if story.day else "a draft in the newsroom"
        doubtful = story.quotes.filter(certain=False).count()
        self.stdout.write(f"Story {story.pk}: {story.headline}\n{where}")
        self.stdout.write(
            f"{story.quotes.count()} quotations ({doubtful} for an editor to look at), "
            f"{story.comments.count()} comments"
        )
        if story.needs_headline:
            self.stdout.write("It needs a headline.")


def _read(file: Path) -> str:
    """The text of the file; raises CommandError or WireError in words."""
    try:
        if file.stat().st_size > wire.MAX_BYTES:
            limit = wire.MAX_BYTES // 1_000_000
            raise CommandError(f"{file}: it is larger than {limit} MB, so it is not one story.")
        return wire.decode(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error
