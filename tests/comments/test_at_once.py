"""Reports, appeals, holds and mail at the same time: each thing happens once, and none is lost."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from comments import appeals, cases, desk, mailing, reports
from comments.models import Act, Appeal, Case, Comment, Decision, Notice, Report, Status, Topic
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.comments.test_concurrency import at_once
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
READERS = 8


def readers() -> list[User]:
    """Readers whose e-mail is verified."""
    people = [make_user() for _ in range(READERS)]
    for person in people:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return people


def test_reports_at_once_make_one_case_and_hide_once(dolores: User) -> None:
    comment = make_comment(open_story(), dolores)

    def report(person: User) -> None:
        mine = Comment.objects.select_related("story", "author").get(pk=comment.pk)
        reports.file_report(mine, person, rule="nice")

    at_once([lambda one=one: report(one) for one in readers()])  # type: ignore[misc]
    case = Case.objects.get()
    assert (case.reports, case.report_weight, case.hidden) == (READERS, READERS * 100, True)
    assert Decision.objects.get().act == Act.HOLD
    comment.refresh_from_db()
    comment.story.refresh_from_db()
    assert (comment.status, comment.story.comment_count) == (Status.HELD, 0)


def test_one_reader_who_reports_many_times_at_once_has_one_report(dolores: User) -> None:
    comment = make_comment(open_story(), dolores)
    (reader, *_) = readers()

    def report() -> bool:
        mine = Comment.objects.select_related("story", "author").get(pk=comment.pk)
        return reports.file_report(mine, reader, rule="nice").is_new

    assert sum(bool(new) for new in at_once([report] * 6)) == 1
    assert Report.objects.count() == Case.objects.get().reports == 1


def test_reports_and_a_decision_at_once_never_wait_for_each_other(dolores: User, sam: User) -> None:
    comment = make_comment(open_story(), dolores)
    case = cases.open_case(comment, rule="nice", reason="reported", report_weight=100)

    def report(person: User) -> None:
        mine = Comment.objects.select_related("story", "author").get(pk=comment.pk)
        reports.file_report(mine, person, rule="nice")

    acts = [lambda one=one: report(one) for one in readers()[:5]]  # type: ignore[misc]
    at_once([*acts, lambda: desk.decide(case, sam, Act.PUBLISH)])
    assert (
        not Report.objects.filter(closed_at=None).exclude(comment__cases__closed_at=None).exists()
    )
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED


def test_two_appeals_at_once_are_one(dolores: User, sam: User) -> None:
    comment = make_comment(open_story(), dolores)
    case = cases.open_case(comment, rule="nice", reason="reported")
    removal = desk.decide(case, sam, Act.REMOVE, rule="nice")

    def appeal() -> bool:
        try:
            appeals.file_appeal(removal, dolores, "Why?")
        except appeals.AlreadyAppealed:
            return False
        return True

    assert sum(bool(made) for made in at_once([appeal] * 5)) == 1
    assert Appeal.objects.count() == 1


def test_mailers_at_once_mail_each_notice_once(dolores: User) -> None:
    people = readers()
    comment = make_comment(open_story(), dolores)
    now = timezone.now()
    for person in people * 3:
        Notice.objects.create(
            person=person, topic=Topic.REPLY, comment=comment, story=comment.story, mail_at=now
        )
    later = now + timedelta(minutes=2)
    sent = at_once([lambda: mailing.send_due(later, 10)] * 4)
    left = mailing.send_due(later, 100)
    assert sum(int(str(count)) for count in sent) + left == len(mail.outbox) == len(people) * 3
    ids = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert len(set(ids)) == len(ids)
