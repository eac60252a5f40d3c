"""What the database tells: its version, its clock, work that waits too long.

`migrations` comes first, by itself: the others need tables of this version.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from comments.models import Comment, Notice
from newsroom.changes import log
from newsroom.management.doctor.complaint import Complaint
from newsroom.replicas import replayed

# A replica so far behind is out of step, not just a moment late: PostgreSQL's segment of its log.
FAR_BEHIND_BYTES = 16_777_216
MAIL_LATE = timedelta(minutes=15)
CLOCK_OFF = timedelta(seconds=10)


def migrations() -> Iterator[Complaint]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Complaint(
            "The database is of an older version than the software.",
            "Run: manage.py migrate",
        )


def clock() -> Iterator[Complaint]:
    now = timezone.now()
    newest = Comment.objects.order_by("-pk").values_list("posted_at", flat=True).first()
    if newest is not None and newest - now > CLOCK_OFF:
        yield Complaint(
            f"The newest comment is of {newest:%Y-%m-%d %H:%M} UTC, which is still to come: this"
            " machine's clock is wrong, or was.",
            "Let the machine keep time: timedatectl set-ntp true",
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            other = cursor.fetchone()[0]
        if abs(other - timezone.now()) > CLOCK_OFF:
            yield Complaint(
                "The database's clock and this machine's differ by"
                f" {abs(other - now).total_seconds():.0f} seconds.",
                "Let both machines keep time: timedatectl set-ntp true",
            )


def late_mail() -> Iterator[Complaint]:
    due = timezone.now() - MAIL_LATE
    late = Notice.objects.filter(mailed_at=None, mail_at__lte=due).count()
    if late:
        remedy = (
            "Start it: manage.py work"
            if not settings.WORKER
            else "manage.py serve starts manage.py work beside itself: look at what it logs."
        )
        yield Complaint(
            f"{late} mails should have gone out long ago: nobody does the work in the background,"
            " or the mail server refuses it.",
            remedy,
        )


def database_user() -> Iterator[Complaint]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        is_superuser = cursor.fetchone()[0]
    if is_superuser:
        yield Complaint(
            "The site uses the database as its administrator: a hole in the site is then a hole in"
            " every database there.",
            "Give the site a database user of its own: CREATE ROLE newsroom LOGIN CREATEDB;",
            is_wrong=False,
        )


def replicas() -> Iterator[Complaint]:
    for number, alias in enumerate(settings.REPLICAS, 1):
        if problem := _problem_of(alias):
            yield Complaint(
                f"Replica {number} of REPLICA_URL {problem}. Readers notice nothing: the primary"
                " answers in its place, as long as it can.",
                "Mend that server, or take it out of REPLICA_URL.",
                is_wrong=False,
            )


def _problem_of(alias: str) -> str:
    """What is the matter with a replica, or nothing."""
    wanted = log.position(connection)
    try:
        reached = replayed(alias)
    except Error as error:
        return f"does not answer ({str(error).strip().splitlines()[0]})"
    if reached is None:
        return "is not a replica"
    behind = wanted - reached
    return f"is {behind / 1e6:.0f} MB behind the primary" if behind > FAR_BEHIND_BYTES else ""


CHECKS = (clock, late_mail, database_user, replicas)
