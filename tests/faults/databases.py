"""A database of a row's own: a file, or a PostgreSQL server."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tests import clusters


class Database(Protocol):
    """What a row needs to know of it."""

    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    def ask(self, query: str) -> list[Any]: ...
    def time_passes(self, minutes: int) -> None:
        """Mail becomes due as if so many minutes had gone by."""


@dataclass(frozen=True)
class Sqlite:
    """`folder` is the site's VAR_DIR."""

    folder: Path
    name: str = "SQLite"

    @property
    def file(self) -> Path:
        return self.folder / "db.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}"

    def ask(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(self.file, timeout=60)) as connection, connection:
            return connection.execute(query).fetchall()

    def time_passes(self, minutes: int) -> None:
        moved = ", ".join(
            f"{column} = strftime('%Y-%m-%d %H:%M:%f', {column}, '-{minutes} minutes')"
            for column in ("made_at", "mail_at")
        )
        self.ask(f"UPDATE comments_notice SET {moved} WHERE mailed_at IS NULL")  # noqa: S608


@dataclass(frozen=True)
class Postgres(clusters.Postgres):
    """A server."""

    name: str = "PostgreSQL"

    def stands_up(self) -> bool:
        """Waits until it answers. Out: whether it had ended, and was started as systemd does."""
        clusters.until(lambda: self.answers or not self.is_running)
        has_ended = not self.is_running
        if has_ended:
            self.start()
        return has_ended

    def time_passes(self, minutes: int) -> None:
        moved = ", ".join(
            f"{column} = {column} - interval '{minutes} minutes'"
            for column in ("made_at", "mail_at")
        )
        self.ask(f"UPDATE comments_notice SET {moved} WHERE mailed_at IS NULL")  # noqa: S608
