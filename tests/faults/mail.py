"""Mail: its server away for a day, the task worker killed over and over, mail that is poison.

The mail is that of answers to the askers (see `opening`). A day is not waited for: what waits is
made that much older, by `time_passes`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from tests.clusters import free_port
from tests.faults.databases import Database, Sqlite
from tests.faults.ledger import Stuck
from tests.faults.mailbox import Mailbox
from tests.faults.site import Site
from tests.faults.stage import Row, Stage

HOURS, STRIDE = 24, 4
PATIENCE = 480.0


def day(stage: Stage) -> Iterator[Row]:
    """Refused for a day; then all of it goes out within the hour."""
    for database in stage.databases():
        queue = Queue(stage, database)
        for _ in range(0, HOURS, STRIDE):
            database.time_passes(STRIDE * 60)
            queue.site.manage("work", "--once")
        assert not queue.mailbox.mails
        with queue.server():
            for _ in range(2):
                database.time_passes(60)
                queue.site.manage("work", "--once")
        yield queue.row("mail server away for a day")


def kills(stage: Stage) -> Iterator[Row]:
    """`serve` starts it anew. The mail in hand may come again, by the same name."""
    for database in stage.databases():
        queue = Queue(stage, database)
        queue.mailbox.slowness = 0.3
        database.time_passes(2)
        with queue.server(), queue.served():
            for mails in (2, 6):
                queue.wait_for(mails)
                queue.kill_worker()
                killed = monotonic()
                database.time_passes(60)
            queue.wait_for(len(queue.names))
            yield queue.row("task worker killed as it mails", monotonic() - killed)


def poison(stage: Stage) -> Iterator[Row]:
    """One person's mail cannot be written, another's kills who sends it: the third gets theirs."""
    unwritable, deadly, well = stage.opened.askers
    for database in stage.databases():
        queue = Queue(stage, database, f"WHERE person_id = {well}")
        address = "UPDATE account_emailaddress SET email = '{}' WHERE user_id = {}"
        database.ask(address.format("one@example.com\nBcc: all@example.com", unwritable))
        database.ask(address.format("deadly@example.com", deadly))
        queue.mailbox.on_recipient = lambda line: "deadly" in line and queue.kill_worker()  # noqa: B023
        with queue.server(), queue.served():
            begun = monotonic()
            # As often as mail is looked for; a claim is over after 20 minutes.
            queue.wait_for(len(queue.names), meanwhile=lambda: database.time_passes(5))  # noqa: B023
            yield queue.row("poisoned mail", monotonic() - begun)


class Queue:
    """A site with mail to send, of which that for `whom` (an SQL condition) has to arrive."""

    def __init__(self, stage: Stage, database: Database, whom: str = "") -> None:
        self.database, self.mailbox = database, Mailbox(free_port())
        folder = database.folder if isinstance(database, Sqlite) else stage.folder_of_a_site()
        mail = {"EMAIL_URL": self.mailbox.url, "WORKER": "1"}
        self.site = Site(folder, database.url, free_port(), **mail)
        rows = database.ask(f"SELECT id FROM comments_notice {whom}")  # noqa: S608
        self.names = {f"notice-{pk}@127.0.0.1" for (pk,) in rows}

    @contextmanager
    def server(self) -> Iterator[None]:
        """The mail server is there."""
        self.mailbox.start()
        try:
            yield
        finally:
            self.mailbox.stop()

    @contextmanager
    def served(self) -> Iterator[None]:
        try:
            self.site.start()
            yield
        finally:
            self.site.close()

    def kill_worker(self) -> None:
        for process in self.site.mailers():
            os.kill(process, signal.SIGKILL)

    def wait_for(self, mails: int, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Until so many of the mails have arrived. Raises Stuck when they do not."""
        until = monotonic() + PATIENCE
        while len(self.names & set(self.mailbox.mails)) < mails:
            if monotonic() > until:
                raise Stuck(f"{dict(self.mailbox.mails)} of {self.names}")
            meanwhile()
            sleep(1)

    def row(self, fault: str, recovered: float | None = None) -> Row:
        """Mail of another name than its notice's would be doubled."""
        mails = self.mailbox.mails
        lost = len(self.names - set(mails))
        strange = sum(not name.startswith("notice-") for name in mails)
        again = sum(mails.values()) - len(mails)
        note = f"mails; {again} came again by the same name"
        return Row(fault, self.database.name, len(self.names), lost, strange, "", recovered, note)
