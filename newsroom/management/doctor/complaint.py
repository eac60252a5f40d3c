"""One thing that the doctor says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Complaint:
    """What is wrong and what to do about it. One that `is_wrong` makes the command fail; the rest
    is worth knowing."""

    what: str
    remedy: str
    is_wrong: bool = True
