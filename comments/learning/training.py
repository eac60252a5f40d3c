"""Fits a model on the desk's decisions, judges it, and puts it to use where it is better."""

from __future__ import annotations

import importlib
from hashlib import sha256
from importlib.util import find_spec

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.learning import decisions, forgetting, in_use
from comments.learning.example import Example
from comments.learning.figures import LEAST_DECISIONS, LEAST_REMOVALS, Outcome
from comments.models import ScreeningModel
from comments.screening import score
from comments.screening.learned import dump
from comments.wordlist import in_force


class TooFew(Exception):  # noqa: N818 - it tells what is so, like Http404
    """The desk has not decided enough to learn from."""

    def __init__(self, decided: int, removed: int) -> None:
        super().__init__(f"{decided} decisions, {removed} of them removals")
        self.decided, self.removed = decided, removed


class NotInstalled(Exception):  # noqa: N818
    """The extra `score` is missing, and with it what a model is fitted by."""


class DoneBefore(Exception):  # noqa: N818
    """Another process fits a model for the same occasion."""


def train(occasion: str | None = None) -> ScreeningModel:
    """Fits and judges a model; the row says what became of it. Takes a minute for 5,000 decisions.

    In: what for, so that it is done once; None for by hand. Raises NotInstalled, DoneBefore, and
    TooFew where it was asked for by hand.
    """
    examples = decisions.newest()
    removals = sum(one.removed for one in examples)
    if len(examples) < LEAST_DECISIONS or removals < LEAST_REMOVALS:
        if occasion is None:
            raise TooFew(len(examples), removals)
        return _begun(occasion, len(examples), removals, Outcome.TOO_FEW)
    if find_spec("sklearn") is None or not score.preload():
        raise NotInstalled
    model = _begun(occasion, len(examples), removals)
    # Only here: the scientific libraries are an extra, and take seconds to load.
    trial = importlib.import_module("comments.learning.trial")
    present = ScreeningModel.objects.filter(is_used=True).first()
    setting = trial.Setting(
        words=in_force(),
        packaged_threshold=settings.SCREENING_SCORE_THRESHOLD,
        quiet=decisions.quiet(),
        present=in_use.table_of(present) if present else None,
        present_since=present.fitted_at.timestamp() if present else 0.0,
    )
    tried = trial.attempt(examples, setting, model.name)
    model.outcome = tried.outcome.value
    model.figures = tried.figures.as_dict() if tried.figures else {}
    if tried.learned:
        model.table = dump(tried.learned)
    _keep(model, examples)
    return model


def _begun(occasion: str | None, decided: int, removals: int, outcome: str = "") -> ScreeningModel:
    try:
        with transaction.atomic():
            return ScreeningModel.objects.create(
                occasion=occasion, decisions=decided, removals=removals, outcome=outcome
            )
    except IntegrityError as error:
        raise DoneBefore from error


def _keep(model: ScreeningModel, examples: list[Example]) -> None:
    """Stores the outcome; a model that is to be used takes the present one's place.

    A text may have been erased while the model was being fitted: then it is out of use again.
    """
    now = timezone.now()
    with transaction.atomic():
        if model.table:
            for present in ScreeningModel.objects.select_for_update().filter(is_used=True):
                forgetting.leave(present, ScreeningModel.REPLACED, now)
            model.is_used = True
            model.checksum = sha256(model.table.encode()).hexdigest()
            model.learned_from = [one.comment for one in examples]
        model.save()
    forgetting.forget(now)
    model.refresh_from_db()
