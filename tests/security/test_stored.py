"""Hostile strings in every column of text that there is, whatever let them in; on every page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from articles.models import Story
from comments.models import Measure, Sanction, StaffNote
from newsroom import memo
from newsroom.accounts.models import User
from tests.security.conftest import Paper
from tests.security.judging import faults
from tests.security.strings import MARK, hostile
from tests.security.test_hostile import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

OURS = ("accounts", "articles", "comments")
# What the site writes itself: HTML that is cleaned on saving, and keys and words that it chose.
WRITTEN_BY_US = frozenset(
    (
        "story.body", "historicalstory.body", "user.password", "comment.token", "case.text_key",
        "report.stranger_key", "comment.removed_under", "case.rule", "case.reason", "report.rule",
        "sanction.rule",
    )
)  # fmt: skip
ROUNDS = 6


def texts(model: type[models.Model]) -> Iterator[models.Field[str, str]]:
    """The columns into which people type."""
    for field in model._meta.get_fields():
        if not isinstance(field, models.CharField | models.TextField):
            continue
        named = f"{model._meta.model_name}.{field.name}"
        if isinstance(field, models.SlugField | models.EmailField) or named in WRITTEN_BY_US:
            continue
        if not field.choices and not field.unique:
            yield field


def put_everywhere(strings: Iterator[str]) -> int:
    """Writes a string of its own into each column of text; returns how many there are."""
    written = 0
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            if model._meta.model_name == "decision":
                continue  # never changed again: a trigger sees to it
            for field in texts(model):
                text = next(strings).replace("\0", "").encode(errors="replace").decode()
                length = field.max_length or 1000
                model._default_manager.update(**{field.name: text[:length]})
                written += 1
    return written


def test_whatever_is_stored_is_text_on_every_page(
    paper: Paper, browsers: dict[str, Client], sam: User, dolores: User, teo: User
) -> None:
    StaffNote.objects.create(person=dolores, by=sam, text="Mind the tone.")
    Sanction.objects.create(person=dolores, by=sam, measure=Measure.WARN, rule="nice", reason="x")
    Story.objects.filter(pk=paper.story.pk).update(front_slot="lead")
    strings = hostile(10_000, seed=7)
    told, showing = [], set()
    for _ in range(ROUNDS):
        assert put_everywhere(strings) > 30
        rename(strings, dolores, teo)
        for role in ("stranger", "author", "moderator", "editor"):
            for address in pages_of(role, paper):
                response = browsers[role].get(address)
                told += [f"{role} {address}: {one}" for one in faults(response)]
                if MARK in response.content.decode().lower():
                    showing.add((role, address))
    assert told == [], "\n".join(told[:20])
    assert len(showing) > 40, "the strings do not stand on the pages"


def rename(strings: Iterator[str], *people: User) -> None:
    """Names are unique, so each person has a string of their own."""
    for person in people:
        name = next(strings).replace("\0", "").encode(errors="replace").decode()
        User.objects.filter(pk=person.pk).update(name=name[:40])
    memo.forget_everything()
