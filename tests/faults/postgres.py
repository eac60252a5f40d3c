"""PostgreSQL restarted, crashed, and failing over to a replica, while people post."""

from collections.abc import Iterator
from time import sleep

from tests.faults.stage import Row, Stage

AWAY_SECONDS = 2


def run(stage: Stage) -> Iterator[Row]:
    for mode, fault in (("fast", "PostgreSQL restarted"), ("immediate", "PostgreSQL crashed")):
        with stage.postgres() as server, stage.scene(server) as scene:
            server.stop(mode)
            sleep(AWAY_SECONDS)
            server.start()
            scene.recovers()
            yield scene.row(fault)
    yield _failing_over(stage)


def _failing_over(stage: Stage) -> Row:
    """To lose nothing, the primary acknowledges what the replica has (synchronous replication)."""
    with stage.postgres() as primary:
        # At the same port of another address of this machine: an address names one port for both.
        replica = primary.replica(stage.place("replica"), primary.port, "127.0.0.2")
        primary.ask("ALTER SYSTEM SET synchronous_standby_names = 'replica'")
        primary.ask("SELECT pg_reload_conf()")
        hosts = f"{primary.host},{replica.host}"
        url = f"{primary.url.replace(primary.host, hosts)}?target_session_attrs=read-write"
        try:
            with stage.scene(primary, url) as scene:
                primary.stop("immediate")
                sleep(AWAY_SECONDS)
                replica.promote()
                scene.database = replica
                scene.recovers()
                return scene.row("PostgreSQL failed over to a replica")
        finally:
            replica.kill()
