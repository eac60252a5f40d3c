"""Static files are collected when they changed, and only then."""

from pathlib import Path
from typing import Any

import pytest

from newsroom.statics import MARK, collect_when_changed


@pytest.fixture
def sheet(settings: Any, tmp_path: Path) -> Path:
    """The one source file of a small site, to be collected beside the sources."""
    source = tmp_path / "source" / "a.css"
    source.parent.mkdir()
    source.write_text("body { color: black }")
    settings.STATICFILES_DIRS = [source.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = str(tmp_path / "collected")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    return source


def test_a_second_start_collects_nothing(sheet: Path) -> None:
    assert [collect_when_changed(), collect_when_changed()] == [True, False]


def test_a_changed_style_sheet_is_collected_under_a_new_name(sheet: Path, settings: Any) -> None:
    collect_when_changed()
    first = set(Path(settings.STATIC_ROOT).glob("a.*.css"))
    sheet.write_text("body { color: navy }")
    assert collect_when_changed()
    assert set(Path(settings.STATIC_ROOT).glob("a.*.css")) > first


def test_a_collection_that_was_broken_off_is_done_again(sheet: Path, settings: Any) -> None:
    collect_when_changed()
    (Path(settings.STATIC_ROOT) / MARK).unlink()
    assert collect_when_changed()


def test_what_is_collected_is_compressed(sheet: Path, settings: Any) -> None:
    sheet.write_text("body { color: black }" * 200)
    collect_when_changed()
    suffixes = {path.suffix for path in Path(settings.STATIC_ROOT).glob("a.*.css*")}
    assert suffixes == {".css", ".gz", ".br"}
