"""Two nodes, a replica and nginx under load: `python -m tests.bench.cluster [--seconds N]`.

Starts a PostgreSQL with a streaming replica, a Redis, two nodes of the site (a process each) and
nginx by the recipe of `deploy/`, all of this machine and all its own. Then, one after the other:
pages of readers who are logged in by one node and by both; the replica stands still while readers
read and write; each node is started anew while they do; and one is killed while they do. What
every author was told is there is looked for at the end. Needs `initdb`, `redis-server`, `nginx`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import redis

from tests import nodes
from tests.bench import load, servers
from tests.bench import nginx as proxies
from tests.bench.crowd import Crowd, crowd
from tests.bench.nginx import Nginx, nginx
from tests.bench.servers import HOST, Server
from tests.clusters import Postgres, free_port, primary_and_replica, programs
from tests.nodes import Data
from tests.visitor import Visitor

READERS, WRITERS, CONNECTIONS = 8, 4, 16
PATIENCE = 120.0


@dataclass(frozen=True)
class Cluster:
    """All that runs."""

    primary: Postgres
    replica: Postgres
    nodes: list[Server]
    nginx: Nginx
    data: Data


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cluster")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each part")
    seconds = parser.parse_args().seconds
    needed = {"initdb": programs(), "nginx": proxies.PROGRAM, "redis-server": _redis_program()}
    if missing := [name for name, found in needed.items() if not found]:
        sys.exit(f"This needs what is not installed here: {', '.join(missing)}.")
    with ExitStack() as running:
        cluster = _start(running)
        _tell(f"{'':36}                               CPU ms a request of")
        _tell(f"{'':36}  per second  p99 ms  failed   nodes  primary  replica")
        one = _throughput(cluster, cluster.nodes[:1], seconds)
        two = _throughput(cluster, cluster.nodes, seconds)
        _tell(f"Two nodes do {two / one:.2f} times the work of one, on {os.cpu_count()} cores.\n")
        told = [
            *_lagging(cluster, seconds),
            *_renewed(cluster, seconds),
            *_killed(cluster, seconds),
        ]
        _nothing_is_lost(cluster, told)


def _start(running: ExitStack) -> Cluster:
    start = running.enter_context
    folder = Path(start(TemporaryDirectory(prefix="newsroom-bench-")))
    primary, replica = start(primary_and_replica(is_durable=True))
    environment = nodes.settings(
        folder, primary.url, REPLICA_URL=replica.url, CACHE_URL=start(_redis()), TRUSTED_PROXIES="1"
    )
    data = nodes.furnish(environment)
    both = [start(servers.serving(servers.site(1), **environment)) for _ in range(2)]
    front = start(nginx([node.port for node in both]))
    return Cluster(primary, replica, both, front, data)


def _throughput(cluster: Cluster, used: list[Server], seconds: float) -> float:
    """Requests a second for a story by a reader who is logged in, through nginx."""
    cluster.nginx.send_to([node.port for node in used])
    front = Server(cluster.nginx.port, cluster.nginx.pid)
    cookie = {"Cookie": f"sessionid={cluster.data.sessions[0]}"}
    load.drive(front, cluster.data.path, cookie, 2, CONNECTIONS)
    before = _cpu_seconds(cluster)
    found = load.drive(front, cluster.data.path, cookie, seconds, CONNECTIONS)
    spent = [after - then for after, then in zip(_cpu_seconds(cluster), before, strict=True)]
    costs = [1000 * part / max(found.per_second * seconds, 1) for part in spent]
    name = f"a logged-in reader's story, {len(used)} node{'s' if len(used) > 1 else ''}"
    _tell(
        f"{name:36}  {found.per_second:10.0f}  {found.p99_ms:6.0f}  {found.failed:6}"
        f"  {costs[0]:6.1f}  {costs[1]:7.1f}  {costs[2]:7.1f}"
    )
    return found.per_second


def _cpu_seconds(cluster: Cluster) -> tuple[float, float, float]:
    """Processor time so far of all nodes, of the primary and of the replica."""
    primary, replica = (Server(one.port, one.pid) for one in (cluster.primary, cluster.replica))
    sites = sum(node.cpu_seconds() for node in cluster.nodes)
    return sites, primary.cpu_seconds(), replica.cpu_seconds()


def _lagging(cluster: Cluster, seconds: float) -> list[str]:
    """The replica stands still, and readers see each change in time all the same."""
    behind: list[float] = []
    with crowd(cluster.nginx.port, cluster.data, READERS, WRITERS) as people:
        cluster.replica.pause()
        until = monotonic() + seconds
        while monotonic() < until:
            headline = f"The bridge after {len(behind)} looks"
            cluster.primary.ask(f"UPDATE articles_story SET headline = '{headline}'")  # noqa: S608
            behind.append(_behind(cluster, headline, monotonic()))
        cluster.replica.resume()
    worst = f"the oldest page given was {max(behind):.2f} s behind, of {len(behind)} changes"
    _say("the replica stood still", people, worst)
    return people.acknowledged


def _behind(cluster: Cluster, headline: str, committed: float) -> float:
    """By how many seconds the oldest page was behind that a node gave somebody without an account,
    until all of them show the headline."""
    most, waiting = 0.0, [Visitor(node.port) for node in cluster.nodes]
    while waiting:
        for visitor in tuple(waiting):
            asked = monotonic()
            if headline in visitor.get(cluster.data.path).text:
                waiting.remove(visitor)
            else:
                most = max(most, asked - committed)
    return most


def _renewed(cluster: Cluster, seconds: float) -> list[str]:
    """New code on both nodes, one after the other."""
    with crowd(cluster.nginx.port, cluster.data, READERS, WRITERS) as people:
        sleep(seconds / 4)
        for node in cluster.nodes:
            before = {*node.workers()}
            os.kill(node.pid, signal.SIGHUP)
            # On a busy machine the new process may still be loading when the old one has ended.
            _until(lambda: before.isdisjoint(node.workers()) and _serves(node))  # noqa: B023 - at once
        sleep(seconds / 4)
    _say("both nodes were started anew", people, "one after the other")
    return people.acknowledged


def _serves(node: Server) -> bool:
    try:
        return Visitor(node.port).get("/healthz").status == 200
    except OSError:
        return False


def _killed(cluster: Cluster, seconds: float) -> list[str]:
    """One node is gone from one moment to the next."""
    with crowd(cluster.nginx.port, cluster.data, READERS, WRITERS) as people:
        sleep(seconds / 2)
        for pid in reversed(cluster.nodes[0].processes()):
            os.kill(pid, signal.SIGKILL)
        sleep(seconds / 2)
    _say("one node was killed", people, "what it was just answering failed, and was sent again")
    return people.acknowledged


def _nothing_is_lost(cluster: Cluster, told: list[str]) -> None:
    """Compares what authors were told with what the primary and the replica hold."""
    cluster.replica.catch_up(cluster.primary)
    for name, server in (("primary", cluster.primary), ("replica", cluster.replica)):
        stored = [body for (body,) in server.ask("SELECT body FROM comments_comment")]
        lost, twice = set(told) - set(stored), len(stored) - len(set(stored))
        _tell(
            f"Of {len(told):,} comments that were acknowledged the {name} lacks {len(lost)};"
            f" {twice} are there twice."
        )


def _say(what: str, people: Crowd, more: str) -> None:
    kinds = ", ".join(sorted(set(people.failed)))
    failures = f"{len(people.failed)} failed{f' ({kinds})' if kinds else ''}"
    written = f"{len(people.acknowledged):,} comments"
    _tell(f"While {what}: {people.answered:,} answers, {written}, {failures};\n  {more}.")


@contextmanager
def _redis() -> Iterator[str]:
    port = free_port()
    options = ["--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([str(_redis_program()), *options], stdout=subprocess.DEVNULL)
    url = f"redis://{HOST}:{port}/0"
    try:
        _until(lambda: _answers(url))
        yield url
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _redis_program() -> str | None:
    return shutil.which("redis-server")


def _answers(url: str) -> bool:
    try:
        return bool(redis.Redis.from_url(url).ping())
    except redis.ConnectionError:
        return False


def _until(is_so: Callable[[], bool]) -> None:
    limit = monotonic() + PATIENCE
    while not is_so():
        if monotonic() > limit:
            raise TimeoutError("This did not come to be in two minutes.")
        sleep(0.01)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
