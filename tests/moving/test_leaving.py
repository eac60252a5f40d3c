"""`manage.py export_all`: everything leaves in open formats, and nothing private by itself."""

import json
import re
import zipfile
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from articles import publishing
from articles.models import CorrectionKind, OldAddress, Story
from comments.models import Comment, Report, StaffNote
from newsroom.accounts.models import User
from newsroom.management.moving.leaving import SCHEMA
from newsroom.management.moving.private_rows import PRIVATE
from newsroom.management.moving.public_rows import PUBLIC
from tests.factories import make_comment, make_photo, make_quote, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SECRET = "nobody outside may read this"


def run(target: Path, **options: Any) -> str:
    out = StringIO()
    call_command("export_all", str(target), stdout=out, stderr=out, **options)
    return out.getvalue()


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def everything(folder: Path) -> str:
    return "\n".join(file.read_text() for file in folder.rglob("*") if file.is_file())


@pytest.fixture
def paper(dolores: User, teo: User, sam: User) -> Story:
    """A story with all that a story can have, and around it what is nobody's business."""
    story = make_story("Council buys <the> mill")
    make_quote(story)
    make_photo(story)
    OldAddress.objects.create(path="/2019/mill.html", story=story)
    publishing.correct(story, CorrectionKind.CORRECTION, "named the wrong mill.", "It is Elm Mill.")
    first = make_comment(story, dolores, "We will see.")
    make_comment(story, teo, SECRET, parent=first, status="removed", removed_under="clean")
    make_comment(story, teo, "Indeed.", parent=first)
    make_comment(story, teo, SECRET, status="held")
    make_story("A draft", status="draft", body=f"<p>{SECRET}</p>")
    gone = make_story("Gone", body=f"<p>{SECRET}</p>")
    make_comment(gone, dolores, SECRET)
    publishing.withdraw(gone, "It was wrong.")
    Report.objects.create(comment=first, reporter=teo, rule="clean", note=SECRET)
    StaffNote.objects.create(person=teo, text=SECRET, by=sam)
    return story


def test_what_readers_see_is_all_there(paper: Story, tmp_path: Path) -> None:
    run(out := tmp_path / "out")
    stories = rows(out, "stories.jsonl")
    assert [story["headline"] for story in stories] == ["Council buys <the> mill", "Gone"]
    assert stories[0]["address"] == paper.get_absolute_url()
    assert stories[0]["body_html"] == paper.body
    assert stories[0]["section"] == "politics"
    assert (stories[1]["withdrawn_why"], stories[1]["body_html"]) == ("It was wrong.", "")
    page = (out / "stories" / f"{paper.pk}.html").read_text()
    assert "<h1>Council buys &lt;the&gt; mill</h1>" in page
    assert "An earlier version of this story named the wrong mill. It is Elm Mill." in page
    (quote,) = rows(out, "quotes.jsonl")
    assert (quote["story"], quote["speaker"]) == (paper.pk, "luke-bronin")
    assert [row["now"] for row in rows(out, "corrections.jsonl")] == ["It is Elm Mill."]
    assert "/2019/mill.html" in [row["path"] for row in rows(out, "redirects.jsonl")]


def test_threads_keep_their_shape_and_tombstones_their_silence(
    paper: Story, tmp_path: Path
) -> None:
    run(out := tmp_path / "out")
    first, removed, answer = rows(out, "comments.jsonl")
    assert (first["name"], first["body"], first["parent"]) == (
        "Dolores Quinn",
        "We will see.",
        None,
    )
    assert (removed["status"], removed["name"], removed["body"]) == ("removed", "", "")
    assert (answer["parent"], answer["root"], answer["reply_no"]) == (first["id"], first["id"], 2)


def test_nothing_private_leaves_unless_it_is_asked_for(paper: Story, tmp_path: Path) -> None:
    run(out := tmp_path / "out")
    assert SECRET not in everything(out)
    assert "@example.com" not in everything(out)
    assert not (out / "private").exists()
    said = run(own := tmp_path / "own", private=True)
    assert everything(own).count(SECRET) >= 6
    assert {person["email"] for person in rows(own, "private/people.jsonl")} == {
        "dolores@example.com", "teo@example.com", "sam@example.com",
    }  # fmt: skip
    assert "keep it as you keep the database" in said
    assert own.stat().st_mode & 0o077 == 0


def test_passwords_and_keys_never_leave(paper: Story, tmp_path: Path) -> None:
    run(own := tmp_path / "own", private=True)
    text = everything(own)
    for person in User.objects.all():
        assert person.password not in text
    assert not re.search(r'"(password|stranger_key|token|name_key)":', text)


def test_every_row_of_the_database_is_in_a_private_export(paper: Story, tmp_path: Path) -> None:
    run(own := tmp_path / "own", private=True)
    for model, name in ((Story, "stories"), (Comment, "comments")):
        assert len(rows(own, f"{name}.jsonl")) == model._default_manager.count()
    for name, table in PRIVATE.items():
        assert len(rows(own, f"private/{name}.jsonl")) == table._default_manager.count()


def test_the_manifest_counts_and_proves_every_file(paper: Story, tmp_path: Path) -> None:
    run(target := tmp_path / "out.zip", media=True)
    with zipfile.ZipFile(target) as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
        assert set(bundle.namelist()) == {*manifest["files"], "manifest.json"}
        for name, about in manifest["files"].items():
            content = bundle.read(name)
            assert about["sha256"] == sha256(content).hexdigest()
            assert about["bytes"] == len(content)
            assert about.get("rows", 0) == (content.count(b"\n") if "rows" in about else 0)
        photo = json.loads(bundle.read("photos.jsonl"))
        assert bundle.read(photo["file"])[:4] == b"\x89PNG"


def test_what_stands_there_already_is_never_touched(paper: Story, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="something already"):
        run(tmp_path / "out")
    assert [file.name for file in tmp_path.rglob("*")] == ["out", "mine.txt"]


def test_an_export_that_breaks_off_leaves_nothing(
    paper: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(private: bool) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(PUBLIC, "comments", breaks)
    for target in ("out", "out.zip"):
        with pytest.raises(CommandError, match="No space left"):
            run(tmp_path / target)
    assert list(tmp_path.iterdir()) == []


def test_every_table_leaves_or_is_of_this_installation_alone() -> None:
    elsewhere = {
        "Section", "Author", "Tag", "Speaker", "HouseRule", "Story", "Quote", "Correction",
        "Photo", "OldAddress", "Comment", "Update",
    }  # fmt: skip
    # Who is at work now, what was read last, switches, and lists behind other lists.
    passing = {
        "Editing", "Shift", "Visit", "SiteSwitch", "HistoricalStory_tags",
        "HistoricalStory_authors", "TalkHour",
    }  # fmt: skip
    ours = {
        model.__name__
        for label in ("accounts", "articles", "comments")
        for model in apps.get_app_config(label).get_models()
    }
    assert ours == elsewhere | passing | {model.__name__ for model in PRIVATE.values()}


def test_the_schema_names_every_file_and_field(paper: Story, tmp_path: Path) -> None:
    run(out := tmp_path / "out")
    schema = SCHEMA.read_text()
    for name in PUBLIC:
        assert f"`{name}.jsonl`" in schema
        for field in {key for row in rows(out, f"{name}.jsonl") for key in row}:
            assert f"`{field}`" in schema, f"{name}: {field}"
