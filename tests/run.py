"""`make test`: on PostgreSQL what is marked for it, on SQLite the whole suite.

Which services tests need and where they are looked for: see `tests.services`. The PostgreSQL part
comes first, so that the last line is the summary of the whole suite. Arguments are handed on to
pytest: `python -m tests.run tests/comments -x`.
"""

import os
import subprocess
import sys

from newsroom.environment import ROOT
from tests import services

# A .env file of this installation must not make tests pass here and fail elsewhere.
PLAIN = {
    "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
    "CACHE_URL": "",
    "DEBUG": "0",
    "EMAIL_URL": "console:",
    "REPLICA_URL": "",
    "SITE_URL": "http://127.0.0.1:8000",
}
WORKERS = ["-n", "auto", "--maxprocesses", "8"]
NOTHING_SELECTED = 5


def pytest(selection: str, database_url: str, arguments: list[str]) -> int:
    """Runs the tests that the marker expression selects; returns the exit code."""
    command = [sys.executable, "-m", "pytest", "-q", *WORKERS, "-m", selection, *arguments]
    environment = {**os.environ, **PLAIN, "DATABASE_URL": database_url}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return 0 if code == NOTHING_SELECTED else code


def on_postgres(arguments: list[str]) -> int:
    """The part that asks for PostgreSQL, where there is one."""
    lacks = services.no_postgres()
    if lacks and services.REQUIRED:
        say(f"REQUIRE_SERVICES is set, but there is {lacks}")
        return 1
    if lacks:
        say(f"PostgreSQL: skipped, {lacks}")
        return 0
    say("PostgreSQL: the tests that ask for it")
    return pytest("postgres or both_databases", services.POSTGRES_URL, arguments)


def say(line: str) -> None:
    """Writes a line at once, before pytest's own."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    failed = on_postgres(arguments)
    say("SQLite: the whole suite")
    sqlite = f"sqlite:///{ROOT / 'var' / 'tests.sqlite3'}"
    return pytest("not postgres", sqlite, arguments) or failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
