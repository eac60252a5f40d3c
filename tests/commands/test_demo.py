"""`manage.py demo`: a site that one can look at, twice in a row, and never over a real one."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from articles import wire
from articles.models import Story
from comments.models import Comment
from newsroom.accounts.models import User
from newsroom.management.edition import SAMPLE

LEAD = "/politics/2019/06/24/hartford-mayor-letter-ice/"
PEOPLE = ("reader", "second", "newcomer", "moderator", "second-moderator", "editor", "admin")


def demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out, stderr=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_demo_loads_once_and_says_how_to_log_in(client: Client) -> None:
    said = demo()
    stories, comments = Story.objects.count(), Comment.objects.count()
    assert stories >= 24
    assert len({story.section_id for story in Story.objects.all()}) >= 6
    assert "draft" not in said
    for person in PEOPLE:
        assert f"{person}@example.com" in said
        assert client.login(email=f"{person}@example.com", password="keep-it-clean-2019")
    client.logout()
    assert client.get(LEAD).status_code == 200
    assert "Log In" in client.get(LEAD).content.decode()
    demo()
    assert (Story.objects.count(), Comment.objects.count()) == (stories, comments)


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_the_demo_refuses_a_site_with_staff_of_its_own() -> None:
    User.objects.create_user("real@paper.example", "Real Person", is_staff=True)
    assert "staff of its own" in demo()
    assert not User.objects.filter(is_sample=True).exists()


def test_every_sample_story_parses_without_a_warning_and_its_pictures_exist() -> None:
    files = sorted((SAMPLE / "stories").glob("*.txt"))
    for file in files:
        story = wire.parse(wire.decode(file.read_bytes()))
        assert story.warnings == (), file.name
        for name, value in story.headers:
            if name == "photo":
                assert (SAMPLE / "pictures" / value.split("|")[0].strip()).exists(), file.name


def test_the_sample_pictures_are_small() -> None:
    for picture in Path(SAMPLE / "pictures").iterdir():
        assert picture.stat().st_size < 60_000, picture.name
