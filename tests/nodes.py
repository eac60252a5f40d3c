"""A site in processes of its own: its settings, and what there is to read and to write under."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsroom.environment import ROOT

if TYPE_CHECKING:
    from articles.models import Story
    from newsroom.accounts.models import User

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


def tell(story: Story, people: Iterable[User], **more: Any) -> None:
    """Prints the `Data` of a story and of people, who are logged in by this, and what is `more`."""
    from django.conf import settings
    from django.test import Client

    sessions = []
    for person in people:
        client = Client()
        client.force_login(person)
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    told = {"story": story.pk, "path": story.get_absolute_url(), "sessions": sessions}
    sys.stdout.write(json.dumps(told | more))


def _furnish() -> None:
    from tests.bench.databases import open_site

    open_site()
    from newsroom.statics import collect_when_changed
    from tests.factories import make_story, make_user

    collect_when_changed()
    people = [make_user(f"Visitor {n}", is_staff=n == READERS) for n in range(READERS + 1)]
    tell(make_story(HEADLINE), people)
