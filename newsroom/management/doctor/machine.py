"""What the machine tells: disk, static files, copies, programs, cache."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import time

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from newsroom import tallies
from newsroom.health import cache_keeps
from newsroom.management.backups import photos, record
from newsroom.management.doctor.complaint import Complaint
from newsroom.statics import MARK

# A database that cannot grow stops the site, so there is time to act before.
FREE_SHARE, FREE_BYTES = 0.1, 1_000_000_000
WORKER_SILENT = 600  # seconds
COPY_EVERY, PROVE_EVERY = timedelta(days=2), timedelta(days=35)


def disk() -> Iterator[Complaint]:
    folders = {"database": Path(settings.VAR_DIR)}
    if photos.is_folder():
        folders["photos"] = _media()
    for what, folder in folders.items():
        space = shutil.disk_usage(folder)
        if space.free < FREE_BYTES or space.free < space.total * FREE_SHARE:
            yield Complaint(
                f"The disk of the {what} is almost full: {space.free / 1e9:.1f} GB of"
                f" {space.total / 1e9:.0f} GB are left in {folder}.",
                "Delete what is not needed there, such as old copies, or give it a larger disk.",
                is_wrong=space.free < FREE_BYTES,
            )


def static_files() -> Iterator[Complaint]:
    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / MARK).exists():
        yield Complaint(
            "Style sheets and scripts are not collected, so no page can be shown.",
            "Start the site with manage.py serve, which collects them.",
        )


def copies() -> Iterator[Complaint]:
    last = record.read()
    made, proved, now = last.made(), last.proved(), timezone.now()
    if made is None or now - made > COPY_EVERY:
        ago = "never" if made is None else f"last on {made:%B} {made.day}"
        yield Complaint(
            f"The site was {ago} backed up.",
            "Run manage.py backup FILE daily; deploy/systemd/ has a timer for it.",
            is_wrong=not settings.DEMO,
        )
    elif proved is None or now - proved > PROVE_EVERY:
        yield Complaint(
            "No copy was restored on trial for over a month, so nobody knows that it can be.",
            "Run: manage.py backup --verify FILE",
            is_wrong=False,
        )


def programs() -> Iterator[Complaint]:
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        yield Complaint(
            "pg_dump is not installed here, so manage.py backup cannot copy the database.",
            "Install PostgreSQL's client: apt install postgresql-client",
        )


def cache() -> Iterator[Complaint]:
    if not cache_keeps():
        yield Complaint(
            "The cache that CACHE_URL names does not answer; the site goes on, only slower.",
            "Start Redis, or correct CACHE_URL in .env.",
        )


def worker() -> Iterator[Complaint]:
    """Only where it runs beside the server; elsewhere, mail that is late tells of it."""
    seen = tallies.read()["worker_seen"]
    if settings.WORKER and not settings.DEMO and time() - seen > WORKER_SILENT:
        yield Complaint(
            "Nobody does the work in the background here: mail waits, accounts are not closed.",
            "manage.py serve starts manage.py work beside itself. Start the site again.",
        )


def _media() -> Path:
    """The folder of the photos, or where it will be made."""
    folder = Path(settings.MEDIA_ROOT)
    return folder if folder.is_dir() else folder.parent


def bucket() -> Iterator[Complaint]:
    if photos.is_folder():
        return
    try:
        default_storage.exists("doctor.png")
    except Exception as error:  # whatever the store's client raises: it has dozens of kinds
        yield Complaint(
            f"The bucket of the photos does not answer as it should: {error}",
            "Correct MEDIA_ROOT in .env, or let this key read and write that bucket.",
        )


CHECKS = (disk, bucket, static_files, copies, programs, cache, worker)
