"""The site behind PgBouncer in transaction mode: few connections, shared by many statements."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import pytest

from newsroom.environment import ROOT
from tests import nodes
from tests.bench import servers
from tests.clusters import DATABASE, HOST, Postgres, free_port, primary_and_replica
from tests.visitor import Visitor

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
pytestmark = [
    pytest.mark.own_postgres,
    pytest.mark.skipif(PGBOUNCER is None, reason="PgBouncer is not installed"),
]
PATIENCE = 30.0
# Fewer than the site has threads, so that statements of different visitors share connections.
CONNECTIONS = 2


@contextmanager
def pgbouncer(server: Postgres) -> Iterator[str]:
    """The address of a PgBouncer in front of the server, until the block ends."""
    port, user = free_port(), getpass.getuser()
    with TemporaryDirectory(prefix="newsroom-pgbouncer-") as name:
        folder = Path(name)
        (folder / "users").write_text(f'"{user}" ""\n')
        (folder / "settings").write_text(
            f"[databases]\n* = host={HOST} port={server.port}\n[pgbouncer]\n"
            f"listen_addr = {HOST}\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = trust\nauth_file = {folder}/users\n"
            f"pool_mode = transaction\ndefault_pool_size = {CONNECTIONS}\n"
        )
        # Like PostgreSQL it does not run as root.
        somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        folder.chmod(0o755)
        process = subprocess.Popen(
            [*somebody, str(PGBOUNCER), "--quiet", str(folder / "settings")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _until_it_listens(port)
            yield f"postgres://{user}@{HOST}:{port}/{DATABASE}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _until_it_listens(port: int) -> None:
    limit = monotonic() + PATIENCE
    while True:
        try:
            create_connection((HOST, port)).close()
        except OSError:
            assert monotonic() < limit, "PgBouncer did not start."
            sleep(0.02)
        else:
            return


def test_many_read_and_write_over_few_connections(tmp_path: Path) -> None:
    with primary_and_replica() as (primary, _replica), pgbouncer(primary) as url:
        environment = nodes.settings(tmp_path, url, PGBOUNCER="1", PAGE_CACHE_MB="0")
        data = nodes.furnish(environment)
        with servers.serving(servers.site(1), **environment) as server:

            def visit(number: int) -> list[int]:
                visitor = Visitor(server.port, {"sessionid": data.sessions[number]})
                said = f"Remark {number} on the bridge, which has stood for long."
                posted = visitor.comments(data.path, data.story, said)
                pages = ["/", "/search/?q=forty", "/sitemaps/2019-06.xml", "/me/", "/me/export/"]
                return [posted.status, *(visitor.get(page).status for page in pages)]

            with ThreadPoolExecutor(8) as visitors:
                answers = list(visitors.map(visit, range(nodes.READERS)))
        assert {tuple(answer) for answer in answers} == {(303, 200, 200, 200, 200, 200)}
        assert primary.ask("SELECT COUNT(*) FROM comments_comment") == [(nodes.READERS,)]
        ((most,),) = primary.ask(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            " AND pid <> pg_backend_pid()"
        )
        assert most <= CONNECTIONS
        copy = tmp_path / "copy.tar"
        manage("backup", str(copy), **environment)
        # A trial makes a database and drops it, for which nobody may hold a connection to it open.
        manage("backup", "--verify", str(copy), **environment | {"DATABASE_URL": primary.url})


def manage(*arguments: str, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, check=True, env=os.environ | environment,
    )  # fmt: skip
