"""Mail: a minute late, once, never about what is gone, and off with one click."""

import re
from datetime import datetime, timedelta
from email.message import Message
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone

from comments import appeals, cases, desk, following, mail_choices, mailing, reports, submission
from comments.models import Act, Comment, Follow, MailChoice, Notice, Status, Topic
from comments.submission import Entry
from newsroom.accounts.models import User
from newsroom.management.jobs import Job, Rota
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db


class BrokenServer(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("Nobody listens there.")


@pytest.fixture(autouse=True)
def _verified(dolores: User, teo: User, anselm: User) -> None:
    for person in (dolores, teo, anselm):
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def later(minutes: float = 2) -> datetime:
    return timezone.now() + timedelta(minutes=minutes)


def reply_to(author: User, by: User, text: str = "The answer.") -> Comment:
    """Posts a reply as a reader does."""
    parent = make_comment(make_story(discussion_stays_open=True), author, "The question.")
    for _ in range(3):
        make_comment(parent.story, by)
    outcome = submission.submit(Entry(parent.story, by, text, parent=parent, token="t"))
    assert outcome.comment is not None
    return outcome.comment


def remove(comment: Comment, moderator: User, **words: Any) -> Any:
    case = cases.open_case(comment, rule="nice", reason="reported")
    return desk.decide(case, moderator, Act.REMOVE, rule="nice", **words)


def sent() -> list[Message]:
    return [letter.message() for letter in mail.outbox]


def test_a_reply_is_mailed_after_a_minute_and_once(dolores: User, teo: User) -> None:
    reply_to(dolores, teo)
    assert mailing.send_due() == 0
    assert mailing.send_due(later()) == 1
    assert mailing.send_due(later(60)) == 0
    (letter,) = mail.outbox
    assert letter.to == [dolores.email]
    assert letter.subject == "Teo Marchetti answered you"
    assert "The answer." in letter.body
    assert "&" not in letter.body


def test_what_was_removed_meanwhile_is_not_mailed(dolores: User, teo: User, sam: User) -> None:
    remove(reply_to(dolores, teo, "Words that break a rule."), sam)
    mailing.send_due(later())
    assert [letter.to for letter in mail.outbox] == [[teo.email]]
    assert not Notice.objects.filter(mail_at__isnull=False, mailed_at=None).exists()


def test_an_undone_decision_is_never_mailed(dolores: User, teo: User, sam: User) -> None:
    comment = make_comment(make_story(), dolores)
    desk.undo(remove(comment, sam), sam)
    assert mailing.send_due(later()) == 0


def test_an_undo_after_the_mail_is_mailed_as_well(dolores: User, sam: User) -> None:
    decision = remove(make_comment(make_story(), dolores), sam)
    assert mailing.send_due(later()) == 1
    desk.undo(decision, sam)
    assert mailing.send_due(later()) == 1
    assert mail.outbox[1].subject == "We changed our decision on your comment"


def test_decisions_are_told_in_the_rules_words(dolores: User, sam: User, ines: User) -> None:
    comment = make_comment(make_story(), dolores, "What I’d said.")
    decision = remove(comment, sam, reply="Argue with what was said.")
    mailing.send_due(later())
    appeal = appeals.file_appeal(decision, dolores, "Why?")
    appeals.decide(appeal, ines, restore=True)
    mailing.send_due(later())
    removed, restored = mail.outbox
    assert removed.subject == "Your comment was removed"
    assert "Be Nice. No racism, sexism or any sort of -ism" in removed.body
    assert "Argue with what was said." in removed.body
    assert "What I’d said." in removed.body
    assert f"/comments/{comment.pk}/appeal/" in removed.body
    assert "We read it again and put your comment back. Sorry." in restored.body


def test_a_held_comment_that_is_published_is_told_to_its_author_and_whom_it_answers(
    dolores: User, anselm: User, sam: User
) -> None:
    parent = make_comment(make_story(discussion_stays_open=True), dolores)
    outcome = submission.submit(Entry(parent.story, anselm, "My first.", parent=parent, token="t"))
    held = outcome.comment
    assert held is not None
    assert held.status == Status.HELD
    assert mailing.send_due(later()) == 0
    desk.decide(held.cases.get(), sam, Act.PUBLISH)
    mailing.send_due(later())
    assert {letter.to[0]: letter.subject for letter in mail.outbox} == {
        anselm.email: "Your comment is published",
        dolores.email: "Anselm Birch answered you",
    }


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Act.REMOVE, "We removed it under Be Nice. Thank you."),
        (Act.PUBLISH, "We read it and kept it: it does not break a rule"),
    ],
)
def test_a_reporter_is_told_the_outcome_and_not_the_text(
    dolores: User, teo: User, sam: User, act: Act, words: str
) -> None:
    comment = make_comment(make_story(), teo, "The reported words.")
    reports.file_report(comment, dolores, rule="nice", wants_outcome=True)
    case = comment.cases.get()
    desk.decide(case, sam, act, rule="nice" if act == Act.REMOVE else "")
    mailing.send_due(later())
    letter = next(letter for letter in mail.outbox if letter.to == [dolores.email])
    assert words in letter.body
    assert "The reported words." not in letter.body


