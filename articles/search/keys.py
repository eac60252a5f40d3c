"""Keys of the two indexes: a row's place in time, and then its id, in 64 bits.

A story's key is the seconds of its publication time and 28 bits of id, which leaves the seconds 36:
from the year 881 to 3058. A quotation's is the day on which it was said and 32 bits of id.
"""

from datetime import date, datetime

STORY_BITS = 28
QUOTE_BITS = 32
_EPOCH = date(1970, 1, 1)


def key_before(moment: datetime) -> int:
    """Larger than the keys of all stories that were published in an earlier second."""
    return int(moment.timestamp()) << STORY_BITS


def key_of_day(day: date) -> int:
    """The lowest key of what was said on this day; within a day the id follows."""
    return (day - _EPOCH).days << QUOTE_BITS


def row_id(key: int, bits: int) -> int:
    """The id at the end of a key, `bits` of it."""
    return key & ((1 << bits) - 1)
