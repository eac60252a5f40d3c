"""The site's photos as a copy holds them: from the folder or the bucket that MEDIA_ROOT names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

from newsroom.management.backups import archive

PREFIX = "media/"


def is_folder() -> bool:
    return isinstance(default_storage, FileSystemStorage)


def names() -> Iterator[str]:
    """The name in the archive of every photo, in the order of the names' parts."""
    if is_folder():
        return (name for name, _path in archive.media_files(Path(settings.MEDIA_ROOT)))
    return filter(archive.is_media_name, _in_bucket(""))


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """The photo as a file on this machine. Raises FileNotFoundError where it is gone."""
    stored = name.removeprefix(PREFIX)
    if is_folder():
        with Path(settings.MEDIA_ROOT, stored).open("rb") as file:
            yield file
        return
    with default_storage.open(stored) as photo, TemporaryFile() as copy:
        shutil.copyfileobj(photo, copy, archive.CHUNK)
        copy.seek(0)
        yield copy


@contextmanager
def swapped(new: Path, stamp: str) -> Iterator[str]:
    """Puts the photos of the folder `new` in place; gives where the old ones now lie, if anywhere.

    In a bucket they stand beside the old ones, which have other names: a photo's name is made
    from its content.
    """
    if is_folder():
        with _folder_swapped(new, Path(settings.MEDIA_ROOT), stamp) as aside:
            yield aside
        return
    for name, path in archive.media_files(new):
        stored = name.removeprefix(PREFIX)
        if not default_storage.exists(stored):
            with path.open("rb") as file:
                default_storage.save(stored, File(file))
    yield ""


def _in_bucket(folder: str) -> Iterator[str]:
    folders, files = default_storage.listdir(folder)
    entries = sorted([*folders, *files])
    for entry in entries:
        name = f"{folder}/{entry}" if folder else entry
        if entry in folders:
            yield from _in_bucket(name)
        else:
            yield f"{PREFIX}{name}"


@contextmanager
def _folder_swapped(new: Path, media: Path, stamp: str) -> Iterator[str]:
    """The new photos in the old ones' place; back again where what follows fails."""
    aside = media.with_name(f"{media.name}.before-{stamp}")
    had = media.is_dir()
    if had:
        media.rename(aside)
    new.rename(media)
    try:
        yield str(aside) if had else ""
    except BaseException:
        shutil.rmtree(media)
        if had:
            aside.rename(media)
        raise
