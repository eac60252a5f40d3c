"""A site with a real replica: read from where that is right, and never wrong where it lags."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connections

from newsroom import replicas
from newsroom.environment import ROOT
from tests import nodes
from tests.bench import servers
from tests.clusters import Postgres, free_port, primary_and_replica
from tests.nodes import HEADLINE, Data
from tests.visitor import Visitor

pytestmark = pytest.mark.own_postgres
PATIENCE = 30.0
WRITER, READER, MODERATOR = 0, 1, -1


@dataclass(frozen=True)
class Cluster:
    """A primary, its replica and one node of the site on both."""

    primary: Postgres
    replica: Postgres
    port: int
    data: Data
    environment: dict[str, str]

    def visitor(self, number: int | None = None) -> Visitor:
        """Somebody who is logged in, or nobody in particular."""
        cookies = {} if number is None else {"sessionid": self.data.sessions[number]}
        return Visitor(self.port, cookies)

    def read(self, visitor: Visitor, path: str) -> set[str]:
        """Which of the two servers the page's stories came from."""
        places = {"primary": self.primary, "replica": self.replica}
        before = {name: place.statements('FROM "articles_story"') for name, place in places.items()}
        assert visitor.get(path).status == 200
        return {
            name
            for name, place in places.items()
            if place.statements('FROM "articles_story"') > before[name]
        }

    def rename(self, headline: str) -> None:
        """As another node would."""
        self.primary.ask(f"UPDATE articles_story SET headline = '{headline}'")  # noqa: S608


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder: Path = tmp_path_factory.mktemp("var")
    with primary_and_replica() as (primary, replica):
        environment = nodes.settings(folder, primary.url, REPLICA_URL=replica.url)
        data = nodes.furnish(environment)
        with servers.serving(servers.site(1), **environment) as server:
            yield Cluster(primary, replica, server.port, data, environment)


@pytest.fixture(autouse=True)
def _at_the_beginning(cluster: Cluster) -> None:
    """The replica is there, shows everything, and is being read from."""
    cluster.rename(HEADLINE)
    cluster.replica.catch_up(cluster.primary)
    until(lambda: cluster.read(cluster.visitor(), "/search/?q=forty") == {"replica"})


def until(is_so: Callable[[], bool]) -> None:
    limit = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < limit, "This never came to be."
        sleep(0.02)


def test_a_reader_who_is_logged_in_is_read_to_from_the_replica(cluster: Cluster) -> None:
    until(lambda: cluster.read(cluster.visitor(READER), cluster.data.path) == {"replica"})


def test_who_they_are_is_asked_of_the_primary(cluster: Cluster) -> None:
    assert cluster.replica.statements("django_session") == 0
    assert cluster.primary.statements("django_session") > 0


def test_staff_are_read_to_from_the_primary(cluster: Cluster) -> None:
    assert cluster.read(cluster.visitor(MODERATOR), cluster.data.path) == {"primary"}


def test_whoever_wrote_something_is_read_to_from_the_primary_for_a_while(cluster: Cluster) -> None:
    writer = cluster.visitor(WRITER)
    posted = writer.comments(
        cluster.data.path, cluster.data.story, "The bridge has stood since 1908."
    )
    assert posted.status == 303
    assert cluster.read(writer, cluster.data.path) == {"primary"}
    assert "The bridge has stood" in writer.get(cluster.data.path).text
    until(lambda: cluster.read(writer, cluster.data.path) == {"replica"})
    assert "The bridge has stood" in writer.get(cluster.data.path).text


