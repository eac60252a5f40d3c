"""Every form of the site, found as a browser finds it, filled with what hostile people type.

A form that is added somewhere is found here without being named. `HOSTILE` in the environment says
how many strings are typed in all; `python -m tests.security.hostile` types ten thousand.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import cycle, islice
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from newsroom import memo
from tests.security.conftest import ACCOUNTS, Paper
from tests.security.forms import Form, forms_on, send
from tests.security.judging import faults
from tests.security.strings import hostile

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TYPED = int(os.environ.get("HOSTILE", "1000"))
# Not a field: the token is our own, and a password that is changed ends the session of the test.
_LEFT_ALONE = frozenset(("csrfmiddlewaretoken",))


@pytest.fixture(autouse=True)
def _quiet(settings: Any) -> Iterator[None]:
    """No limit on how often, and no log line for each of a thousand refusals."""
    settings.RATE_LIMIT_FACTOR = 1_000_000
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is never kept."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    memo.forget_everything()


def test_nothing_that_is_typed_into_any_form_runs_breaks_out_or_breaks_down(
    paper: Paper, browsers: dict[str, Client], records: list[str]
) -> None:
    forms = found_forms(paper, browsers, records)
    assert len(forms) > 40, "the crawl has lost its way"
    strings = hostile(TYPED)
    told: list[str] = []
    answers: Counter[int] = Counter()
    mirrors = {role: cycle(pages_of(role, paper)) for role in browsers}
    for turn, (role, form) in enumerate(cycle(forms)):
        fields = [name for name in form.texts if name not in _LEFT_ALONE]
        # One field at a time gets past the others' checks; all at once meet what reads several.
        chosen = fields if turn % 2 == 0 else fields[turn % len(fields) :][:1]
        changed = dict(zip(chosen, islice(strings, len(chosen)), strict=False))
        if not changed:
            break
        with undone():
            client = Client(raise_request_exception=False)
            client.cookies = deepcopy(browsers[role].cookies)
            for address, response in attack(client, form, changed, turn, next(mirrors[role])):
                answers[response.status_code] += 1
                told += [f"{role} {address} {changed!r}: {one}" for one in faults(response)]
    assert told == [], "\n".join(told[:20])
    if "HOSTILE" in os.environ:
        report(forms, answers)


def attack(
    client: Client, form: Form, changed: dict[str, str], button: int, mirror: str
) -> Iterator[tuple[str, HttpResponse]]:
    """The answer, the page that it sends to, and another page on which it may stand."""
    answer = send(client, form, changed, button)
    yield form.action, answer
    target = answer.headers.get("Location", "").partition("#")[0]
    if target.startswith("/") and not target.startswith("//"):
        yield target, client.get(target)
    yield mirror, client.get(mirror)


def found_forms(
    paper: Paper, browsers: dict[str, Client], records: list[str]
) -> list[tuple[str, Form]]:
    """Each form once, with the first role that can fill it."""
    found: dict[Any, tuple[str, Form]] = {}
    for role, addresses in {
        "stranger": [*paper.public(), *ACCOUNTS],
        "reader": [*paper.public(), *ACCOUNTS],
        "author": [*paper.public(), *paper.personal()],
        "moderator": paper.desk(),
        "senior": [*paper.desk(), *records],
        "editor": [*paper.inboxes(), *records],
        "admin": records,
    }.items():
        for address in addresses:
            response = browsers[role].get(address)
            assert response.status_code < 500, address
            for form in forms_on(response, address):
                if form.texts and (form.method == "get" or form.values):
                    found.setdefault((role == "stranger", *form.key), (role, form))
    return list(found.values())


def pages_of(role: str, paper: Paper) -> list[str]:
    """Where this role reads what others typed."""
    pages = paper.public()
    if role == "author":
        pages += paper.personal()
    if role in ("moderator", "senior", "admin"):
        pages += paper.desk()
    if role in ("editor", "admin"):
        pages += [f"/admin/articles/story/{paper.story.pk}/history/", "/admin/articles/story/"]
        pages += paper.inboxes()
    return pages


def report(forms: list[tuple[str, Form]], answers: Counter[int]) -> None:
    """What was done, for who asked to see it."""
    fields = sum(len(form.texts) for _, form in forms)
    lines = [
        f"{TYPED:,} hostile strings typed into {fields} fields of {len(forms)} forms",
        f"{sum(answers.values()):,} answers read: "
        + ", ".join(f"{status}: {count:,}" for status, count in sorted(answers.items())),
        "executed 0, unescaped 0, errors 500 0",
    ]
    for line in lines:
        os.write(2, f"{line}\n".encode())
