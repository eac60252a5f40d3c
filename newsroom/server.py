"""The production server: granian, a process for every core, a few threads in each.

Django's work is Python, which one thread of a process does at a time: more processes make it
faster, more threads only let one request wait for the database while another is answered.

Beside gunicorn with threads, on this site (tests.bench.pages, one process): a kept page 17,100 a
second against 3,900 (0.03 ms of processor time against 0.15), one that is made anew alike (6.9 ms
against 7.1, on a busy machine). Pages that come from memory are why it is granian.
"""

import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess
from secrets import token_hex
from threading import Thread

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

TARGET = "newsroom.wsgi:application"
THREADS = 4
# An idle visitor's open connection counts against this too, in each process.
CONNECTIONS = 1024
# How long a connection may be silent before a request, or take to send its headers.
HEADER_SECONDS = 15
HEADER_BYTES = 32_768
STOP_SECONDS = 20
# How long a new process has to load the site before the old one in whose place it comes is told to
# end. Loading takes two seconds, and many more on a machine that is busy with something else.
LOAD_SECONDS = 20
# What a process of the server finds in its environment: a word that it has in common with those
# that were started for the same reason, and so run the same code with the same settings.
GENERATION = "NEWSROOM_GENERATION"


def cores() -> int:
    """How many cores this process may use, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def serve(host: str, port: int, workers: int) -> None:
    """Serves until SIGTERM or SIGINT; requests under way then have STOP_SECONDS to end.

    SIGHUP starts the processes anew, one after the other, with the code that is there then: so
    they are spawned, because a fork would go on with what this process has imported.
    """
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=THREADS,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BYTES
        ),
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        respawn_interval=LOAD_SECONDS,
    )
    _begin_generation()
    server.on_reload(_begin_generation)
    server.serve()


def _begin_generation() -> None:
    """For all processes that are started from now on."""
    os.environ[GENERATION] = token_hex(16)


def end_with_the_server() -> None:
    """In a process of the server: ends when the server was killed, as it ends by SIGTERM.

    Else it would go on to answer at the port, with the old code, beside a server started anew.
    """
    server = multiprocessing.parent_process()
    if server is not None:
        Thread(target=_end_after, args=(server,), name="outlives no server", daemon=True).start()


def _end_after(server: BaseProcess) -> None:
    server.join()
    os.kill(os.getpid(), signal.SIGTERM)
