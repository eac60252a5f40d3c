"""A disk of a row's own: a file that is mounted, to be filled up and to turn read-only."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.stage import Forbidden, Missing, Stage

MEGABYTES = 256
# The programs for disks lie where not everybody looks.
_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


class Disk:
    """`image` is the file, `folder` where it is mounted."""

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
        with self._filler.open("wb", buffering=0) as file:
            for size in (1024 * 1024, 4096):
                with suppress(OSError):
                    while True:
                        file.write(bytes(size))

    def free(self) -> None:
        self._filler.unlink()

    def turns_read_only(self) -> None:
        """As ext4 does when it finds itself damaged. The kernel takes the wish for an error here.

        Everything is written out first. Otherwise the kernel breaks its word: it says that a file
        is safe (`fdatasync`) whose new length it then throws away with its journal.
        """
        mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
        device = next(Path(one[0]).name for one in mounts if one[1] == str(self.folder))
        _run("fsfreeze", "--freeze", self.folder)
        try:
            Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("1")
        except OSError:
            raise Forbidden("no right to damage a disk here") from None
        finally:
            _run("fsfreeze", "--unfreeze", self.folder)

    def is_repaired(self) -> None:
        """Nothing may use it meanwhile."""
        self.unmount()
        with suppress(subprocess.CalledProcessError):  # it has repaired something
            _run("e2fsck", "-fy", self.image)
        self.mount()


@contextmanager
def mounted(stage: Stage) -> Iterator[Disk]:
    """A new disk, until the block ends. Raises Missing where none can be made or mounted."""
    if shutil.which("mkfs.ext4", path=_PATH) is None:
        raise Missing("no mkfs.ext4")
    disk = Disk(stage.place("image"), stage.place("disk"))
    try:
        disk.make()
    except (OSError, subprocess.CalledProcessError):
        raise Forbidden("no right to mount a disk here") from None
    try:
        yield disk
    finally:
        disk.unmount()


def _run(*command: object) -> None:
    subprocess.run(
        [str(part) for part in command], check=True, env=os.environ | {"PATH": _PATH},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
