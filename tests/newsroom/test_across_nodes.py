"""What several nodes share: a limit is one limit, on whichever of them its uses are counted."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex

import pytest

from newsroom.environment import ROOT
from tests import services

ALLOWED, TRIES, NODES = 20, 50, 2
_NODE = f"""
import django, sys
django.setup()
from newsroom.ratelimit import Limit, take
take(("warming up",), Limit(1, 1))
print("ready", flush=True)
sys.stdin.readline()
print(sum(take(("report", "somebody"), Limit({ALLOWED}, 60)).ok for _ in range({TRIES})))
"""


@pytest.mark.redis
def test_two_nodes_together_allow_as_much_as_one(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings", "CACHE_URL": services.REDIS_URL,
        "VAR_DIR": str(tmp_path), "SECRET_KEY": token_hex(25),
    }  # fmt: skip
    with ExitStack() as running:
        nodes = [
            running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", _NODE],
                    cwd=ROOT,
                    env=environment,
                    text=True,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
            )
            for _ in range(NODES)
        ]
        for node in nodes:
            assert node.stdout is not None
            assert node.stdout.readline() == "ready\n"
        for node in nodes:
            assert node.stdin is not None
            node.stdin.write("go\n")
            node.stdin.flush()
        counted = [int(node.communicate(timeout=60)[0]) for node in nodes]
    assert sum(counted) == ALLOWED
