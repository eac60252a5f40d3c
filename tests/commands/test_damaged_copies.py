"""What is no whole copy of a site of this version is refused, and the site stays as it is."""

import io
import json
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from comments.models import Comment
from newsroom.management.backups import archive, manifest
from tests.commands.copies import a_site, picture, run

Parts = list[tuple[tarfile.TarInfo, bytes]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """An installation's own folder."""
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_wherever_a_byte_is_changed_the_copy_is_refused(folder: Path) -> None:
    a_site()
    file = folder / "copy.tar"
    run("backup", str(file))
    whole = file.read_bytes()
    said = archive.prove(file)
    with tarfile.open(file) as tar:
        parts = [(one.offset_data, one.size) for one in tar]
    spots = [begin + size * step // 9 for begin, size in parts for step in range(9)]
    for spot in spots:
        file.write_bytes(whole[:spot] + bytes([whole[spot] ^ 0x20]) + whole[spot + 1 :])
        with pytest.raises(manifest.Damaged):
            archive.prove(file)
    file.write_bytes(whole)
    assert archive.prove(file) == said


@pytest.mark.django_db(transaction=True)
def test_wherever_it_is_broken_off_the_copy_is_refused_and_the_site_stays(folder: Path) -> None:
    a_site()
    file = folder / "copy.tar"
    run("backup", str(file))
    whole = file.read_bytes()
    with tarfile.open(file) as tar:
        seal = list(tar)[-1]
    for length in [0, 100, 512, *range(1000, seal.offset_data, len(whole) // 12)]:
        file.write_bytes(whole[:length])
        with pytest.raises(CommandError, match="was not restored"):
            run("restore", str(file), "--replace")
    assert Comment.objects.count() == 1
    assert picture()


def rebuilt(file: Path, change: Callable[[Parts], None]) -> None:
    """The copy again with other parts, its checksums and its seal made to fit them."""
    with tarfile.open(file) as tar:
        parts = [(one, (tar.extractfile(one) or io.BytesIO()).read()) for one in tar]
    body, said = parts[:-3], json.loads(parts[-2][1])
    change(body)
    sums = "".join(f"{sha256(content).hexdigest()}  {one.name}\n" for one, content in body).encode()
    media = [content for one, content in body if one.name.startswith("media")]
    said |= {"media_files": len(media), "media_bytes": sum(map(len, media))}
    about = json.dumps(said | {"sums": sha256(sums).hexdigest()}).encode()
    seal = sha256(about).hexdigest().encode() + b"\n"
    with tarfile.open(file, "w") as tar:
        for one, content in body:
            tar.addfile(one, io.BytesIO(content))
        for name, content in zip(
            (one.name for one, _ in parts[-3:]), (sums, about, seal), strict=1
        ):
            part = tarfile.TarInfo(name)
            part.size = len(content)
            tar.addfile(part, io.BytesIO(content))


def added(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> Callable[[Parts], None]:
    def add(parts: Parts) -> None:
        part = tarfile.TarInfo(name)
        part.type, part.linkname, content = kind, target, b"stolen"
        part.size = len(content) if kind == tarfile.REGTYPE else 0
        parts.append((part, content))

    return add


OUT_OF_PLACE = {
    "a way up": added("media/../../out"),
    "a way up at the front": added("../out"),
    "an absolute name": added("/out"),
    "a name that is empty in the middle": added("media//out"),
    "a name that ends with a way up": added("media/.."),
    "a backslash": added("media/..\\out"),
    "a control character": added("media/a\nb"),
    "a symbolic link": added("media/zzz", tarfile.SYMTYPE, "/etc/passwd"),
    "a hard link": added("media/zzz", tarfile.LNKTYPE, "database.sqlite3"),
    "a device": added("media/zzz", tarfile.CHRTYPE),
    "a folder": added("media/zzz", tarfile.DIRTYPE),
    "another file": added("manage.py"),
    "a second database": added("database.dump"),
    "the same photo twice": lambda parts: parts.append(parts[-1]),
    "photos out of order": added("media/!"),
    "no database": lambda parts: parts.__delitem__(0),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", OUT_OF_PLACE)
def test_a_copy_that_holds_something_else_is_refused(what: str, folder: Path) -> None:
    a_site()
    file = folder / "copy.tar"
    run("backup", str(file))
    rebuilt(file, lambda parts: None)
    archive.prove(file)
    rebuilt(file, OUT_OF_PLACE[what])
    before = sorted(folder.rglob("*"))
    with pytest.raises(CommandError, match="was not restored"):
        run("restore", str(file), "--replace")
    assert sorted(folder.rglob("*")) == before
    assert not (folder.parent / "out").exists()


def with_manifest(file: Path, **changes: Any) -> None:
    """The copy again with another manifest, sealed anew."""
    with tarfile.open(file) as tar:
        parts = [(one, (tar.extractfile(one) or io.BytesIO()).read()) for one in tar]
    said = json.dumps(json.loads(parts[-2][1]) | changes).encode()
    contents = [*(content for _, content in parts[:-2]), said, sha256(said).hexdigest().encode()]
    contents[-1] += b"\n"
    with tarfile.open(file, "w") as tar:
        for (one, _), content in zip(parts, contents, strict=True):
            one.size = len(content)
            tar.addfile(one, io.BytesIO(content))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"format": 2}, "newer version"),
        ({"format": "1"}, "cannot be read"),
        ({"engine": "postgresql", "database": "database.dump"}, "missing"),
        ({"migrations": {"comments": ["0001_discussion", "9999_from_tomorrow"]}}, "newer version"),
        ({"tables": {"comments_comment": 7}}, "has"),
        ({"migrations": {}}, "not of the version"),
        ({"surprise": 1}, "cannot be read"),
    ],
)
def test_a_copy_of_another_version_is_refused(
    changes: dict[str, Any], why: str, folder: Path
) -> None:
    a_site()
    file = folder / "copy.tar"
    run("backup", str(file))
    with_manifest(file, **changes)
    with pytest.raises(CommandError, match=why):
        run("restore", str(file), "--replace")
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_database_that_sqlite_finds_damaged_is_refused_though_its_checksum_is_right(
    folder: Path,
) -> None:
    a_site()
    file = folder / "copy.tar"
    run("backup", str(file))

    def tear(parts: Parts) -> None:
        one, content = parts[0]
        parts[0] = (one, content[:8192] + b"\xff" * 8192 + content[16384:])

    rebuilt(file, tear)
    with pytest.raises(CommandError, match="SQLite"):
        run("restore", str(file), "--replace")
    assert Comment.objects.count() == 1
