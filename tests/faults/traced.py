"""What a process does to the files of its SQLite database, in order, as strace saw it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STRACE = shutil.which("strace")
_CALLS = "pwrite64,ftruncate,fsync,fdatasync,unlink,write"
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_BEGUN = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
_ENDED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_FILE = re.compile(r"^\d+<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_END = re.compile(r", (\d+)$")


@dataclass(frozen=True)
class Act:
    """`kind` is write, truncate, sync, unlink; or said, for a line on standard output."""

    kind: str
    name: str
    offset: int = 0
    data: bytes = b""


def may_trace() -> bool:
    """Whether this machine lets strace do its work; some containers do not."""
    done = subprocess.run([str(STRACE), "-o", os.devnull, "true"], check=False, capture_output=True)
    return done.returncode == 0


def command(trace: Path) -> list[str]:
    """What to put before a command to have it traced."""
    assert STRACE is not None
    options = ["-f", "--seccomp-bpf", "-xx", "-y", "-s", "1000000", "-e", f"trace={_CALLS}"]
    return [STRACE, *options, "-o", str(trace)]


def acts(trace: Path, folder: Path) -> Iterator[Act]:
    """Those in this folder, and what was said, in order."""
    for call, given in _calls(trace):
        path = _path(given)
        if call == "write":
            if given.startswith("1<"):
                yield Act("said", "", data=_bytes(given))
        elif path == folder:
            yield Act("sync", "")
        elif path.parent == folder and not path.name.endswith("-shm"):
            number = _END.search(given)
            place = int(number[1]) if number else 0
            kind = {"pwrite64": "write", "ftruncate": "truncate", "unlink": "unlink"}
            data = _bytes(given) if call == "pwrite64" else b""
            yield Act(kind.get(call, "sync"), path.name, place, data)


def _calls(trace: Path) -> Iterator[tuple[str, str]]:
    """Calls that did what they were asked to, with their arguments."""
    begun: dict[str, str] = {}
    for line in trace.read_text().splitlines():
        if half := _BEGUN.match(line):
            begun[half[1]] = half[2]
            continue
        rest = _ENDED.match(line)
        whole = f"{rest[1]} {begun.pop(rest[1], '')}{rest[2]}" if rest else line
        found = _CALL.match(whole)
        if found and int(found[4]) >= 0:
            yield found[2], found[3]


def _path(given: str) -> Path:
    found = _FILE.match(given)
    return Path((_plain(found[1]) if found else _bytes(given)).decode(errors="replace"))


def _bytes(given: str) -> bytes:
    found = _TEXT.search(given)
    return _plain(found[1]) if found else b""


def _plain(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
