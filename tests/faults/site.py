"""A site as a newsroom runs it: `manage.py serve` in processes of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from newsroom.environment import ROOT
from tests.bench.servers import Server
from tests.faults.ledger import Stuck
from tests.faults.readers import ask

PATIENCE = 240.0
KEPT = ("PATH", "HOME", "LANG")


class Site:
    """Started, killed and started again. What it says goes to `log` in `folder`, its VAR_DIR."""

    def __init__(self, folder: Path, url: str, port: int, **environment: str) -> None:
        self.folder, self.port = folder, port
        self.log = folder.with_suffix(".log")
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        self.environment = {
            **inherited,
            "VAR_DIR": str(folder),
            "DATABASE_URL": url,
            "PORT": str(port),
            "WORKER": "0",
            "RATE_LIMIT_FACTOR": "1000000",
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str, under: Sequence[str] = ()) -> str:
        """Runs Python with these arguments in the site's environment, `under` another program.

        Out: what it printed.
        """
        command = [*under, sys.executable, *arguments]
        with self.log.open("ab") as log:
            done = subprocess.run(
                command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=log,
                check=False, timeout=PATIENCE,
            )  # fmt: skip
        if done.returncode:
            raise Stuck(f"{command} failed: {self.log.read_text()[-2000:]}")
        return done.stdout.decode()

    def manage(self, *arguments: str) -> str:
        return self.run("manage.py", *arguments)

    def start(self) -> None:
        """Returns when it answers. It leads a group of its own, which `close` ends."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--workers", "2"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self.wait_until_alive()

    def wait_until_alive(self) -> None:
        """Raises Stuck when it does not answer in time."""
        until = monotonic() + PATIENCE
        while not (answer := ask(self.port, "GET", "/healthz")) or answer.status != 200:
            if monotonic() > until or (self._process and self._process.poll() is not None):
                raise Stuck(f"The site does not start: {self.log.read_text()[-2000:]}")
            sleep(0.1)

    def kill(self) -> None:
        """As when its memory is wanted elsewhere: the server alone."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def processes(self, with_words: str) -> list[int]:
        """Those of its family whose command has these words."""
        assert self._process is not None
        family = Server(self.port, self._process.pid).processes()
        return [pid for pid in family if with_words in _command(pid)]

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        return self.processes("spawn_main")

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(PATIENCE)

    def close(self) -> None:
        """Ends whatever is left of it, and returns when it is gone."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            while True:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.poll()
                sleep(0.1)


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""
