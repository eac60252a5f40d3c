"""One's own page: everything one wrote with its state and reason, and what one was told."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import appeals, cases, desk, reports, sanctions, standing, submission
from comments.models import (
    Act,
    Comment,
    Decision,
    MailChoice,
    Measure,
    Notice,
    Sanction,
    Status,
    Topic,
)
from comments.submission import Entry, Refusal
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db
TABS = ("comments", "replies", "notices", "ignored", "following", "settings")


def tab(client: Client, name: str) -> str:
    return client.get(f"/me/?tab={name}").content.decode()


def removed(comment: Comment, moderator: User, **words: Any) -> Decision:
    case = cases.open_case(comment, rule="nice", reason="reported")
    return desk.decide(case, moderator, Act.REMOVE, rule="nice", **words)


def established(person: User) -> Any:
    """A story under which this person has written enough to be published at once."""
    story = make_story(discussion_stays_open=True)
    for _ in range(3):
        make_comment(story, person)
    return story


def test_every_state_of_ones_comments_is_told_with_its_reason(
    client: Client, anselm: User, sam: User
) -> None:
    story = make_story(discussion_stays_open=True)
    held = submission.submit(Entry(story, anselm, "Held words.", token="1")).comment
    gone = make_comment(story, anselm, "Removed words.")
    removed(gone, sam)
    own = make_comment(story, anselm, "Withdrawn words.")
    submission.withdraw(own)
    make_comment(story, anselm, "Published words.")
    client.force_login(anselm)
    page = tab(client, "comments")
    assert held is not None
    for words in ("Held words.", "Removed words.", "Withdrawn words.", "Published words."):
        assert words in page
    assert "A moderator reads everybody’s first comments." in page
    assert "It broke the rule <b>Be Nice.</b>" in page
    assert "You deleted this comment." in page
    assert f"/comments/{gone.pk}/appeal/" in page
    assert f"/comments/{gone.pk}/again/" in page


def test_an_appeal_is_followed_on_the_page(
    client: Client, dolores: User, sam: User, ines: User
) -> None:
    comment = make_comment(make_story(), dolores)
    appeal = appeals.file_appeal(removed(comment, sam), dolores, "Why?")
    client.force_login(dolores)
    assert "Your request for a review is with a moderator." in tab(client, "comments")
    appeals.decide(appeal, ines, restore=False)
    assert "A second moderator read it and agreed with the first." in tab(client, "comments")


def test_nobody_sees_anothers_page(client: Client, dolores: User, teo: User) -> None:
    make_comment(make_story(), dolores, "What Dolores wrote.", status=Status.REMOVED)
    assert client.get("/me/").status_code == 302
    client.force_login(teo)
    assert "What Dolores wrote." not in tab(client, "comments")


def test_comments_are_paged_by_key(client: Client, dolores: User) -> None:
    story = make_story()
    written = [make_comment(story, dolores, f"Number {number}.") for number in range(25)]
    client.force_login(dolores)
    assert "Number 4." not in tab(client, "comments")
    older = client.get(f"/me/?tab=comments&before={written[5].pk}").content.decode()
    assert "Number 4." in older
    assert "Number 5." not in older
    assert client.get("/me/?before=nonsense").status_code == 200


def test_replies_show_their_text_only_while_they_stand(
    client: Client, dolores: User, teo: User, sam: User
) -> None:
    story = established(teo)
    mine = make_comment(story, dolores)
    reply = submission.submit(Entry(story, teo, "The answer.", parent=mine, token="1")).comment
    assert reply is not None
    client.force_login(dolores)
    assert "The answer." in tab(client, "replies")
    removed(reply, sam)
    for name in ("replies", "notices"):
        page = tab(client, name)
        assert "The answer." not in page
        assert "An answer to you is no longer there" in page


def test_notices_are_unread_until_they_are_marked(client: Client, dolores: User, sam: User) -> None:
    removed(make_comment(make_story(), dolores), sam, reply="A word from the moderator.")
    client.force_login(dolores)
    for _ in range(2):
        assert "(1 new)" in tab(client, "notices")
    newest = Notice.objects.get().pk
    assert "A word from the moderator." in tab(client, "notices")
    assert client.post("/me/read/", {"newest": newest}).status_code == 303
    assert "new)" not in tab(client, "notices")


def test_marking_reads_nothing_that_came_later_or_is_anothers(
    client: Client, dolores: User, teo: User, sam: User
) -> None:
    removed(make_comment(make_story(), teo), sam)
    removed(make_comment(make_story(), dolores), sam)
    seen = Notice.objects.get(person=dolores).pk
    removed(make_comment(make_story(), dolores), sam)
    client.force_login(dolores)
    client.post("/me/read/", {"newest": seen})
    unread = Notice.objects.filter(read_at=None)
    assert sorted(unread.values_list("person__name", flat=True)) == [dolores.name, teo.name]


def test_people_and_stories_are_let_go_from_the_page(
    client: Client, dolores: User, teo: User
) -> None:
    story = make_story("The followed story")
    standing.toggle_ignored(dolores, teo)
    standing.toggle_followed(dolores, story)
    client.force_login(dolores)
    assert teo.name in tab(client, "ignored")
    assert "The followed story" in tab(client, "following")
    client.post(f"/people/{teo.pk}/ignore/")
    client.post(f"/stories/{story.pk}/follow/", {"me": "1"})
    assert teo.name not in tab(client, "ignored")
    assert "The followed story" not in tab(client, "following")


def test_mail_is_chosen_by_topic(client: Client, dolores: User) -> None:
    client.force_login(dolores)
    client.post("/me/mail/", {"topic": ["reply", "report"]})
    assert set(MailChoice.objects.values_list("topic", flat=True)) == {
        "correct",
        "decision",
        "embed",
        "follow",
        "tip",
    }
    page = tab(client, "settings")
    assert 'value="reply" checked' in page
    assert 'value="follow" checked' not in page
    client.post("/me/mail/", {"topic": [topic.value for topic in Topic]})
    assert not MailChoice.objects.exists()


def test_a_name_is_changed_by_the_rules_of_the_sign_up(
    client: Client, dolores: User, teo: User
) -> None:
    client.force_login(dolores)
    taken = client.post("/me/name/", {"name": "TEO Marchetti", "town": ""})
    assert taken.status_code == 422
    assert "is taken" in taken.content.decode()
    assert client.post("/me/name/", {"name": "The Moderator", "town": ""}).status_code == 422
    fine = client.post("/me/name/", {"name": "Dolores V. Quinn", "town": "West End"})
    assert fine.status_code == 303
    dolores.refresh_from_db()
    assert (dolores.name, dolores.town) == ("Dolores V. Quinn", "West End")


def test_a_paused_person_is_told_until_when_and_keeps_the_text(
    client: Client, dolores: User, sam: User
) -> None:
    story = established(dolores)
    sanctions.impose(dolores, sam, Measure.PAUSE, days=7, rule="nice")
    client.force_login(dolores)
    for address in (story.get_absolute_url(), "/me/"):
        assert "You can post again on" in client.get(address).content.decode()
    fields = {"body": "My kept text.", "token": "1"}
    answer = client.post(f"/stories/{story.pk}/comments/", fields)
    assert answer.status_code == 422
    assert "You can post again on" in answer.content.decode()
    assert "My kept text." in answer.content.decode()
    assert not Comment.objects.filter(body="My kept text.").exists()
    Sanction.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert client.post(f"/stories/{story.pk}/comments/", fields).status_code == 303


def test_a_paused_person_cannot_edit(dolores: User, sam: User) -> None:
    comment = make_comment(established(dolores), dolores)
    sanctions.impose(dolores, sam, Measure.PAUSE, days=1)
    assert submission.edit(comment, "Another text.").refusal is Refusal.BARRED


def test_a_warned_person_posts_on_after_reading_it(
    client: Client, dolores: User, teo: User, sam: User
) -> None:
    story = established(dolores)
    warning = sanctions.impose(
        dolores, sam, Measure.WARN, rule="nice", reason="Speak of the plan, not of the people."
    )
    client.force_login(dolores)
    page = client.get(story.get_absolute_url()).content.decode()
    assert "Please read this before you post again" in page
    assert "Speak of the plan, not of the people." in page
    entry = Entry(story, dolores, "I have an opinion.", token="1")
    assert submission.submit(entry).refusal is Refusal.BARRED
    fields = {"sanction": warning.pk, "story": story.pk}
    client.force_login(teo)
    assert client.post("/me/acknowledge/", fields).status_code == 404
    client.force_login(dolores)
    answer = client.post("/me/acknowledge/", fields)
    assert answer["Location"] == f"{story.get_absolute_url()}#write"
    assert submission.submit(entry).comment is not None


def test_a_premoderated_persons_comments_are_held(dolores: User, sam: User) -> None:
    story = established(dolores)
    sanctions.impose(dolores, sam, Measure.PREMODERATE)
    comment = submission.submit(Entry(story, dolores, "I have an opinion.", token="1")).comment
    assert comment is not None
    assert comment.status == Status.HELD


@pytest.mark.parametrize("name", TABS)
def test_a_tab_costs_the_same_however_much_there_is(
    client: Client, dolores: User, teo: User, sam: User, name: str
) -> None:
    story = established(dolores)
    for number in range(22):
        comment = make_comment(story, dolores)
        make_comment(story, dolores, status=Status.HELD)
        removed(comment, sam)
        reply = submission.submit(
            Entry(story, teo, f"Answer {number}", parent=make_comment(story, dolores), token="1")
        )
        assert reply.refusal is None
        other = make_comment(story, teo)
        reports.file_report(other, dolores, rule="nice", wants_outcome=True)
        standing.toggle_followed(dolores, make_story())
    client.force_login(dolores)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/me/?tab={name}").status_code == 200
    assert len(queries) <= 8, [query["sql"] for query in queries]
