"""`manage.py import_story`: wire copy or a scraped page in, a story with its comments out."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Quote, Story
from comments.models import Comment
from tests.articles.markup import Page
from tests.factories import make_section

SEED = Path(__file__).resolve().parents[1] / "articles" / "wire" / "cases" / "seed.txt"
TITLE = "Mayor writes to ICE"

pytestmark = pytest.mark.django_db


def run(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_story", str(file), *options, stdout=out, stderr=out)
    return out.getvalue()


def test_the_seed_goes_in_as_it_is_and_comes_out_right(client: Client) -> None:
    run(SEED, "--title", TITLE, "--publish")
    story = Story.objects.get()
    page = Page(client.get(story.get_absolute_url()))
    assert story.get_absolute_url() == "/news/2019/06/24/mayor-writes-to-ice/"
    assert page.texts("b", class_="dateline") == ["HARTFORD, CT (WFSB) —"]
    assert page.texts("p", class_="comment-count") == ["(3) comments"]
    speakers = list(Quote.objects.order_by("paragraph").values_list("speaker__name", flat=True))
    assert speakers == ["Luke Bronin", "ICE", "Luke Bronin", "Donald Trump", "Luke Bronin"]
    assert list(Quote.objects.values_list("paragraph", flat=True)) == [3, 4, 5, 6, 8]
    bodies = list(Comment.objects.order_by("id").values_list("body", flat=True))
    starts = [body[:20] for body in bodies]
    assert starts == ["Mr. Bronin, What pro", '"I am writing to rei', "Agreed, 100%!"]
    assert bodies[0].endswith('Can you document how they might "contribute"?')
    body = client.get(story.get_absolute_url()).content.decode()
    assert "Log In</a>" in body
    assert body.count("Welcome to the discussion.") == 1


def test_the_same_file_twice_is_one_story() -> None:
    run(SEED, "--title", TITLE, "--publish")
    assert "already" in run(SEED, "--title", TITLE, "--publish")
    assert Story.objects.count() == 1
    assert Comment.objects.count() == 3


def test_without_a_headline_it_is_a_draft_that_needs_one() -> None:
    said = run(SEED, "--publish")
    story = Story.objects.get()
    assert story.needs_headline
    assert story.status == "draft"
    assert story.headline.startswith("On Saturday, President Donald Trump announced")
    assert "needs a headline" in said


def test_a_dry_run_prints_the_parse_and_stores_nothing() -> None:
    found = json.loads(run(SEED, "--dry-run", "--title", TITLE))
    assert found["date"] == "2019-06-24"
    assert (found["place"], found["state"], found["source"]) == ("HARTFORD", "CT", "WFSB")
    assert found["title"] == TITLE
    assert len(found["paragraphs"]) == 9
    assert [quote["paragraph"] for quote in found["quotes"]] == [3, 4, 5, 6, 8]
    assert len(found["comments"]) == 3
    assert found["warnings"] == []
    assert not Story.objects.exists()


def test_an_unknown_section_is_named_with_those_there_are(tmp_path: Path) -> None:
    make_section("Politics")
    with pytest.raises(CommandError, match=r"no section “Sportz”.*politics"):
        run(SEED, "--title", TITLE, "--section", "Sportz")
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"A story without a date or a place.\n", "Line 1"),
        (b" date 2019-13-45 HARTFORD, CT (WFSB) -- It rained.\n", "Line 1"),
        (b" date 2019-06-24 It rained all day in the city.\n", "Line 1"),
        (b" date 2019-06-24 HARTFORD, CT -- Caf\xff\xfe rain.\n", "Line 1"),
        (b" date 2019-06-24 HARTFORD, CT -- A.\n date 2019-06-25 HARTFORD, CT -- B.\n", "Line 2"),
        (b"x" * 50_000_000, "MB"),
    ],
)
def test_damaged_input_names_its_line_and_stores_nothing(
    tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=says):
        run(file, "--title", TITLE, "--publish")
    assert not Story.objects.exists()
    assert not Comment.objects.exists()


def test_a_file_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "nowhere.txt")


def test_damage_found_late_leaves_nothing_half_done(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    wire = SEED.read_text(encoding="utf-8").lstrip()
    file.write_text(f"title: T\ntime: 25:99\n {wire}", encoding="utf-8")
    with pytest.raises(CommandError):
        run(file, "--publish")
    assert not Story.objects.exists()
