"""A comment says so when it was written before the story under it changed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles import publishing
from articles.changes import Change
from articles.models import CorrectionKind, Story
from comments.answering import changed_since
from comments.models import Comment
from newsroom.accounts.models import User
from tests.comments.talking import establish, open_story, page, post
from tests.factories import make_comment

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime(2019, 6, 24, 12, tzinfo=UTC)
LINK = re.compile(r'Written before the <a href="([^"]+)">([^<]+)</a>')


def correct(story: Story) -> str:
    """Corrects the story; out: the address of the note."""
    note = publishing.correct(story, CorrectionKind.CORRECTION, "gave the wrong day", "Monday")
    return f"{story.get_absolute_url()}#correction-{note.pk}"


@pytest.fixture
def story(dolores: User, teo: User) -> Story:
    """As it was published, with a comment from before anything changed."""
    establish(dolores, teo)
    story = open_story("The second lane", revision=3)
    make_comment(story, teo, "It was a Tuesday.", story_revision=3)
    return story


def test_only_what_was_written_before_a_correction_says_so_and_leads_to_it(
    client: Client, story: Story, dolores: User
) -> None:
    assert LINK.findall(page(client, story)) == []
    note = correct(story)
    client.force_login(dolores)
    post(client, story, "So it was a Monday after all.")
    html = page(client, story)
    assert LINK.findall(html) == [(note, "correction")]
    assert html.index("So it was a Monday") < html.index("Written before the")
    assert f'id="{note.partition("#")[2]}"' in html


def test_an_update_is_told_in_a_sentence_and_a_correction_counts_for_more(
    client: Client, story: Story
) -> None:
    update = publishing.update(story, "The vote was put off to July")
    html = page(client, story)
    assert LINK.findall(html) == [(f"{story.get_absolute_url()}#update-{update.pk}", "update")]
    assert "</b> The vote was put off to July.</p>" in html
    note = correct(story)
    assert LINK.findall(page(client, story)) == [(note, "correction")]


def test_a_form_that_was_opened_before_the_correction_answers_the_story_as_it_was(
    client: Client, story: Story, dolores: User
) -> None:
    client.force_login(dolores)
    (opened,) = set(re.findall(r'name="revision" value="(\d+)"', page(client, story)))
    note = correct(story)
    answer = post(client, story, "A Tuesday, you say?", revision=opened, fragment=True)
    assert LINK.findall(answer.content.decode()) == [(note, "correction")]
    for number, forged in enumerate(("99", "-1", "many", "")):
        post(client, story, f"Forged {number}.", revision=forged, token=forged)
        assert Comment.objects.get(body=f"Forged {number}.").story_revision == story.revision


def test_a_form_that_is_sent_back_keeps_the_version_it_was_opened_at(
    client: Client, story: Story, dolores: User
) -> None:
    client.force_login(dolores)
    correct(story)
    assert 'name="revision" value="3"' in post(client, story, "", revision=3).content.decode()


def test_a_thread_by_itself_says_it_too(client: Client, story: Story, teo: User) -> None:
    root = Comment.objects.get(body="It was a Tuesday.")
    make_comment(story, teo, "I was there.", parent=root, story_revision=3)
    note = correct(story)
    html = client.get(f"/comments/{root.pk}/thread/").content.decode()
    assert LINK.findall(html) == [(note, "correction")] * 2


def test_comments_printed_elsewhere_are_told_apart_by_their_time(
    client: Client, story: Story
) -> None:
    Comment.objects.all().delete()
    correct(story)
    for hours in (-1, 1):
        make_comment(story, posted_at=story.updated_at + timedelta(hours=hours))
    assert len(LINK.findall(page(client, story))) == 1


CHANGES = st.lists(
    st.builds(
        Change,
        address=st.just("/#note"),
        name=st.sampled_from(["update", "correction", "clarification"]),
        at=st.integers(0, 9).map(lambda hours: NOON + timedelta(hours=hours)),
        revision=st.integers(0, 9),
    ),
    max_size=5,
).map(lambda changes: tuple(sorted(changes, key=lambda one: one.at)))


@given(changes=CHANGES, revision=st.integers(0, 9), hours=st.integers(0, 9))
def test_the_first_correction_after_a_comment_is_named_else_the_first_update(
    changes: tuple[Change, ...], revision: int, hours: int
) -> None:
    comment = Comment(posted_at=NOON + timedelta(hours=hours), story_revision=revision)
    named = changed_since(comment, changes)

    def is_later(one: Change) -> bool:
        both_known = one.revision and revision
        return one.revision > revision if both_known else one.at > comment.posted_at

    later = [one for one in changes if is_later(one)]
    if named is None:
        assert later == []
        return
    assert named in later
    before = later[: later.index(named)]
    assert not any(one.is_correction for one in before)
    assert named.is_correction or (before == [] and not any(c.is_correction for c in later))
