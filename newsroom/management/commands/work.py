"""`manage.py work`: sends mail and does whatever else is due, until it is told to stop."""

import os
import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from newsroom.management.jobs import Rota

PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Sends mail and does other work in the background. `serve` starts one by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument(
            "--child-of", type=int, metavar="PID", help="end when this parent process has ended"
        )

    def handle(self, *args: Any, once: bool, child_of: int | None, **options: Any) -> None:
        rota = Rota()
        if once:
            rota.turn()
            return
        stop = Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
        self.stdout.write("Working in the background until told to stop.")
        self.stdout.flush()
        while not stop.is_set() and child_of in (None, os.getppid()):
            rota.turn()
            close_old_connections()
            stop.wait(PAUSE_SECONDS)
