"""The export on disk: a folder or a zip file, whole or not there."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder


class Bundle:
    """Files written one after another, each with its checksum; it takes its name at the end.

    In: the path of a folder or of a file that ends in `.zip`; nothing may stand there yet. A
    `private` one can be read by nobody but whoever runs this.
    """

    def __init__(self, target: Path, private: bool) -> None:
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise FileExistsError(17, "There is something already", str(target))
        self._target = target
        self._private = private
        self._scratch = Path(mkdtemp(prefix=f".{target.name}-", dir=target.absolute().parent))
        self._zip: zipfile.ZipFile | None = None
        if target.suffix.lower() == ".zip":
            path = self._scratch / target.name
            self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.files: dict[str, dict[str, Any]] = {}

    def lines(self, name: str, rows: Iterable[dict[str, Any]]) -> int:
        """Writes a JSON object a line; returns how many there were."""
        number = 0
        with self._open(name) as write:
            for number, row in enumerate(rows, start=1):  # noqa: B007 - the last one is the count
                text = json.dumps(row, ensure_ascii=False, cls=DjangoJSONEncoder)
                write(f"{text}\n".encode(errors="replace"))
        self.files[name]["rows"] = number
        return number

    def text(self, name: str, text: str) -> None:
        """Writes a text."""
        with self._open(name) as write:
            write(text.encode(errors="replace"))

    def copy(self, name: str, source: Iterable[bytes]) -> None:
        """Writes a file from its pieces. Raises ValueError for a name that leads elsewhere."""
        with self._open(name) as write:
            for piece in source:
                write(piece)

    def finish(self) -> None:
        """Gives the export its name."""
        if self._zip is not None:
            self._zip.close()
            made = self._scratch / self._target.name
            made.chmod(0o600 if self._private else 0o644)
            made.rename(self._target)
            self._scratch.rmdir()
            return
        if self._target.exists():
            self._target.rmdir()
        self._scratch.chmod(0o700 if self._private else 0o755)
        self._scratch.rename(self._target)

    def discard(self) -> None:
        """Leaves nothing behind."""
        if self._zip is not None:
            self._zip.close()
        rmtree(self._scratch, ignore_errors=True)

    @contextmanager
    def _open(self, name: str) -> Iterator[Any]:
        """A function that takes the file's bytes; size and checksum are kept in `files`."""
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise ValueError(f"{name} leads out of the export.")
        digest, size = sha256(), 0
        with self._file(name) as file:

            def write(piece: bytes) -> None:
                nonlocal size
                digest.update(piece)
                size += len(piece)
                file.write(piece)

            yield write
        self.files[name] = {"bytes": size, "sha256": digest.hexdigest()}

    def _file(self, name: str) -> IO[bytes]:
        if self._zip is not None:
            return self._zip.open(name, "w", force_zip64=True)
        path = self._scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")
