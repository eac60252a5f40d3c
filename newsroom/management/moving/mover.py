"""Takes an export in: everything to a spool first, then each story with its comments at once.

A story and its discussion are one transaction, so whatever ends a run, nothing stands half-done,
and the next run finds what is here by the old site's own ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import DataError, transaction

from articles.models import Story
from articles.moving import READERS, Post, Record, Remark, Skipped, Spool, Thread
from newsroom.management.moving import stories
from newsroom.management.moving.addresses import story_at
from newsroom.management.moving.discussion import Bringing
from newsroom.management.moving.order import Order
from newsroom.management.moving.report import Outcome, Report


class Progress(NamedTuple):
    """How far it is: things read from the files, or stories and threads that are finished."""

    what: str
    number: int


def move(order: Order, report: Report) -> Iterator[Progress]:
    """Moves the export in, a step at a time; whoever stops asking stops it between two stories.

    Raises MovingError for files that cannot be read; nothing is stored then.
    """
    with Spool() as spool:
        for number, record in enumerate(READERS[order.format](order.files), start=1):
            _put(record, spool, report)
            yield Progress("read", number)
        for key in spool.homeless():
            report.skip(Skipped("comment", key, "its story was not taken"))
        for number, item in enumerate(spool.shelf(), start=1):
            _take(item, spool, order, report)
            yield Progress("finished", number)
    report.is_finished = True


def _put(record: Record, spool: Spool, report: Report) -> None:
    if isinstance(record, Skipped):
        report.skip(record)
    elif not record.key:
        report.skip(Skipped(type(record).__name__.lower(), "", "it has no id"))
    elif isinstance(record, Remark) and not record.is_shown:
        report.skip(Skipped("comment", record.key, "readers did not see it"))
        spool.put(record)
    elif not spool.put(record) and isinstance(record, Post | Remark):
        report.skip(Skipped(type(record).__name__.lower(), record.key, "it is there twice"))


def _take(item: Post | Thread, spool: Spool, order: Order, report: Report) -> None:
    """A story with its comments, all of it or nothing."""
    outcome = Outcome()
    try:
        with transaction.atomic():
            if isinstance(item, Post):
                story, is_new = stories.take(item, order, outcome)
                _discuss(story, item.key, is_new, spool, order, outcome)
            else:
                _find_and_discuss(item, spool, order, outcome)
            transaction.set_rollback(order.dry_run)
    except (ValidationError, DataError) as error:
        said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        report.skip(Skipped("story", item.key, said))
        return
    report.add(outcome)


def _find_and_discuss(thread: Thread, spool: Spool, order: Order, outcome: Outcome) -> None:
    """The comments of a thread under the story that is here already; none, if none is."""
    story = Story.objects.filter(import_digest=order.digest(thread.key)).first()
    story = story or story_at(thread.addresses)
    if story is not None:
        _discuss(story, thread.key, False, spool, order, outcome)
        return
    where = thread.addresses[0] if thread.addresses else thread.key
    for told in spool.grown(thread.key):
        why = "no story here has the address of its thread"
        outcome.skipped.append(Skipped("comment", f"{told.remark.key} at {where}", why))


def _discuss(
    story: Story, thread: str, is_new: bool, spool: Spool, order: Order, outcome: Outcome
) -> None:
    told = spool.grown(thread)
    first = next(told, None)
    if first is not None:
        bringing = Bringing(story, thread, order, outcome)
        if order.resume and not is_new and bringing.is_here(first.remark.key):
            outcome.counts["threads_already_here"] += 1
            return
        bringing.bring(chain([first], told))
    for key in spool.in_circles(thread):
        outcome.skipped.append(Skipped("comment", key, "it answers itself"))
