"""What an old site's export holds, whatever its format: stories, threads, remarks and names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

# No story or comment of a newspaper is longer; what is longer is no story.
LONGEST_ITEM = 20_000_000


class MovingError(ValueError):
    """The file cannot be read as what it is said to be. Its words say where and why."""


@dataclass(frozen=True)
class Picture:
    """A picture that a story shows by its address. It stays where it is, as a link."""

    address: str
    alt: str = ""


@dataclass(frozen=True)
class Post:
    """A story of the old site. `key` is its id there; `body` is HTML from anywhere.

    A time without a zone is the newsroom's. `addresses` are where readers found it, most often
    paths. `status` is `published`, `review` or `draft`.
    """

    key: str
    headline: str
    body: str
    published_at: datetime | None = None
    status: str = "published"
    standfirst: str = ""
    slug: str = ""
    addresses: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    takes_comments: bool = True
    pictures: tuple[Picture, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thread:
    """A discussion under a story that is here already, to be found by one of the addresses."""

    key: str
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """A comment of the old site, as plain text. `thread` is the key of its Post or Thread.

    `author` is the key of a Name, where the export keeps names apart. One that readers did not
    see (`is_shown`) is not taken; it only hands its answers up to what it answered.
    """

    key: str
    thread: str
    body: str
    posted_at: datetime | None = None
    parent: str = ""
    name: str = ""
    author: str = ""
    is_shown: bool = True


@dataclass(frozen=True)
class Name:
    """The public name of somebody who commented."""

    key: str
    name: str


@dataclass(frozen=True)
class Skipped:
    """Something in the file that is not taken, and why."""

    kind: str
    key: str
    why: str


Record = Post | Thread | Remark | Name | Skipped
Records = Iterator[Record]
