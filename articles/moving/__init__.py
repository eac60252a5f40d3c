"""Exports of other systems, read as plain data; `newsroom.management.moving` takes it in.

Every reader is given files and hands out records in a stream, whatever the size of the files.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from articles.moving import coral, disqus, tables, wordpress
from articles.moving.records import (
    MovingError,
    Name,
    Picture,
    Post,
    Record,
    Records,
    Remark,
    Skipped,
    Thread,
)
from articles.moving.spool import Spool, Told

READERS: dict[str, Callable[[Sequence[Path]], Records]] = {
    "wordpress": wordpress.read,
    "disqus": disqus.read,
    "coral": coral.read,
    "csv": tables.read,
}

__all__ = [
    "READERS", "MovingError", "Name", "Picture", "Post", "Record", "Records", "Remark", "Skipped",
    "Spool", "Thread", "Told",
]  # fmt: skip