def test_a_follower_is_told_of_what_is_new_once_an_hour(
    dolores: User, teo: User, anselm: User
) -> None:
    story = make_story(discussion_stays_open=True)
    Follow.objects.create(reader=dolores, story=story)
    Follow.objects.create(reader=teo, story=story)
    for _ in range(3):
        make_comment(story, teo)
    submission.submit(Entry(story, teo, "The first news.", token="1"))
    assert following.tell() == 1
    submission.submit(Entry(story, teo, "The second news.", token="2"))
    assert following.tell(later(30)) == 0
    assert mailing.send_due(later(30)) == 1
    assert following.tell(later(61)) == 1
    assert mailing.send_due(later(120)) == 1
    first, second = mail.outbox
    assert first.to == second.to == [dolores.email]
    assert "The first news." in first.body
    assert "The first news." not in second.body
    assert "The second news." in second.body


def test_a_broken_mail_server_loses_nothing_and_is_asked_less_and_less(
    dolores: User, teo: User, settings: Any
) -> None:
    reply_to(dolores, teo)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    assert mailing.send_due(later(2)) == 0
    assert mailing.send_due(later(3)) == 0
    first_wait = Notice.objects.get().mail_at
    assert first_wait is not None
    assert mailing.send_due(first_wait) == 0
    second_wait = Notice.objects.get().mail_at
    assert second_wait is not None
    assert second_wait - first_wait > first_wait - later(2)
    settings.EMAIL_BACKEND = working
    assert mailing.send_due(second_wait) == 1


def test_a_mail_that_cannot_be_sent_for_days_is_given_up(
    dolores: User, teo: User, settings: Any
) -> None:
    reply_to(dolores, teo)
    settings.EMAIL_BACKEND = f"{__name__}.BrokenServer"
    mailing.send_due(timezone.now() + timedelta(days=4))
    assert Notice.objects.get().mail_at is None


def test_what_one_process_has_claimed_no_other_mails(dolores: User, teo: User) -> None:
    reply_to(dolores, teo)
    now = later()
    (claimed,) = mailing._claim(now, 10)
    assert mailing._claim(now, 10) == []
    assert mailing.send_due(now + mailing.CLAIMED_FOR + timedelta(seconds=1)) == 1
    assert claimed.person == dolores


def test_a_mail_that_cannot_be_written_holds_up_no_other(
    dolores: User, teo: User, caplog: pytest.LogCaptureFixture
) -> None:
    reply_to(dolores, teo)
    reply_to(teo, dolores)
    EmailAddress.objects.filter(user=dolores).update(email="dolores@example.com\nBcc: all")
    assert mailing.send_due(later(2)) == 1
    assert [letter.to for letter in mail.outbox] == [[teo.email]]
    assert "cannot be written" in caplog.text
    poisoned = Notice.objects.get(mailed_at=None)
    assert poisoned.mail_at is not None
    assert mailing.send_due(poisoned.mail_at) == 0
    mailing.send_due(later(60 * 24 * 4))
    assert Notice.objects.get(mailed_at=None).mail_at is None


def test_a_mail_that_ends_its_process_holds_up_no_other(
    dolores: User, teo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply_to(dolores, teo)
    reply_to(teo, dolores)
    poisoned, write = Notice.objects.earliest("pk"), mailing.letters.write

    def die(notice: Notice, address: str) -> Any:
        if notice == poisoned:
            raise SystemExit
        return write(notice, address)

    monkeypatch.setattr(mailing.letters, "write", die)
    with pytest.raises(SystemExit):
        mailing.send_due(later(2))
    reply_to(teo, dolores, "A later one.")
    with pytest.raises(SystemExit):
        mailing.send_due(later(2) + mailing.CLAIMED_FOR)
    assert [letter.to for letter in mail.outbox] == [[teo.email]] * 2


def test_nobody_is_mailed_at_an_address_that_is_not_verified(dolores: User, teo: User) -> None:
    EmailAddress.objects.update(verified=False)
    reply_to(dolores, teo)
    assert mailing.send_due(later()) == 0
    assert Notice.objects.get().mail_at is None


def test_one_click_turns_a_topic_off_without_a_log_in(dolores: User, teo: User) -> None:
    reply_to(dolores, teo)
    mailing.send_due(later())
    (message,) = sent()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.sub(r"^<http://[^/]+|>$|\s", "", message["List-Unsubscribe"])
    client = Client(enforce_csrf_checks=True)
    page = client.get(address)
    assert page.status_code == 200
    assert not MailChoice.objects.exists()
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert MailChoice.objects.get().topic == Topic.REPLY
    assert client.post(address).status_code == 200
    reply_to(dolores, teo, "Another answer.")
    assert mailing.send_due(later()) == 0


def test_a_link_that_is_not_ours_turns_nothing_off(client: Client, dolores: User) -> None:
    key = mail_choices.off_key(dolores.pk, Topic.REPLY)
    assert client.post(f"/me/mail/{key}x/").status_code == 404
    assert client.post("/me/mail/anything/").status_code == 404
    assert not MailChoice.objects.exists()


def test_a_job_that_fails_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError("It fails.")

    rota = Rota((Job("broken", 60, fail), Job("working", 60, lambda: done.append("work"))))
    rota.turn()
    rota.turn()
    assert done == ["work"]
    assert "The job broken failed" in caplog.text
