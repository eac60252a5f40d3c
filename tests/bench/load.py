"""Load for a bench: as many requests as a server answers in some seconds, over open connections.

By `wrk` where it is installed, which costs little itself; else by threads of this process, which
are slower than a server of constants: then only processor times are worth comparing.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from time import monotonic
from urllib.parse import urlencode

from tests.bench.servers import HOST, Server

WRK = shutil.which("wrk")
WRK_THREADS = 2
FORM = "application/x-www-form-urlencoded"
_COUNTED = re.compile(r"(\d+) requests in ([\d.]+)(m?s)")
_FAILED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
_P99 = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What came of it. `cpu_ms` is the server's processor time for each request."""

    per_second: float
    cpu_ms: float
    p99_ms: float
    failed: int


def drive(
    server: Server, path: str, headers: dict[str, str], seconds: float, connections: int
) -> Load:
    """Asks for the page again and again on so many connections."""
    before = server.cpu_seconds()
    ask = _by_wrk if WRK else _by_threads
    count, took, p99, failed = ask(server.port, path, headers, seconds, connections)
    spent = server.cpu_seconds() - before
    return Load(count / took, spent / max(count, 1) * 1000, p99, failed)


@dataclass(frozen=True)
class Ask:
    """A page to be asked for, or with `fields` a form to be sent; `kind` is for who counts them."""

    path: str
    headers: dict[str, str]
    fields: dict[str, str] | None = None
    kind: str = ""


@dataclass(frozen=True)
class Answer:
    """What came of it, after so long. Where no answer came, `status` is 0 and `why` says more."""

    ask: Ask
    status: int
    seconds: float
    why: str = ""

    def is_right(self) -> bool:
        return 200 <= self.status < 400


def send(server: Server, asks: list[Ask], connections: int) -> Load:
    """Asks for each once, over so many connections at a time."""
    before, begun = server.cpu_seconds(), monotonic()
    answers = each(server, iter(asks), connections)
    spent, took = server.cpu_seconds() - before, monotonic() - begun
    count, failed = max(len(answers), 1), sum(not answer.is_right() for answer in answers)
    p99 = percentile([answer.seconds for answer in answers], 99)
    return Load(len(answers) / took, spent / count * 1000, p99 * 1000, failed)


def send_for(server: Server, asks: list[Ask], seconds: float, connections: int) -> Load:
    """As `send`, but for so long at most: what is left of them by then is not asked for."""
    if not WRK:
        return send(server, asks, connections)
    before = server.cpu_seconds()
    with TemporaryDirectory(prefix="newsroom-bench-") as folder:
        script = _written(folder, server.port, asks)
        count, took, p99, failed = _by_wrk(server.port, "/", {}, seconds, connections, script)
    spent = server.cpu_seconds() - before
    return Load(count / took, spent / max(count, 1) * 1000, p99, failed)


# What wrk is told: each of its threads has a list of its own, and stops at its end.
_SCRIPT = """
local made = 0
function setup(thread)
  made = made + 1
  thread:set("number", made)
end
function init()
  asks, last = dofile("{folder}/" .. number .. ".lua"), 0
end
function request()
  last = last + 1
  if asks[last] == nil then wrk.thread:stop() end
  return asks[last] or asks[#asks]
end
"""


def _written(folder: str, port: int, asks: list[Ask]) -> str:
    """The path of a script by which wrk asks for these."""
    for number in range(WRK_THREADS):
        own = ",\n".join(json.dumps(_as_bytes(ask, port)) for ask in asks[number::WRK_THREADS])
        Path(folder, f"{number + 1}.lua").write_text(f"return {{\n{own}\n}}", encoding="ascii")
    script = Path(folder, "asks.lua")
    script.write_text(_SCRIPT.format(folder=folder), encoding="ascii")
    return str(script)


def _as_bytes(ask: Ask, port: int) -> str:
    body = urlencode(ask.fields or {})
    headers = {"Host": f"{HOST}:{port}", **ask.headers}
    if ask.fields is not None:
        headers |= {"Content-Type": FORM, "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    method = "GET" if ask.fields is None else "POST"
    return f"{method} {ask.path} HTTP/1.1\r\n{head}\r\n{body}"


def each(server: Server, asks: Iterator[Ask], connections: int) -> list[Answer]:
    """The answer to each, in the order in which they came, over so many connections at a time."""
    lock, answers = Lock(), list[Answer]()

    def work() -> None:
        connection = HTTPConnection(HOST, server.port, timeout=60)
        while True:
            with lock:
                ask = next(asks, None)
            if ask is None:
                break
            answers.append(_answer(connection, ask))
        connection.close()

    _together(work, connections)
    return answers


def percentile(seconds: list[float], part: int) -> float:
    """So many percent took no longer; 0 of nothing."""
    return sorted(seconds)[len(seconds) * part // 100] if seconds else 0.0


def _answer(connection: HTTPConnection, ask: Ask) -> Answer:
    begun = monotonic()
    try:
        if ask.fields is None:
            connection.request("GET", ask.path, headers=ask.headers)
        else:
            form = {"Content-Type": FORM}
            connection.request("POST", ask.path, urlencode(ask.fields), ask.headers | form)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as error:
        connection.close()
        return Answer(ask, 0, monotonic() - begun, repr(error))
    return Answer(ask, answer.status, monotonic() - begun)


def _together(work: Callable[[], None], connections: int) -> None:
    threads = [Thread(target=work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _by_wrk(
    port: int,
    path: str,
    headers: dict[str, str],
    seconds: float,
    connections: int,
    script: str = "",
) -> tuple[int, float, float, int]:
    said = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    options = ["--latency", f"-t{WRK_THREADS}", f"-c{connections}", f"-d{max(1, round(seconds))}s"]
    scripted = ["-s", script] if script else []
    command = [str(WRK), *options, *scripted, *said, f"http://{HOST}:{port}{path}"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    counted, failed, p99 = _COUNTED.search(report), _FAILED.search(report), _P99.search(report)
    if counted is None or p99 is None:
        raise RuntimeError(f"wrk did not say what came of it:\n{report}")
    took = float(counted[2]) * (0.001 if counted[3] == "ms" else 1.0)
    return int(counted[1]), took, float(p99[1]) * _MS[p99[2]], int(failed[1]) if failed else 0


def _by_threads(
    port: int, path: str, headers: dict[str, str], seconds: float, connections: int
) -> tuple[int, float, float, int]:
    begun = monotonic()
    times: list[float] = []
    failed: list[str] = []

    def work() -> None:
        connection = HTTPConnection(HOST, port, timeout=30)
        while (start := monotonic()) < begun + seconds:
            try:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException) as error:
                failed.append(repr(error))
                connection.close()
            else:
                times.append(monotonic() - start)
                if answer.status >= 400:
                    failed.append(str(answer.status))
        connection.close()

    _together(work, connections)
    return len(times), monotonic() - begun, percentile(times, 99) * 1000, len(failed)
