"""Redis gone, at first without a word, and back: the site goes on."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from time import sleep

from redis import Redis, RedisError

from tests.clusters import free_port
from tests.faults.stage import Missing, Row, Stage


def run(stage: Stage) -> Iterator[Row]:
    if not shutil.which("redis-server"):
        raise Missing("no redis-server")
    for database in stage.databases():
        port = free_port()
        server = _start(port)
        try:
            with stage.scene(database, CACHE_URL=f"redis://127.0.0.1:{port}/0") as scene:
                server.send_signal(signal.SIGSTOP)
                scene.recovers()
                server.kill()
                server.wait()
                scene.recovers()
                server = _start(port)
                scene.recovers()
                yield scene.row("Redis silent, then gone, then back", reads_go_on=True)
        finally:
            server.kill()
            server.wait()


def _start(port: int) -> subprocess.Popen[bytes]:
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    with Redis(port=port) as client:
        while True:
            try:
                client.ping()
            except RedisError:
                sleep(0.1)
            else:
                return server
