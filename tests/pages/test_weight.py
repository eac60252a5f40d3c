"""How much a reader has to fetch (DESIGN section 12): compressed as the server sends it."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from newsroom.management import prose
from newsroom.management.edition import SAMPLE
from tests.comments.talking import open_story
from tests.factories import make_comment, make_quote, make_speaker, make_user

KB = 1000
STATIC = Path(settings.STATICFILES_DIRS[0])


def compressed(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


@pytest.mark.django_db
def test_a_story_with_fifty_comments_is_at_most_15_kb(client: Client) -> None:
    """Comments of 42 words, in the sample edition's own prose, by people with names and towns."""
    words = " ".join(
        file.read_text() for file in sorted((SAMPLE / "stories").glob("*.txt"))
    ).split()
    said = (" ".join(words[at : at + 42]) for at in range(0, len(words), 42))
    body = "".join(f"<p>{next(said)}</p>\n" for _ in range(9))
    story = open_story("The second lane", body=body)
    for number in range(5):
        make_quote(story, next(said), paragraph=number, speaker=make_speaker(prose.name(number)))
    people = [make_user(prose.name(row), town="Frog Hollow") for row in range(25)]
    root = None
    for row in range(50):
        made = make_comment(story, people[row % 25], next(said), parent=root if row % 3 else None)
        root = root if row % 3 else made
    html = client.get(story.get_absolute_url()).content
    assert html.count(b'<article class="comment') == 50
    assert len(gzip.compress(html, 6)) <= 15 * KB


def test_the_style_sheet_is_at_most_12_kb() -> None:
    assert compressed(STATIC / "css" / "site.css") <= 12 * KB


def test_all_scripts_of_readers_pages_together_are_at_most_8_kb() -> None:
    scripts = sorted((STATIC / "js").glob("*.js"))
    assert "site.js" in {script.name for script in scripts}
    assert compressed(*scripts) <= 8 * KB


@pytest.mark.django_db
def test_a_page_loads_one_style_sheet_and_one_script(client: Client) -> None:
    html = client.get(open_story().get_absolute_url()).content.decode()
    assert len(re.findall(r"<link rel=\"stylesheet\"", html)) == 1
    assert len(re.findall(r"<script type=\"module\" src=", html)) == 1
