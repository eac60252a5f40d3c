"""Somebody who is due for a letter, and a mail server for it."""

from datetime import timedelta
from typing import Any

import pytest

from articles.models import Subscriber
from tests.articles.newsletter.server import MORNING, Server
from tests.factories import make_story, make_subscriber


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    settings.EMAIL_BACKEND = f"{Server.__module__}.Server"
    monkeypatch.setattr(Server, "answers", [])
    monkeypatch.setattr(Server, "is_away", False)
    return Server


@pytest.fixture(autouse=True)
def _in_a_hurry(settings: Any) -> None:
    settings.NEWSLETTER_PER_SECOND = 0


@pytest.fixture
def subscriber() -> Subscriber:
    make_story("The second lane", published_at=MORNING - timedelta(hours=2))
    return make_subscriber("teo@example.com", next_at=MORNING)
