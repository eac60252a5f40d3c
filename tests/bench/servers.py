"""Servers for a bench: started, waited for, their processor time told, and stopped again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server
from time import monotonic, sleep

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PATIENCE = 300.0
HOST = "127.0.0.1"
MADE = "newsroom_pages_made_total "


@dataclass(frozen=True)
class Server:
    """One that runs."""

    port: int
    pid: int

    def processes(self) -> list[int]:
        """Its process and all below it."""
        parents = {}
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(entry.parent.name)] = int(
                    entry.read_text().rpartition(")")[2].split()[1]
                )
            except OSError:
                continue  # it ended meanwhile
        family = [self.pid]
        for pid in family:
            family += [child for child, parent in parents.items() if parent == pid]
        return family

    def cpu_seconds(self) -> float:
        """Processor time that it has taken so far."""
        total = 0
        for pid in self.processes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def workers(self) -> list[int]:
        """Those of its processes that answer for a site: granian spawns them."""
        lines = {pid: Path(f"/proc/{pid}/cmdline") for pid in self.processes()}
        return [
            pid
            for pid, line in lines.items()
            if line.exists() and b"spawn_main" in line.read_bytes()
        ]

    def largest_mb(self) -> float:
        """Memory of its largest process, what it shares with others divided among them."""
        return max(memory_mb(pid)["Pss"] for pid in self.processes())


@contextmanager
def serving(command: list[str], **environment: str) -> Iterator[Server]:
    """Runs the command, in which {port} stands for a free port, until the block ends."""
    with create_server((HOST, 0)) as found:
        port = found.getsockname()[1]
    filled = [part.format(port=port) for part in command]
    variables = {**os.environ, **environment, "PORT": str(port)}
    process = subprocess.Popen(filled, env=variables, stdout=subprocess.DEVNULL)
    try:
        wait_until_it_answers(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def site(workers: int, **environment: str) -> list[str]:
    """The command that serves this site."""
    return [sys.executable, "manage.py", "serve", "--port", "{port}", "--workers", str(workers)]


def granian(target: str, workers: int) -> list[str]:
    """The command that serves an application as `newsroom.server` serves the site."""
    code = (
        "from newsroom import server; server.TARGET = '{target}';"
        " server.serve('127.0.0.1', {{port}}, {workers})"
    )
    return [sys.executable, "-c", code.format(target=target, workers=workers)]


def gunicorn(target: str, workers: int) -> list[str]:
    """The command that serves an application by gunicorn, processes with threads."""
    options = ["--worker-class", "gthread", "--threads", "4", "--workers", str(workers)]
    bind = ["--bind", f"{HOST}:{{port}}", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", target, *options, *bind]


def static(folder: str, workers: int) -> list[str]:
    """The command that serves the files of a folder by nginx; [] where there is none."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        return []
    # Braces are doubled twice: `serving` fills in the port.
    settings = (
        "worker_processes {workers}; pid {folder}/nginx.pid; events {{{{}}}} http {{{{"
        " access_log off; default_type text/html; sendfile on; keepalive_requests 1000000;"
        " server {{{{ listen {host}:{{port}}; root {folder}; }}}} }}}}"
    )
    filled = settings.format(workers=workers, folder=folder, host=HOST)
    write = f"printf %s '{filled}' > {folder}/nginx.conf"
    start = f"exec {program} -p {folder} -c {folder}/nginx.conf -e stderr -g 'daemon off;'"
    return ["sh", "-c", f"chmod 755 {folder}; {write}; {start}"]


def get(port: int, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    """Status and body of one page."""
    connection = HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def pages_made(server: Server, token: str) -> int:
    """How many pages were not given from what is kept, by `/metrics`, this question included."""
    asked = {"Authorization": f"Bearer {token}"}
    lines = get(server.port, "/metrics", asked)[1].decode().splitlines()
    return next(int(line.removeprefix(MADE)) for line in lines if line.startswith(MADE))


def wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until and process.poll() is None:
        try:
            get(port, "/", {})
        except OSError:
            sleep(0.2)
        else:
            return
    raise RuntimeError(f"This did not start to answer: {process.args!r}")


def memory_mb(pid: int) -> dict[str, float]:
    """What a process takes, by the kernel's names: "Rss" is all of it, "Pss" has what it shares
    with others divided among them."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {row.split(":")[0]: int(row.split()[1]) / 1024 for row in rows}
