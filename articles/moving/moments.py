"""Times as exports write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime

# A year outside of these is a slip of the old site, such as WordPress's 0000-00-00.
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str, zone: tzinfo | None = None) -> datetime | None:
    """The time of "2019-06-24 16:00:00", "2019-06-24T16:00:00Z" or "Mon, 24 Jun 2019 16:00 +0000".

    A time that names no zone is in `zone`; without one it stays naive. None for what is no time.
    """
    found = _iso(text.strip()) or _rfc822(text.strip())
    if found is None or not _FIRST_YEAR < found.year < _LAST_YEAR:
        return None
    if found.tzinfo is not None:
        return found.astimezone(UTC)
    return found.replace(tzinfo=zone)


def since_1970(milliseconds: int) -> datetime | None:
    """The time so many milliseconds after the start of 1970, as MongoDB counts."""
    try:
        found = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
    return found if _FIRST_YEAR < found.year < _LAST_YEAR else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc822(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
