"""`manage.py populate --stories N --comments N [--hot-story N] [--seed S]`: data for load tests."""

from argparse import ArgumentParser, ArgumentTypeError
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Story
from newsroom.management import bulk


class Command(BaseCommand):
    help = "Adds made-up stories and comments in bulk, the same for a seed, for load tests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stories", type=_number, required=True, help="how many stories")
        parser.add_argument(
            "--comments", type=_number, required=True, help="how many comments over all of them"
        )
        parser.add_argument(
            "--hot-story", type=_number, default=0, metavar="N",
            help="one more story, the newest, with so many comments of its own",
        )  # fmt: skip
        parser.add_argument("--seed", type=int, default=1, help="another seed, other data")

    def handle(self, *args: Any, **options: Any) -> None:
        number, seed, hot = options["stories"], options["seed"], options["hot_story"]
        sizes = share(options["comments"], number)
        if Story.objects.filter(slug__startswith=f"populated-{seed}-").exists():
            raise CommandError(f"The data of seed {seed} is here already: choose another --seed.")
        if hot:
            sizes.append(hot)
        if not sizes:
            raise CommandError("No story to make: --stories or --hot-story must be at least 1.")
        start = perf_counter()
        newest = bulk.fill(sizes, seed, hot=bool(hot))
        took = perf_counter() - start
        self.stdout.write(f"Stories: {len(sizes):,}. Comments: {sum(sizes):,}. Took {took:.0f} s.")
        self.stdout.write(f"The newest: {newest.get_absolute_url()}")


def share(comments: int, stories: int) -> list[int]:
    """How the comments fall on the stories: a few are talked about, most are not.

    Raises CommandError where there are comments and no story to put them under.
    """
    if comments and not stories:
        raise CommandError("--comments need --stories to stand under.")
    weights = [1 / (1 + row % 100) for row in range(stories)]
    total = sum(weights)
    sizes = [int(comments * weight / total) for weight in weights]
    for row in range(comments - sum(sizes)):
        sizes[row % stories] += 1
    return sizes


def _number(text: str) -> int:
    """A number of rows, as typed; raises ArgumentTypeError for what is none."""
    if not (text.isascii() and text.isdecimal()):
        raise ArgumentTypeError(f"{text!r} is not a number of rows")
    return int(text)
