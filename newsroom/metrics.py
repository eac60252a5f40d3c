"""`/metrics`: the site's figures as Prometheus reads them, for whoever has the token.

Without METRICS_TOKEN there is no such page, on no address: behind a proxy on the same machine every
visitor seems to come from that machine.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from newsroom import tallies

# https://prometheus.io/docs/instrumenting/exposition_formats/
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Figure:
    """A number with its name and what it says; `labels` is `{name="value"}` or nothing."""

    name: str
    what: str
    number: float
    labels: str = ""
    kind: str = "gauge"


_asked: list[Callable[[], Iterator[Figure]]] = []


def figures(ask: Callable[[], Iterator[Figure]]) -> Callable[[], Iterator[Figure]]:
    """Registers a function that reads figures from the database."""
    _asked.append(ask)
    return ask


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures; 404 for everybody without `Authorization: Bearer METRICS_TOKEN`."""
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode(errors="replace")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(given, wanted):
        raise Http404("There is no such page.")
    return HttpResponse(_text(), content_type=CONTENT_TYPE)


def _text() -> str:
    lines, told = [], set()
    for figure in chain(_counted(), _read()):
        if figure.name not in told:
            told.add(figure.name)
            lines.append(f"# HELP {figure.name} {figure.what}")
            lines.append(f"# TYPE {figure.name} {figure.kind}")
        lines.append(f"{figure.name}{figure.labels} {figure.number:.15g}")
    return "\n".join(lines) + "\n"


def _counted() -> Iterator[Figure]:
    """What the processes of this machine have counted since they were first started."""
    counts = tallies.read()
    for name in (name for name in counts if name.startswith("requests_")):
        labels = f'{{status="{name[-3:]}"}}'
        yield _counter("requests", "Requests answered.", counts[name], labels)
    yield _counter("request_seconds", "Time spent on them.", counts["request_seconds"])
    yield _counter("pages_made", "Requests not answered from kept pages.", counts["pages_made"])
    for verdict in ("allow", "nudge", "hold", "reject"):
        labels = f'{{verdict="{verdict}"}}'
        number = counts[f"screening_{verdict}"]
        yield _counter("screening", "Texts that the screening judged.", number, labels)
    for outcome in ("done", "failed"):
        labels = f'{{outcome="{outcome}"}}'
        number = counts[f"jobs_{outcome}"]
        yield _counter("jobs", "Work done in the background.", number, labels)
    seen = "When work in the background was last looked for, in seconds since 1970."
    yield Figure("newsroom_worker_seen_seconds", seen, counts["worker_seen"])


def _counter(name: str, what: str, number: float, labels: str = "") -> Figure:
    return Figure(f"newsroom_{name}_total", what, number, labels, "counter")


def _read() -> Iterator[Figure]:
    """What the database says; nothing while it does not answer, so that the rest is still told."""
    try:
        yield from [figure for ask in _asked for figure in ask()]
        answers = 1
    except Error:
        answers = 0
    yield Figure("newsroom_database_up", "Whether the database answers.", answers)
