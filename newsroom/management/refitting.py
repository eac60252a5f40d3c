"""Starts the fitting of a screening model when it is due, in a process of its own.

That keeps the scientific libraries, and the minute that it takes, away from what sends mail.
"""

import subprocess
import sys

from comments.learning.schedule import due
from newsroom.environment import ROOT

_started: list[subprocess.Popen[bytes]] = []


def start_when_due() -> None:
    """Starts it once and goes on. Raises RuntimeError where the last one failed."""
    if _started and _started[0].poll() is None:
        return
    if _started and _started.pop().returncode:
        raise RuntimeError("Fitting a screening model failed: see the lines before this one.")
    occasion = due()
    if occasion:
        command = [sys.executable, str(ROOT / "manage.py"), "train_screening"]
        # This project's own command, with nothing of a request in it.
        _started.append(subprocess.Popen([*command, "--occasion", occasion]))  # noqa: S603
