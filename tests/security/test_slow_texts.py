"""No text takes so long to read that whoever sends it could keep the site busy (ReDoS)."""

import subprocess
import sys

import pytest

from newsroom.environment import ROOT
from tests.security.slow_texts import READERS

# Seconds of CPU for all of them, several times what they take on a slow machine. What takes the
# square of a text's length on one of them takes minutes; what doubles with each word, for ever.
LIMIT = 60


@pytest.mark.parametrize("reader", READERS)
def test_what_is_made_to_take_forever_is_read_in_bounded_steps(reader: str) -> None:
    command = [sys.executable, "-m", "tests.security.slow_texts", reader, str(LIMIT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:] or f"more than {LIMIT} s of CPU"
    assert " texts of " in done.stdout