def test_while_the_replica_lags_every_reader_sees_a_change_and_none_sees_it_undone(
    cluster: Cluster,
) -> None:
    readers = [cluster.visitor(), cluster.visitor(READER)]
    pages = ["/", cluster.data.path, "/search/?q=forty", "/politics/", "/feeds/latest.xml"]
    asked = [(reader, path) for reader in readers for path in pages]
    assert all(HEADLINE in reader.get(path).text for reader, path in asked)
    cluster.replica.pause()
    try:
        new = "Council votes on the bridge"
        cluster.rename(new)
        for reader, path in asked:
            until(lambda: new in reader.get(path).text)  # noqa: B023 - called at once
        for _ in range(20):
            assert all(new in reader.get(path).text for reader, path in asked)
        assert cluster.replica.ask("SELECT headline FROM articles_story") == [(HEADLINE,)]
        assert cluster.read(cluster.visitor(), "/search/?q=forty") == {"primary"}
    finally:
        cluster.replica.resume()
    until(lambda: cluster.read(cluster.visitor(), "/search/?q=forty") == {"replica"})


def test_a_replica_that_is_gone_is_not_missed_and_taken_back_when_it_returns(
    cluster: Cluster,
) -> None:
    readers = [cluster.visitor(), cluster.visitor(READER)]
    cluster.replica.kill()
    try:
        for _ in range(10):
            assert {reader.get("/search/?q=forty").status for reader in readers} == {200}
    finally:
        cluster.replica.start()
    until(lambda: cluster.read(cluster.visitor(), "/search/?q=forty") == {"replica"})


def test_every_page_that_may_be_read_from_a_replica_can_be(cluster: Cluster) -> None:
    """A replica refuses to write: what tried to would be answered by the primary, and slower."""
    visitor = cluster.visitor(READER)
    for path in ("/latest/", "/said/", "/corrections/", "/rules/", "/news-sitemap.xml",
                 "/sitemap.xml", "/sitemaps/2019-06.xml", "/moderation/ledger/",
                 "/moderation/ledger.csv", f"{cluster.data.path}comments.xml"):  # fmt: skip
        assert visitor.get(path).status == 200, path
    log = (cluster.replica.folder / "log").read_text()
    assert "read-only transaction" not in log
    assert "ERROR" not in log


def test_the_doctor_names_a_replica_that_is_none(cluster: Cluster) -> None:
    said = doctor(cluster, REPLICA_URL=f"{cluster.replica.url},{cluster.primary.url}")
    assert "Replica 2 of REPLICA_URL is not a replica" in said
    assert "Replica 1" not in said
    nobody = f"postgres://127.0.0.1:{free_port()}/newsroom"
    assert "Replica 1 of REPLICA_URL does not answer" in doctor(cluster, REPLICA_URL=nobody)


def doctor(cluster: Cluster, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", "doctor"], cwd=ROOT, text=True, check=False,
        env=os.environ | cluster.environment | environment, stdout=subprocess.PIPE,
    ).stdout  # fmt: skip


def test_a_replica_is_far_enough_only_when_it_has_replayed_so_much(
    cluster: Cluster, django_db_blocker: Any
) -> None:
    far = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"
    as_django = connections.databases["default"] | {
        "ENGINE": "django.db.backends.postgresql", "NAME": "newsroom", "HOST": "127.0.0.1",
        "OPTIONS": {}, "CONN_MAX_AGE": 0,
    }  # fmt: skip
    for alias, server in (("lagging", cluster.replica), ("no_replica", cluster.primary)):
        connections.databases[alias] = as_django | {"PORT": server.port}
    clock = [0.0]
    with django_db_blocker.unblock():
        replica = replicas.Replica("lagging", lambda: clock[0])
        ((position,),) = cluster.primary.ask(far)
        cluster.replica.catch_up(cluster.primary)
        assert replica.has_reached(position)
        assert not replica.has_reached(position + 10_000_000)
        clock[0] += replicas.BEHIND
        cluster.rename("Another")
        cluster.replica.catch_up(cluster.primary)
        ((later,),) = cluster.replica.ask(
            "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint"
        )
        assert later > position
        assert replica.has_reached(later)
        assert not replicas.Replica("no_replica", lambda: clock[0]).has_reached(1)
        replica.leave_out()
        assert not replica.has_reached(1)
        clock[0] += replicas.DOWN
        assert replica.has_reached(1)
        connections["lagging"].close()
        connections["no_replica"].close()
    del connections.databases["lagging"], connections.databases["no_replica"]
