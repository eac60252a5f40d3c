"""`/metrics`: for whoever has the token; true sums over all processes."""

import multiprocessing
import re
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from comments import submission
from comments.models import Notice, Topic
from comments.submission import Entry
from newsroom import tallies
from newsroom.accounts.models import User
from newsroom.tallies import Tallies
from tests.comments.talking import establish, open_story

TOKEN = "a-token-for-prometheus"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path


def scraped(client: Client) -> dict[str, float]:
    """The figures by their name with labels."""
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.content.decode().splitlines()
    told = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(number) for name, _, number in told}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "given", ["", "Bearer ", "Bearer wrong", TOKEN, f"bearer {TOKEN}", "Bearer é"]
)
def test_nobody_reads_it_without_the_token(given: str, client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers={"authorization": given}).status_code == 404
    assert client.get("/metrics").status_code == 404


@pytest.mark.django_db
def test_without_a_token_in_the_settings_there_is_no_such_page(
    client: Client, settings: Any
) -> None:
    settings.METRICS_TOKEN = ""
    for given in ("Bearer ", "Bearer", "Bearer None"):
        assert client.get("/metrics", headers={"authorization": given}).status_code == 404


@pytest.mark.django_db
def test_it_tells_what_waits(client: Client, settings: Any, dolores: User, anselm: User) -> None:
    settings.METRICS_TOKEN = TOKEN
    submission.submit(Entry(open_story(), anselm, "A newcomer is read before anybody sees it."))
    due = timezone.now() - timedelta(minutes=10)
    Notice.objects.create(person=dolores, topic=Topic.REPLY, mail_at=due)
    told = scraped(client)
    assert told["newsroom_cases_open"] == 1
    assert 0 <= told["newsroom_case_oldest_seconds"] < 60
    assert told["newsroom_mail_due"] == 1
    assert 600 <= told["newsroom_mail_oldest_seconds"] < 660
    assert told["newsroom_database_up"] == 1


@pytest.mark.django_db
def test_it_counts_verdicts(
    client: Client, settings: Any, dolores: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr("comments.judging.tallies", Tallies())
    establish(dolores)
    submission.submit(Entry(open_story(), dolores, "The bridge needs a second lane."))
    assert scraped(client)['newsroom_screening_total{verdict="allow"}'] == 1


@pytest.mark.django_db
def test_every_figure_has_its_help_and_kind_once(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    text = answer.content.decode()
    names = set(re.findall(r"^(newsroom_\w+)", text, re.MULTILINE))
    assert len(names) >= 12
    for name in names:
        assert text.count(f"# HELP {name} ") == 1
        assert text.count(f"# TYPE {name} ") == 1


def count_to(number: int) -> None:
    """What one process of a server does."""
    own = Tallies()
    for _ in range(number):
        own.add("requests_2xx")


def test_processes_count_together_and_nothing_is_lost_when_they_end() -> None:
    spawned = multiprocessing.get_context("fork")
    for _ in range(2):
        processes = [spawned.Process(target=count_to, args=(500,)) for _ in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
            assert process.exitcode == 0
    assert tallies.read()["requests_2xx"] == 3000
    assert len(list(tallies.folder().iterdir())) <= 3


def test_threads_count_together_and_nothing_is_lost_when_they_end() -> None:
    own = Tallies()

    def count() -> None:
        for _ in range(2000):
            own.add("requests_2xx")

    for _ in range(2):
        threads = [Thread(target=count) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert tallies.read()["requests_2xx"] == 16_000
    assert len(list(tallies.folder().iterdir())) <= 4


def test_a_place_that_cannot_be_written_stops_no_request(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings.VAR_DIR = tmp_path / "file"
    Tallies().add("requests_2xx")
    assert tallies.read()["requests_2xx"] == 0
