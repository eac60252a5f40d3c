"""What a copy editor is shown before a story goes out."""

import pytest

from articles.checks import checks
from articles.models import Story
from tests.factories import make_photo, make_quote, make_speaker, make_story

pytestmark = pytest.mark.django_db


def words_of(story: Story) -> str:
    return "\n".join(check.words for check in checks(story))


def test_a_story_in_order_has_nothing_to_look_at() -> None:
    story = make_story(body="<p>Mayor Luke Bronin spoke. “It is fine,” Bronin said.</p>")
    make_quote(story, "It is fine,")
    make_photo(story, credit="Photo: Ana Reyes")
    assert checks(story) == []


def test_what_blocks_publishing_comes_first() -> None:
    story = make_story(body='<p><a href="http://example.com/">here</a></p>', needs_headline=True)
    found = checks(story)
    assert [check.blocks for check in found] == [True, False, False]


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        ('<p><a href="https://example.com/">click here</a></p>', "does not say where it leads"),
        ('<p><a href="http://example.com/">the report</a></p>', "is not secure"),
        ('<p><a href="/preview/12/">the report</a></p>', "readers cannot open"),
        ("<p>Mayor Luke Bronin spoke.</p><p>Bronen left.</p>", "“Bronen” and “Bronin”"),
    ],
)
def test_links_and_names_are_looked_at(body: str, warning: str) -> None:
    assert warning in words_of(make_story(body=body))


def test_a_plural_is_no_second_spelling() -> None:
    body = "<p>Ana Connor and the other Connors met Councils of the Council.</p>"
    assert checks(make_story(body=body)) == []


def test_a_speaker_spelled_otherwise_in_the_body_is_noticed() -> None:
    story = make_story(body="<p>“It is fine,” Bronen said.</p>")
    make_quote(story, "It is fine,", speaker=make_speaker("Luke Bronin"))
    assert "“Bronen” and “Bronin”" in words_of(story)


def test_quotes_without_words_or_speakers_are_looked_at() -> None:
    story = make_story(body="<p>“It is fine,” he said.</p>")
    make_quote(story, "It is fine,", speaker=None)
    make_quote(story, "It is gone.", certain=False)
    found = words_of(story)
    assert "“It is fine,” has no speaker." in found
    assert "“It is gone.” no longer stands in the story." in found
    assert "Who said “It is gone.”? It is given to Luke Bronin." in found


def test_pictures_are_looked_at() -> None:
    story = make_story()
    make_photo(story, alt="IMG_2041.jpg", credit="Photo: Ana Reyes")
    make_photo(story, alt="A bridge.", caption="A bridge.")
    found = words_of(story)
    assert "is a file name" in found
    assert "both caption and alternative text" in found
    assert "“A bridge.” has no credit" in found
