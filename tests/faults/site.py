"""A site as a newsroom runs it: `manage.py serve` in processes of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import sleep

from newsroom.environment import ROOT
from tests import nodes
from tests.bench import servers
from tests.bench.servers import Server
from tests.faults.ledger import Stuck

PATIENCE = 240.0
KEPT = ("PATH", "HOME", "LANG")


class Site:
    """Started, killed, started again. What it says goes to `log` beside `folder`, its VAR_DIR."""

    def __init__(self, folder: Path, url: str, port: int, **environment: str) -> None:
        self.folder, self.port = folder, port
        self.log = folder.with_suffix(".log")
        inherited = {name: os.environ[name] for name in KEPT if name in os.environ}
        own = nodes.settings(folder, url, PORT=str(port))
        self.environment = inherited | own | environment
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
            raise Stuck(f"{command} failed: {self._last_words()}")
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
        try:
            servers.wait_until_it_answers(self._process, self.port)
        except RuntimeError as error:
            raise Stuck(f"The site does not start: {self._last_words()}") from error

    def kill(self) -> None:
        """As when its memory is wanted elsewhere: the server alone."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        return self._server().workers()

    def mailers(self) -> list[int]:
        """The processes that send mail: `serve` keeps one."""
        return [pid for pid in self._server().processes() if "manage.py work" in _command(pid)]

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

    def _server(self) -> Server:
        assert self._process is not None
        return Server(self.port, self._process.pid)

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-2000:]


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""
