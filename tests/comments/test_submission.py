"""Posting, as a browser does it: once, with nothing lost, and never more than is allowed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from articles.models import Discussion, Story
from comments.models import READERS_KINDS, Comment, Kind, Revision, SiteSwitch, Status
from newsroom.accounts.models import User
from tests.comments.talking import WORDS, establish, open_story, page, post, shown, text
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db
# A word of the list that goes back to its author.
OBSCENE = "This is bullshit, and the council knows it."


@pytest.fixture
def story() -> Story:
    return open_story("The second lane")


@pytest.fixture
def hers(client: Client, dolores: User) -> Client:
    """A browser in which Dolores is logged in; two comments of hers were published before."""
    establish(dolores)
    client.force_login(dolores)
    return client


def test_a_posted_comment_is_published_counted_and_gone_to(hers: Client, story: Story) -> None:
    response = post(hers, story)
    comment = Comment.objects.get(story=story)
    assert (response.status_code, comment.status) == (303, Status.PUBLISHED)
    assert response["Location"] == f"{story.get_absolute_url()}#comment-{comment.pk}"
    html = page(hers, story)
    assert WORDS in html
    assert "(1) comment<" in html
    assert "Your comment is posted." in html


def test_a_newcomers_comment_waits_and_only_its_author_sees_it(
    client: Client, story: Story, anselm: User
) -> None:
    client.force_login(anselm)
    assert post(client, story).status_code == 303
    html = page(client, story)
    assert WORDS in html
    assert "Waiting for a moderator" in html
    assert "(0) comments" in html
    assert WORDS not in page(Client(), story)


def test_the_form_sends_the_piece_that_a_script_asks_for(hers: Client, story: Story) -> None:
    response = post(hers, story, fragment=True)
    assert response.status_code == 201
    assert shown(text(response)) == [Comment.objects.get(story=story).pk]
    assert "<html" not in text(response)


@pytest.mark.parametrize("again", ["Location", "fragment"])
def test_sending_the_same_form_again_is_one_comment(hers: Client, story: Story, again: str) -> None:
    first = post(hers, story)
    second = post(hers, story, fragment=again == "fragment")
    assert Comment.objects.filter(story=story).count() == 1
    if again == "Location":
        assert second["Location"] == first["Location"]
    else:
        assert second.status_code == 201
    story.refresh_from_db()
    assert story.comment_count == 1


def test_going_back_and_sending_a_new_form_with_the_same_text_is_told(
    hers: Client, story: Story
) -> None:
    post(hers, story)
    response = post(hers, story, token="another form")
    assert response.status_code == 422
    assert "You already posted this" in text(response)
    assert f">\n{WORDS}</textarea>" in text(response)
    assert Comment.objects.filter(story=story).count() == 1


def test_going_back_and_changing_the_text_is_another_comment(hers: Client, story: Story) -> None:
    post(hers, story)
    assert post(hers, story, f"{WORDS} And a sidewalk.").status_code == 303
    assert Comment.objects.filter(story=story).count() == 2


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_four_times_at_once_is_one_comment(dolores: User) -> None:
    story = open_story()
    establish(dolores)

    def send(_: int) -> tuple[int, str]:
        try:
            browser = Client()
            browser.force_login(dolores)
            response = post(browser, story)
            return response.status_code, response["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as browsers:
        answers = set(browsers.map(send, range(4)))
    connections.close_all()
    comment = Comment.objects.get(story=story)
    assert answers == {(303, f"{story.get_absolute_url()}#comment-{comment.pk}")}
    story.refresh_from_db()
    assert story.comment_count == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "Write your comment before you post it"),
        (" \n ", "Write your comment before you post it"),
        ("a " * 1001 + "b", "Cut your comment to 2,000 characters. It is 3 too long"),
        ("https://a.example https://b.example www.c.example", "Use two links or fewer"),
        (OBSCENE, "It breaks the rule <b>Keep it Clean.</b>"),
    ],
)
def test_what_is_sent_back_says_why_and_keeps_the_text(
    hers: Client, story: Story, body: str, said: str
) -> None:
    for fragment in (False, True):
        response = post(hers, story, body, kind="history", fragment=fragment)
        assert response.status_code == 422
        assert said in text(response)
        assert body.strip() in text(response)
        assert '<option value="history" selected>' in text(response)
        assert 'value="token of this form"' in text(response)
    assert not Comment.objects.filter(story=story).exists()


def test_a_text_that_breaks_a_rule_is_sent_back_with_the_word_marked_and_can_be_mended(
    hers: Client, story: Story
) -> None:
    assert "<mark><bdi>bullshit" in text(post(hers, story, OBSCENE))
    assert post(hers, story, WORDS).status_code == 303


def test_exactly_two_thousand_characters_of_any_script_are_taken(
    hers: Client, story: Story
) -> None:
    body = "Die Brücke gehört uns. Река поднялась на метр. 橋が必要です。 🙂 " * 40
    body = f"{body[:1999]}."
    assert post(hers, story, body).status_code == 303
    assert Comment.objects.get(story=story).body == body


def test_too_many_at_once_are_told_when_to_come_back_and_keep_their_text(
    hers: Client, story: Story
) -> None:
    for number in range(5):
        assert post(hers, story, f"{WORDS} Point {number}.").status_code == 303
    response = post(hers, story, "My sixth thought.")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 600
    assert "That is five comments in ten minutes" in text(response)
    assert "My sixth thought.</textarea>" in text(response)


def test_capitals_are_asked_about_lowered_on_request_and_held_if_the_author_insists(
    hers: Client, story: Story
) -> None:
    shout = "THE COUNCIL MUST LISTEN TO US. THE FBI SHOULD LOOK AT THIS."
    nudge = text(post(hers, story, shout))
    assert "PLEASE TURN OFF YOUR CAPS LOCK." in nudge
    assert "Lower the letters" in nudge
    lowered = post(hers, story, shout, lower="1")
    assert lowered.status_code == 200
    assert "The council must listen to us. The FBI should look at this." in text(lowered)
    assert not Comment.objects.filter(story=story).exists()
    assert post(hers, story, shout, insists="1").status_code == 303
    assert Comment.objects.get(story=story).status == Status.HELD


@pytest.mark.parametrize("kind", READERS_KINDS)
def test_the_kind_that_its_author_chose_is_kept_and_shown(
    hers: Client, story: Story, kind: Kind
) -> None:
    post(hers, story, kind=kind.value)
    assert Comment.objects.get(story=story).kind == kind
    is_shown = f'<span class="kind">{kind.label}</span>' in page(hers, story)
    assert is_shown == (kind != Kind.COMMENT)


def test_a_kind_that_is_none_is_refused(hers: Client, story: Story) -> None:
    assert post(hers, story, kind="rant").status_code == 422


def test_the_switch_for_the_whole_site_closes_every_story_with_the_newsrooms_words(
    hers: Client, story: Story
) -> None:
    SiteSwitch.objects.create(pk=1, state=Discussion.CLOSED, why="We rest until Monday.")
    html = page(hers, story)
    assert "We rest until Monday." in html
    assert "comment-form" not in html
    response = post(hers, story)
    assert response.status_code == 422
    assert WORDS in text(response)


def test_a_discussion_closes_by_its_age_and_can_be_kept_open(hers: Client) -> None:
    old = make_story(published_at=timezone.now() - timezone.timedelta(days=14, minutes=1))
    kept = make_story(published_at=old.published_at, discussion_stays_open=True)
    assert "Comments are closed" in page(hers, old)
    assert post(hers, old).status_code == 422
    assert post(hers, kept).status_code == 303


def test_a_story_can_be_closed_or_read_first(hers: Client) -> None:
    closed = open_story(discussion=Discussion.CLOSED)
    assert post(hers, closed).status_code == 422
    assert "Comments are not open on this story" in page(hers, closed)
    read_first = open_story(discussion=Discussion.PREMODERATED)
    assert post(hers, read_first, "A calm remark.").status_code == 303
    assert Comment.objects.get(story=read_first).status == Status.HELD


def test_nothing_is_posted_under_what_readers_cannot_see(hers: Client) -> None:
    draft = make_story(status="draft")
    assert post(hers, draft).status_code == 404


def test_a_reply_belongs_to_a_comment_under_the_same_story(hers: Client, story: Story) -> None:
    elsewhere = make_comment(make_story())
    for parent in (elsewhere.pk, 10**12, "x", "-1", "9" * 30):
        assert post(hers, story, parent=parent).status_code == 404


def test_an_author_edits_within_ten_minutes_and_the_earlier_text_is_kept(
    hers: Client, story: Story
) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as clock:
        story = open_story()
        post(hers, story)
        comment = Comment.objects.get(story=story)
        clock.shift(599)
        assert WORDS in text(hers.get(f"/comments/{comment.pk}/edit/"))
        changed = {"body": "The bridge needs two lanes."}
        assert hers.post(f"/comments/{comment.pk}/edit/", changed).status_code == 303
        html = page(hers, story)
        assert "The bridge needs two lanes." in html
        assert "(edited)" in html
        assert WORDS not in html
        clock.shift(1)
        late = hers.post(f"/comments/{comment.pk}/edit/", {"body": "Three lanes."})
        assert late.status_code == 422
        assert "The 10 minutes for editing are over." in text(late)
    assert [r.body for r in Revision.objects.all()] == [WORDS]
    comment.refresh_from_db()
    assert comment.body == "The bridge needs two lanes."


def test_an_edit_is_screened_like_a_new_comment(hers: Client, story: Story) -> None:
    post(hers, story)
    comment = Comment.objects.get(story=story)
    response = hers.post(f"/comments/{comment.pk}/edit/", {"body": OBSCENE})
    assert response.status_code == 422
    assert OBSCENE in text(response)
    comment.refresh_from_db()
    assert (comment.body, comment.edited_at) == (WORDS, None)


def test_nobody_edits_or_deletes_what_somebody_else_wrote(
    hers: Client, story: Story, teo: User
) -> None:
    comment = make_comment(story, teo)
    for verb in ("edit", "withdraw"):
        assert hers.get(f"/comments/{comment.pk}/{verb}/").status_code == 404
        assert hers.post(f"/comments/{comment.pk}/{verb}/", {"body": "Mine."}).status_code == 404


def test_a_deleted_comment_leaves_its_place_and_its_replies(
    hers: Client, story: Story, teo: User
) -> None:
    post(hers, story)
    comment = Comment.objects.get(story=story)
    reply = make_comment(story, teo, "I agree with you.", parent=comment)
    assert "Delete your comment?" in text(hers.get(f"/comments/{comment.pk}/withdraw/"))
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED
    for _ in range(2):
        assert hers.post(f"/comments/{comment.pk}/withdraw/").status_code == 303
    html = page(Client(), story)
    assert shown(html) == [comment.pk, reply.pk]
    assert "Deleted by its author." in html
    assert WORDS not in html
    assert "I agree with you." in html
    assert "(1) comment<" in html


@pytest.mark.both_databases
@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**40])
def test_there_is_nothing_to_say_under_a_story_that_no_database_could_number(
    hers: Client, story: Story, number: int
) -> None:
    for parent in ("", "1"):
        sent = {"body": "Hello", "parent": parent}
        assert hers.post(f"/stories/{number}/comments/", sent).status_code == 404
