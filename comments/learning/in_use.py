"""The model that the screening is handed, kept in each process until another takes its place."""

from __future__ import annotations

import logging
from hashlib import sha256

from comments import house
from comments.models import ScreeningModel, SiteSwitch
from comments.screening.learned import Learned, parse
from newsroom.memo import forget_everything

log = logging.getLogger(__name__)
_kept: tuple[str, Learned | None] = ("", None)


def in_use() -> Learned | None:
    """None where there is none, or it is switched off.

    At most the one query a second of `house`, and one more where another model came into use.
    """
    global _kept
    checksum = house.model_in_use()
    if checksum != _kept[0]:
        _kept = (checksum, _load(checksum) if checksum else None)
    return _kept[1]


def is_on() -> bool:
    """Whether the model in use, if there is one, may hold comments. A query as `house.book`."""
    return house.site_switch().model_holds


def switch(on: bool) -> None:
    """Lets the model in use hold comments, or no longer: at once here, in a second elsewhere."""
    SiteSwitch.objects.update_or_create(pk=1, defaults={"model_holds": on})
    forget_everything()


def table_of(model: ScreeningModel) -> Learned | None:
    """The model's numbers; None, with a line in the log, where they are not what was stored."""
    if sha256(model.table.encode()).hexdigest() != model.checksum:
        log.error("The numbers of screening model %s are damaged: it is not used.", model.pk)
        return None
    try:
        return parse(model.table, model.name)
    except ValueError:
        log.exception("The numbers of screening model %s make no sense.", model.pk)
        return None


def _load(checksum: str) -> Learned | None:
    model = ScreeningModel.objects.filter(checksum=checksum, is_used=True).first()
    return table_of(model) if model else None
