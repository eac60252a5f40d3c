"""The ` date 2019-06-24` stamp that opens a wire story."""

import datetime
import re
from typing import NamedTuple

from articles.wire.errors import WireError
from articles.wire.lines import Line

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        start=1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:[T, ]{1,2}(?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,6})?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"(?: ?(?:Z|[+-]\d\d:?\d\d|(?:[ECMP][DS]?T|UTC|GMT)\b))?)?"
)
_STAMP = re.compile(r"date\b ?:? ?(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DAY_FORMS = tuple(
    re.compile(form + r"(?!\d)" + _TIME + r"(?P<after>.*)", re.DOTALL)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
        r"(?:[A-Z][a-z]+day,? )?(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
        r" (?P<year>\d{4})",
        r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
    )
)


class Stamp(NamedTuple):
    """The date, the time of day as `17:42` (empty when absent) and what follows on the line."""

    date: datetime.date
    time: str
    after: str


def read_stamp(line: Line) -> Stamp | None:
    """Return the line's date stamp, or None where it has none.

    Raises WireError where there is a stamp with a day that no calendar has.
    """
    stamp = _STAMP.match(line.text)
    if not stamp:
        return None
    for form in _DAY_FORMS:
        if match := form.match(stamp["rest"]):
            month = _MONTHS.get(match["month"].lower(), match["month"])
            if not str(month).isdigit():
                return None
            return Stamp(
                _day(line, int(match["year"]), int(month), int(match["day"])),
                _time(match),
                match["after"].strip(),
            )
    return None


def _day(line: Line, year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise WireError(
            f"there is no such day as {year:04}-{month:02}-{day:02}.", line.number
        ) from None


def _time(match: re.Match[str]) -> str:
    if match["hour"] is None:
        return ""
    hour, minute = int(match["hour"]), int(match["minute"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
