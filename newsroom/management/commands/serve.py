"""`manage.py serve`: the site on its production server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from newsroom import port as address
from newsroom import server, statics
from newsroom.environment import ROOT

WORK_ENDS_SECONDS = 10
# Between the end of what works in the background and its new start.
WORK_RESTS_SECONDS = 2
LOOKS_EVERY_SECONDS = 0.5


class Command(BaseCommand):
    help = (
        "Serves the site: collects its static files when they changed, then starts the server and, "
        "unless WORKER=0, what works in the background."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=settings.HOST, help="default: HOST, %(default)s")
        parser.add_argument(
            "--port", type=int, default=settings.PORT, help="default: PORT, %(default)s"
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=server.cores(),
            help="processes; default: one for every core, here %(default)s",
        )

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        if problem := address.why_not(host, port):
            raise CommandError(problem)
        if statics.collect_when_changed():
            self.stdout.write("Style sheets, scripts and type are collected.")
        self.stdout.write(f"Serving {settings.SITE_URL}/ until you press Ctrl+C.")
        self.stdout.flush()
        connections.close_all()
        with _work():
            server.serve(host, port, workers)


@contextmanager
def _work() -> Iterator[None]:
    """`manage.py work` beside the server, unless WORKER=0 says that it runs elsewhere."""
    if not settings.WORKER:
        yield
        return
    stop = Event()
    keeper = Thread(target=_keep_working, args=(stop,), name="keeps the work going")
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep_working(stop: Event) -> None:
    """Starts it, and again whenever it ends before it is told to."""
    # The command is this project's own, with nothing of a request in it.
    command = [sys.executable, str(ROOT / "manage.py"), "work", "--child-of", str(os.getpid())]
    while not stop.is_set():
        work = subprocess.Popen(command)  # noqa: S603
        while not stop.wait(LOOKS_EVERY_SECONDS) and work.poll() is None:
            pass
        work.terminate()
        # Where a mail takes longer, it is finished: see `--child-of`.
        with suppress(subprocess.TimeoutExpired):
            work.wait(WORK_ENDS_SECONDS)
        stop.wait(WORK_RESTS_SECONDS)
