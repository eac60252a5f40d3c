"""When this installation was last copied, and when a copy was last proved. Kept in VAR_DIR."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

NAME = "backups.json"


@dataclass(frozen=True)
class Record:
    """Moments as ISO text, "" for never."""

    made_at: str = ""
    proved_at: str = ""

    def made(self) -> datetime | None:
        """When the last copy was made."""
        return datetime.fromisoformat(self.made_at) if self.made_at else None

    def proved(self) -> datetime | None:
        """When a copy was last proved by a trial restore."""
        return datetime.fromisoformat(self.proved_at) if self.proved_at else None


def read() -> Record:
    """What is known; nothing where the record is missing or unreadable."""
    with suppress(OSError, ValueError, TypeError):
        return Record(**json.loads(_file().read_text(encoding="utf-8")))
    return Record()


def made() -> None:
    """A copy has just been made."""
    _write(replace(read(), made_at=timezone.now().isoformat()))


def proved() -> None:
    """A copy has just been restored on trial."""
    _write(replace(read(), proved_at=timezone.now().isoformat()))


def _file() -> Path:
    return Path(settings.VAR_DIR) / NAME


def _write(record: Record) -> None:
    aside = _file().with_suffix(".new")
    aside.write_text(json.dumps(asdict(record)), encoding="utf-8")
    aside.replace(_file())
