"""The buttons and choices of the story form, by the names they have in it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """The button that was pressed: the name it has in the form."""

    SAVE = "_save"
    DRAFT = "_draft"
    REVIEW = "_review"
    PUBLISH = "_publish"
    SCHEDULE = "_schedule"
    WITHDRAW = "_withdraw"
    FIND_QUOTES = "_find_quotes"


class ChangeKind(StrEnum):
    """What a change to a published story is to its readers."""

    SMALL = "small"
    UPDATE = "update"
    CORRECTION = "correction"


def pressed(data: Mapping[str, Any]) -> Action:
    """The button of a posted form; plain saving when it was none of ours (Enter in a field)."""
    return next((action for action in Action if action.value in data), Action.SAVE)
