"""`manage.py work`: does what is due, ends when it is told, and does not outlive its server."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from comments.models import Notice, Topic
from newsroom.accounts.models import User
from newsroom.environment import ROOT
from tests.factories import make_comment, make_story

SECONDS = 60
WORK = [sys.executable, str(ROOT / "manage.py"), "work"]


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until_gone(process: int) -> None:
    """Fails when it is still there after a minute."""
    end = time.monotonic() + SECONDS
    while is_there(process):
        assert time.monotonic() < end, "it outlives its parent"
        time.sleep(0.1)


def environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "VAR_DIR": str(folder), "LOG_LEVEL": "CRITICAL"}


@pytest.mark.django_db
def test_once_mails_what_is_due_and_ends(dolores: User) -> None:
    EmailAddress.objects.create(user=dolores, email=dolores.email, verified=True, primary=True)
    comment = make_comment(make_story())
    minute_ago = timezone.now() - timedelta(minutes=1)
    Notice.objects.create(
        person=dolores,
        topic=Topic.REPLY,
        comment=comment,
        story=comment.story,
        mail_at=minute_ago,
    )
    call_command("work", once=True)
    assert [letter.to for letter in mail.outbox] == [[dolores.email]]


def test_it_ends_cleanly_when_it_is_told(tmp_path: Path) -> None:
    # Its jobs find no tables here: a job that fails does not end it either.
    with subprocess.Popen(
        WORK, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as work:
        assert work.stdout is not None
        assert b"Working" in work.stdout.readline()
        work.send_signal(signal.SIGTERM)
        assert work.wait(SECONDS) == 0


def test_a_child_does_not_outlive_its_server(tmp_path: Path) -> None:
    server = (
        "import os, subprocess, time;"
        f"command = {[*WORK, '--child-of']!r} + [str(os.getpid())];"
        "child = subprocess.Popen(command, stderr=subprocess.DEVNULL);"
        "print(child.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", server], env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert "Working" in parent.stdout.readline()
        parent.kill()
    wait_until_gone(child)
