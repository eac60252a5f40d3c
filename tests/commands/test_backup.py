"""`manage.py backup` and `restore`: what was copied comes back, and what was there is kept."""

from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection, connections

from articles.models import Story
from comments.models import Comment
from newsroom.accounts.models import User
from newsroom.management.backups import archive, postgres, record
from tests.commands.copies import a_site, picture, run
from tests.factories import make_comment, make_story


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """An installation's own folder."""
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    return tmp_path


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_what_was_copied_comes_back_word_for_word(folder: Path) -> None:
    story = a_site()
    before = list(Comment.objects.values()), list(User.objects.values())
    shown = picture()
    file = folder / "copy.tar"
    assert "1 stories, 1 comments, 1 people" in run("backup", str(file))
    make_comment(story, None, "After the copy was made.")
    Story.objects.update(headline="Lost")
    Path(folder / "media").rename(folder / "gone")
    try:
        said = run("restore", str(file), "--replace")
    finally:
        drop_the_one_before()
    assert "every part of it proved right" in said
    assert (list(Comment.objects.values()), list(User.objects.values())) == before
    assert Story.objects.get().headline == "Flood gates to be tested"
    assert picture() == shown


def drop_the_one_before() -> None:
    """PostgreSQL keeps the database that was replaced, as it says."""
    connections.close_all()
    if connection.vendor == "postgresql":
        server = postgres.server(connection.settings_dict)
        with server.connect() as ground:
            like = f"{server.name}\\_before\\_%"
            found = "SELECT datname FROM pg_database WHERE datname LIKE %s"
            names = ground.execute(found, [like]).fetchall()
        for (name,) in names:
            postgres.drop(server, name)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_trial_restore_proves_the_copy_and_leaves_the_site_alone(folder: Path) -> None:
    a_site()
    run("backup", str(folder / "copy.tar"))
    assert record.read().proved() is None
    make_comment(Story.objects.get(), None, "Still here.")
    assert "can be restored" in run("backup", str(folder / "copy.tar"), "--verify")
    assert Comment.objects.filter(body="Still here.").exists()
    assert record.read().made() is not None
    assert record.read().proved() is not None
    assert sorted(path.name for path in folder.iterdir()) == ["backups.json", "copy.tar", "media"]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_copy_made_while_people_write_is_of_one_moment(folder: Path) -> None:
    story, copied = make_story(), Event()

    def write() -> None:
        while not copied.is_set():
            make_comment(story)
        connection.close()

    writers = [Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        while Comment.objects.count() < 5:
            pass
        acknowledged = Comment.objects.count()
        run("backup", str(folder / "copy.tar"))
    finally:
        copied.set()
        for writer in writers:
            writer.join()
    assert archive.prove(folder / "copy.tar").tables["comments_comment"] >= acknowledged
    assert "can be restored" in run("backup", str(folder / "copy.tar"), "--verify")


@pytest.mark.django_db(transaction=True)
def test_a_site_with_data_is_replaced_only_when_that_is_said(folder: Path) -> None:
    a_site()
    run("backup", str(folder / "copy.tar"))
    with pytest.raises(CommandError, match="data of its own"):
        run("restore", str(folder / "copy.tar"))
    Comment.objects.all().delete()
    Story.objects.all().delete()
    User.objects.all().delete()
    with pytest.raises(CommandError, match="data of its own"):
        run("restore", str(folder / "copy.tar"))
    Path(folder / "media").rename(folder / "gone")
    run("restore", str(folder / "copy.tar"))
    assert Comment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_replaced_is_kept_beside_it(folder: Path) -> None:
    a_site()
    run("backup", str(folder / "copy.tar"))
    (folder / "media" / "later.png").write_bytes(b"later")
    said = run("restore", str(folder / "copy.tar"), "--replace")
    (kept,) = folder.glob("media.before-*")
    assert (kept / "later.png").read_bytes() == b"later"
    assert str(kept) in said
    assert not (folder / "media" / "later.png").exists()


@pytest.mark.django_db(transaction=True)
def test_no_copy_is_overwritten_and_only_its_owner_reads_it(folder: Path) -> None:
    file = folder / "copy.tar"
    run("backup", str(file))
    assert file.stat().st_mode & 0o077 == 0
    before = file.read_bytes()
    with pytest.raises(CommandError, match="is there already"):
        run("backup", str(file))
    assert file.read_bytes() == before


@pytest.mark.django_db(transaction=True)
def test_a_copy_into_a_folder_that_is_not_there_says_so(folder: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        run("backup", str(folder / "missing" / "copy.tar"))


@pytest.mark.django_db(transaction=True)
def test_the_secret_key_is_not_in_the_copy(folder: Path, settings: Any) -> None:
    settings.SECRET_KEY = "a-key-that-would-be-found-by-its-letters"
    run("backup", str(folder / "copy.tar"))
    assert settings.SECRET_KEY.encode() not in (folder / "copy.tar").read_bytes()
    settings.SECRET_KEY = "another"
    assert "another SECRET_KEY" in run("restore", str(folder / "copy.tar"), "--replace")


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_site_that_still_has_its_database_open_is_not_replaced(folder: Path) -> None:
    a_site()
    run("backup", str(folder / "copy.tar"))
    opened, ended = Event(), Event()

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            opened.set()
            ended.wait()
        connection.close()

    other = Thread(target=hold)
    other.start()
    opened.wait()
    try:
        with pytest.raises(CommandError, match="still runs"):
            run("restore", str(folder / "copy.tar"), "--replace")
    finally:
        ended.set()
        other.join()
    assert (folder / "media").is_dir()
    assert Comment.objects.count() == 1
