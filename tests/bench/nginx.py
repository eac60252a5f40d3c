"""nginx by the recipe of `deploy/`, in a folder and at a port of its own, without TLS."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from newsroom.environment import ROOT
from tests.bench import servers
from tests.bench.servers import HOST
from tests.clusters import free_port

PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PATIENCE = 30.0
RECIPE = ROOT / "deploy"


@dataclass(frozen=True)
class Nginx:
    """One that runs."""

    port: int
    pid: int
    folder: Path

    def send_to(self, ports: list[int]) -> None:
        """Passes requests on to these nodes from now on."""
        _write_upstream(self.folder, ports)
        os.kill(self.pid, signal.SIGHUP)


@contextmanager
def nginx(ports: list[int]) -> Iterator[Nginx]:
    """One in front of the nodes at these ports, until the block ends."""
    with TemporaryDirectory(prefix="newsroom-nginx-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o711)
        (folder / "newsroom").mkdir()
        (folder / "nginx.conf").write_text(_recipe(folder, port))
        _write_upstream(folder, ports)
        process = subprocess.Popen(
            [str(PROGRAM), "-p", name, "-c", f"{name}/nginx.conf", "-g", "daemon off;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            servers.wait_until_it_answers(process, port)
            yield Nginx(port, process.pid, folder)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _recipe(folder: Path, port: int) -> str:
    """`deploy/nginx.conf`, but for where its files lie and what takes a certificate."""
    text = (RECIPE / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r" /(var/log/nginx|var/lib/nginx|run)/", f" {folder}/", text)
    text = re.sub(r"\n *ssl_[^;]*;", "", text)
    text = re.sub(r"\n *listen \[::\][^;]*;", "", text)
    text = text.replace("listen 80 ", f"listen {HOST}:{free_port()} ")
    return text.replace("listen 443 ssl http2 ", f"listen {HOST}:{port} ")


def _write_upstream(folder: Path, ports: list[int]) -> None:
    """As `deploy/newsroom/containers.conf` has it, with these nodes."""
    text = (RECIPE / "newsroom" / "containers.conf").read_text(encoding="utf-8")
    (line,) = re.findall(r"\n( *server web1:8000[^;]*;)", text)
    nodes = "\n".join(line.replace("web1:8000", f"{HOST}:{port}") for port in ports)
    text = re.sub(r"\n *server web2:8000[^;]*;", "", text).replace(line, nodes)
    (folder / "newsroom" / "machine.conf").write_text(text, encoding="utf-8")
