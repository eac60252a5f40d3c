"""The file: written as a stream, proved as a stream, so that its size costs no memory."""

from __future__ import annotations

import io
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from time import time
from typing import IO, Any

from newsroom.management.backups.manifest import DATABASES, Damaged, Manifest, read

SUMS, MANIFEST, SEAL = "SHA256SUMS", "manifest.json", "manifest.sha256"
CHUNK = 1024 * 1024
# A manifest lists tables and migrations; nothing of ours comes near this.
LONGEST_MANIFEST = 4 * 1024 * 1024
LONGEST_NAME = 1000
# A name below media/: no part is empty, "." or "..", and nothing in it steers a terminal.
_MEDIA = re.compile(r"media(?:/(?!\.{1,2}(?:/|$))[^/\\\x00-\x1f\x7f]+)+")


class _Hashing(io.RawIOBase):
    """Reads another file and remembers the checksum of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.sum = sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.sum.update(chunk)
        return chunk


class Writer:
    """Adds to an archive that is being written. `seal` ends it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self._sums = TemporaryFile()  # noqa: SIM115 - closed by `seal`
        self.files = self.bytes = 0

    def add(self, name: str, file: IO[bytes]) -> None:
        """Adds what is left in `file`. Raises OSError where it shrinks meanwhile."""
        size = os.fstat(file.fileno()).st_size
        hashing = _Hashing(file)
        self._tar.addfile(_entry(name, size), hashing)
        self._sums.write(_line(name, hashing.sum.hexdigest()))
        self.files, self.bytes = self.files + 1, self.bytes + size

    def seal(self, describe: Callable[[str], Manifest]) -> None:
        """Writes the checksums, then the manifest that `describe` makes of their checksum."""
        with self._sums as sums:
            sums.seek(0)
            digest = _sum_of(sums)
            size = sums.tell()
            sums.seek(0)
            self._tar.addfile(_entry(SUMS, size), sums)
        manifest = describe(digest).as_bytes()
        self._add_bytes(MANIFEST, manifest)
        self._add_bytes(SEAL, sha256(manifest).hexdigest().encode() + b"\n")
        self._tar.close()

    def _add_bytes(self, name: str, content: bytes) -> None:
        self._tar.addfile(_entry(name, len(content)), io.BytesIO(content))


def media_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file below `root` with its name in the archive, in the order of the names' parts."""

    def below(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
        for entry in sorted(os.scandir(folder), key=lambda found: found.name):
            name = f"{prefix}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from below(Path(entry.path), name)
            elif entry.is_file(follow_symlinks=False) and is_media_name(name):
                yield name, Path(entry.path)

    return below(root, "media") if root.is_dir() else iter(())


def is_media_name(name: str) -> bool:
    """Whether it is a name for a photo that can lead nowhere but below media/."""
    return len(name) <= LONGEST_NAME and _MEDIA.fullmatch(name) is not None


Take = Callable[[str, IO[bytes]], None]


def prove(path: Path, take: Take | None = None) -> Manifest:
    """Reads the whole file, and says what it holds. Raises Damaged unless every byte is right.

    `take` is given each part's name and content as it passes, before it is proved: whatever it
    makes of them counts only once this function has returned.
    """
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|") as tar:
            return _proved(tar, take)
    except tarfile.TarError as error:
        raise Damaged("It is broken off, or no copy of a site.") from error
    except (UnicodeError, ValueError, OverflowError) as error:
        raise Damaged("It is damaged.") from error


def _proved(tar: tarfile.TarFile, take: Take | None) -> Manifest:
    sums, bytes_of_media, names = sha256(), 0, list[str]()
    media, last = 0, tuple[str, ...]()
    found: dict[str, bytes] = {}
    for entry in tar:
        name, content = _checked(tar, entry)
        if SEAL in found:
            raise Damaged("Something was added to it.")
        if name in (SUMS, MANIFEST, SEAL):
            found[name] = _small(entry, content)
            continue
        if found:
            raise Damaged("Its parts are not in order.")
        if name in DATABASES.values():
            names.append(name)
        elif (parts := tuple(name.split("/"))) > last:
            last, media, bytes_of_media = parts, media + 1, bytes_of_media + entry.size
        else:
            raise Damaged("Its parts are not in order.")
        sums.update(_line(name, _passed(name, content, take)))
    manifest = _sealed(found, sums.hexdigest())
    if names != [manifest.database] or (media, bytes_of_media) != (
        manifest.media_files,
        manifest.media_bytes,
    ):
        raise Damaged("Parts of it are missing.")
    return manifest


def _checked(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> tuple[str, IO[bytes]]:
    """The name and content of a part; raises Damaged for what we would never have written."""
    allowed = entry.name in (SUMS, MANIFEST, SEAL, *DATABASES.values()) or is_media_name(entry.name)
    content = tar.extractfile(entry) if entry.isreg() and not entry.issparse() else None
    if not allowed or content is None:
        raise Damaged("It holds something that is no part of a copy.")
    return entry.name, content


def _small(entry: tarfile.TarInfo, content: IO[bytes]) -> bytes:
    """The manifest and its seal as they are; of the list of checksums, its checksum."""
    if entry.name == SUMS:
        return _sum_of(content).encode()
    if entry.size > LONGEST_MANIFEST:
        raise Damaged("Its manifest cannot be read.")
    return content.read()


def _passed(name: str, content: IO[bytes], take: Take | None) -> str:
    """The checksum of a part, once all of it has passed."""
    hashing: Any = _Hashing(content)
    if take is not None:
        take(name, hashing)
    while hashing.read(CHUNK):
        pass
    digest: str = hashing.sum.hexdigest()
    return digest


def _sealed(found: dict[str, bytes], sums: str) -> Manifest:
    """The manifest, if everything that was read bears it out."""
    if found.keys() != {SUMS, MANIFEST, SEAL}:
        raise Damaged("It is broken off, or no copy of a site.")
    if sha256(found[MANIFEST]).hexdigest().encode() + b"\n" != found[SEAL]:
        raise Damaged("Its manifest was changed.")
    manifest = read(found[MANIFEST])
    if not manifest.sums == sums == found[SUMS].decode():
        raise Damaged("A checksum is wrong.")
    return manifest


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = size, int(time()), 0o600
    return entry


def _line(name: str, digest: str) -> bytes:
    return f"{digest}  {name}\n".encode()


def _sum_of(file: IO[bytes]) -> str:
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
