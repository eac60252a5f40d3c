"""What is kept of a story or of the front page is never shown once it is another."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles import publishing
from articles.models import Author, CorrectionKind, Photo, Section, Speaker, Story, Tag
from comments.models import Comment, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_photo, make_quote, make_speaker, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def _headline(story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(headline="Now it is another")


def _correction(story: Story) -> None:
    publishing.correct(story, CorrectionKind.CORRECTION, "was wrong", "Now it is another.")


def _photo(story: Story) -> None:
    Photo.objects.filter(story=story).update(alt="Now it is another")


def _section(story: Story) -> None:
    Section.objects.filter(pk=story.section_id).update(name="Now it is another")


def _author(story: Story) -> None:
    Author.objects.filter(stories=story).update(name="Now it is another")


def _tag(story: Story) -> None:
    story.tags.add(Tag.objects.create(name="Now it is another", slug="other"))


def _speaker(story: Story) -> None:
    Speaker.objects.filter(quotes__story=story).update(name="Now it is another")


def _neighbor(story: Story) -> None:
    make_story("Now it is another")


@pytest.fixture
def story(db: None) -> Story:
    said = (
        "We counted every bus twice, in the rain and in the sun, and there are fourteen more of "
        "them than the first plan said there would ever have to be on these streets"
    )
    story = make_story(body=f"<p>The mayor said “{said}.”</p>")
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes"))
    make_quote(story, f"{said}.", speaker=make_speaker("Tom Lind", role="mayor"), paragraph=0)
    make_photo(story)
    return story


@pytest.mark.parametrize(
    "change",
    [_headline, _correction, _photo, _section, _author, _tag, _speaker, _neighbor],
    ids=lambda change: change.__name__.strip("_"),
)
def test_what_an_editor_changes_is_on_the_page_at_once(
    client: Client, story: Story, change: Callable[[Story], None]
) -> None:
    address = story.get_absolute_url()
    for _ in range(2):
        assert "Now it is another" not in client.get(address).content.decode()
    change(story)
    assert "Now it is another" in client.get(address).content.decode()


def test_a_withdrawn_story_is_gone_at_once(client: Client, story: Story) -> None:
    address = story.get_absolute_url()
    assert client.get(address).status_code == 200
    publishing.withdraw(story, "It was not so.")
    assert client.get(address).status_code == 410


def test_counts_of_comments_are_those_of_the_moment(
    client: Client, story: Story, dolores: User
) -> None:
    beside = make_story("Its neighbor")
    for number in (1, 2):
        comment = make_comment(story, dolores)
        make_comment(beside, dolores)
        page = client.get(story.get_absolute_url()).content.decode()
        assert f"({number}) comment" in page
        assert f'"commentCount":{number}' in page
        assert f'{beside.get_absolute_url()}#comments">{number} comment' in page
        assert client.get("/").content.decode().count(f">{number} comment") >= 2
    Comment.objects.filter(pk=comment.pk).update(body="What was typed is another")
    assert "What was typed is another" in client.get(story.get_absolute_url()).content.decode()


def test_a_comment_that_is_kept_printed_goes_when_it_is_removed(
    client: Client, story: Story, dolores: User
) -> None:
    comment = make_comment(story, dolores, "It will not stay.")
    address = story.get_absolute_url()
    for _ in range(2):
        assert "It will not stay." in client.get(address).content.decode()
    Comment.objects.filter(pk=comment.pk).update(status=Status.REMOVED, removed_under="clean")
    page = client.get(address).content.decode()
    assert "It will not stay." not in page
    assert "Removed by a moderator." in page


def test_a_name_that_is_changed_is_changed_in_every_comment(
    client: Client, story: Story, dolores: User
) -> None:
    make_comment(story, dolores)
    address = story.get_absolute_url()
    assert dolores.name in client.get(address).content.decode()
    User.objects.filter(pk=dolores.pk).update(name="Dolores Another")
    assert "Dolores Another" in client.get(address).content.decode()
