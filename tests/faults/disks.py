"""A disk that is full, and one that turns read-only, as ext4 does when it finds itself damaged.

Needs root, to mount a small disk of the site's own.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.databases import Sqlite
from tests.faults.stage import Missing, Row, Stage

MEGABYTES = 64


def full(stage: Stage) -> Iterator[Row]:
    with _disk(stage) as disk:
        database = Sqlite(disk.holding(stage.folder_of_a_site()))
        with stage.scene(database) as scene:
            disk.fill()
            scene.refuses()
            disk.free()
            scene.recovers()
            yield scene.row("disk full", reads_go_on=True)


def read_only(stage: Stage) -> Iterator[Row]:
    """Somebody has to repair it, and starts the site anew after that."""
    with _disk(stage) as disk:
        database = Sqlite(disk.holding(stage.folder_of_a_site()))
        with stage.scene(database) as scene:
            disk.breaks()
            scene.refuses()
            reads = scene.ledger.excused["GET 503"]
            scene.site.close()
            disk.is_repaired()
            scene.site.start()
            scene.recovers()
            note = f"{reads}x reading refused" if reads else "readers read on"
            yield scene.row("disk read-only, then repaired", note)


class Disk:
    """A file that is mounted as a disk."""

    def __init__(self, image: Path, folder: Path) -> None:
        self.image, self.folder = image, folder
        self._filler = folder / "filler"

    def make(self) -> None:
        with self.image.open("wb") as file:
            file.truncate(MEGABYTES * 1024 * 1024)
        _run("mkfs.ext4", "-q", "-m", "0", "-e", "remount-ro", self.image)
        self.folder.mkdir()
        self.mount()

    def mount(self) -> None:
        _run("mount", "-o", "loop", self.image, self.folder)

    def unmount(self) -> None:
        _run("umount", self.folder)

    def holding(self, folder: Path) -> Path:
        """The disk's own folder, with what is in that one, as it has been for long."""
        shutil.copytree(folder, self.folder, dirs_exist_ok=True)
        _run("sync", "--file-system", self.folder)
        return self.folder

    def fill(self) -> None:
        with self._filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))

    def free(self) -> None:
        self._filler.unlink()

    def breaks(self) -> None:
        """The kernel takes the wish for an error here."""
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
        device = next(Path(one[0]).name for one in mounts if one[1] == str(self.folder))
        Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("1")

    def is_repaired(self) -> None:
        self.unmount()
        quiet = subprocess.DEVNULL
        subprocess.run(
            ["e2fsck", "-fy", self.image], check=False, stdout=quiet, stderr=quiet
        )  # it ends with 1 where it has repaired something
        self.mount()


@contextmanager
def _disk(stage: Stage) -> Iterator[Disk]:
    """Mounted until the block ends. Raises Missing where that is not allowed."""
    disk = Disk(stage.place("image"), stage.place("disk"))
    try:
        disk.make()
    except (OSError, subprocess.CalledProcessError):
        raise Missing("no right to mount a disk here") from None
    try:
        yield disk
    finally:
        disk.unmount()


def _run(*command: object) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run([str(part) for part in command], check=True, stdout=quiet, stderr=quiet)
