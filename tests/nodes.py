"""A site that several processes serve from a PostgreSQL of their own: its data, its settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from newsroom.environment import ROOT

HEADLINE = "Council hears neighbors on the bridge"
READERS = 20


@dataclass(frozen=True)
class Data:
    """What there is to ask for. `sessions` are the cookies of readers and, last, of a moderator."""

    story: int
    path: str
    sessions: list[str]


def settings(folder: Path, database_url: str, **more: str) -> dict[str, str]:
    """The environment of a node: comments open, nobody's held, no limits reached."""
    return {
        "DATABASE_URL": database_url, "VAR_DIR": str(folder), "REPLICA_URL": "", "CACHE_URL": "",
        "WORKER": "0", "DEBUG": "0", "SITE_URL": "http://127.0.0.1:8000",
        "ALLOWED_HOSTS": "127.0.0.1", "RATE_LIMIT_FACTOR": "1e9", "COMMENTS_FIRST_HELD": "0",
        "COMMENTS_CLOSE_AFTER_DAYS": "100000", "LOG_LEVEL": "ERROR", **more,
    }  # fmt: skip


def furnish(environment: dict[str, str]) -> Data:
    """Makes the tables, the static files, a story and people, by a process of those settings."""
    code = "from tests.nodes import _furnish; _furnish()"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | environment,
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return Data(**json.loads(told.stdout))


def _furnish() -> None:
    from tests.bench.databases import open_site

    open_site()
    from django.test import Client

    from newsroom.statics import collect_when_changed
    from tests.factories import make_story, make_user

    collect_when_changed()
    story = make_story(HEADLINE)
    sessions = []
    for number in range(READERS + 1):
        client = Client()
        client.force_login(make_user(f"Visitor {number}", is_staff=number == READERS))
        sessions.append(client.cookies["sessionid"].value)
    told = {"story": story.pk, "path": story.get_absolute_url(), "sessions": sessions}
    sys.stdout.write(json.dumps(told))
