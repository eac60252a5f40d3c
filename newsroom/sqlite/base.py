"""Connections that wait for their turn before they write (a Django database backend).

A turn is taken before the statement that begins a transaction, or that writes outside of one, and
given up as soon as no transaction is open any more, however it ended. Reading takes none.
"""

from __future__ import annotations

import re
from sqlite3 import SQLITE_BUSY, Connection, OperationalError
from typing import Any

from django.db.backends.sqlite3 import base

from newsroom.sqlite.turns import Turns, turns_at

_WRITES = re.compile(
    r"\s*(?:BEGIN\s+(?:IMMEDIATE|EXCLUSIVE)|INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE
)


class PatientConnection(Connection):
    """One to a file at which writers stand in line, if it was given `turns`."""

    turns: Turns | None = None
    patience = 0.0
    _is_my_turn = False

    def take_turn(self) -> None:
        """Raises OperationalError, as SQLite does, after so many seconds of `patience`."""
        if self.turns is None or self._is_my_turn:
            return
        if not self.turns.take(self.patience):
            error = OperationalError("database is locked")
            error.sqlite_errorcode = SQLITE_BUSY
            raise error
        self._is_my_turn = True

    def give_up_turn(self) -> None:
        """Unless a transaction is open."""
        if self._is_my_turn and not self.in_transaction:
            self._end_turn()

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.give_up_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.give_up_turn()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._end_turn()

    def __del__(self) -> None:
        # Of a thread that ended in the middle of a transaction.
        self._end_turn()

    def _end_turn(self) -> None:
        if self._is_my_turn and self.turns is not None:
            self._is_my_turn = False
            self.turns.give_up()


class PatientCursor(base.SQLiteCursorWrapper):
    connection: PatientConnection

    def execute(self, query: str, params: Any = None) -> Any:
        self._take_turn_for(query)
        try:
            return super().execute(query, params)
        finally:
            self.connection.give_up_turn()

    def executemany(self, query: str, param_list: Any) -> Any:
        self._take_turn_for(query)
        try:
            return super().executemany(query, param_list)
        finally:
            self.connection.give_up_turn()

    def _take_turn_for(self, query: str) -> None:
        connection = self.connection
        if not connection.in_transaction and _WRITES.match(query):
            connection.take_turn()


class DatabaseWrapper(base.DatabaseWrapper):
    """Stands in line where a transaction begins IMMEDIATE, for at most the option `timeout`."""

    connection: PatientConnection

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "factory": PatientConnection}

    def get_new_connection(self, conn_params: dict[str, Any]) -> PatientConnection:
        connection: PatientConnection = super().get_new_connection(conn_params)
        is_immediate = self.settings_dict["OPTIONS"].get("transaction_mode") == "IMMEDIATE"
        if is_immediate and not self.is_in_memory_db():
            connection.turns = turns_at(str(conn_params["database"]))
            connection.patience = float(conn_params.get("timeout", 5.0))
        return connection

    def create_cursor(self, name: str | None = None) -> PatientCursor:
        return self.connection.cursor(factory=PatientCursor)
