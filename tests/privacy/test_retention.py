"""Nothing is kept longer than the settings say; what has to stay, stays."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from comments.models import Comment, Notice, Report, Revision, Status, Topic
from comments.privacy.retention import retain
from newsroom.accounts.models import User
from newsroom.models import RateCount
from tests.factories import make_comment, make_story, make_user

pytestmark = pytest.mark.django_db


def days_ago(number: int) -> Any:
    return timezone.now() - timedelta(days=number)


def test_old_notices_go_and_new_ones_stay(dolores: User, settings: Any) -> None:
    settings.KEEP_NOTICES_DAYS = 10
    Notice.objects.create(person=dolores, topic=Topic.REPLY, made_at=days_ago(11))
    new = Notice.objects.create(person=dolores, topic=Topic.REPLY, made_at=days_ago(9))
    assert retain()["old notices"] == 1
    assert list(Notice.objects.all()) == [new]


def test_the_text_of_a_deleted_comment_goes_and_its_place_stays(dolores: User) -> None:
    story = make_story()
    old = make_comment(story, dolores, "Deleted.", status=Status.WITHDRAWN, posted_at=days_ago(40))
    Revision.objects.create(comment=old, body="Before.")
    new = make_comment(story, dolores, "Deleted, too.", status=Status.WITHDRAWN)
    stands = make_comment(story, dolores, "It stands.", posted_at=days_ago(40))
    assert retain()["texts of deleted comments"] == 1
    bodies = dict(Comment.objects.values_list("pk", "body"))
    assert bodies == {old.pk: "", new.pk: "Deleted, too.", stands.pk: "It stands."}
    assert not Revision.objects.exists()


def test_reports_lose_what_ties_them_to_a_stranger_once_they_are_decided() -> None:
    comment = make_comment(make_story())
    reports = [
        Report(comment=comment, rule="clean", stranger_key="a", outcome="upheld"),
        Report(comment=comment, rule="clean", stranger_key="b", outcome=""),
        Report(comment=comment, rule="clean", stranger_key="c", outcome="dismissed"),
    ]
    for report, age in zip(reports, (31, 31, 29), strict=True):
        report.made_at = days_ago(age)
        report.save()
    assert retain()["reports tied to a stranger"] == 1
    assert list(Report.objects.values_list("stranger_key", flat=True)) == ["", "b", "c"]


def test_an_account_that_nobody_ever_confirmed_goes(dolores: User) -> None:
    def signed_up(name: str, *, confirmed: bool = False, **fields: Any) -> User:
        person = make_user(name, date_joined=days_ago(31), **fields)
        EmailAddress.objects.create(user=person, email=person.email, verified=confirmed)
        return person

    gone = signed_up("Never Confirmed")
    kept = [
        signed_up("Confirmed", confirmed=True),
        signed_up("Logged In", last_login=days_ago(30)),
        signed_up("Of Staff", is_staff=True),
        make_user("Came Lately"),
    ]
    wrote = signed_up("Wrote Once")
    make_comment(make_story(), wrote)
    assert retain()["accounts never confirmed"] == 1
    left = set(User.objects.all())
    assert gone not in left
    assert {*kept, wrote} <= left


def test_sessions_and_counts_that_are_over_go() -> None:
    for age in (-1, 1):
        session = SessionStore()
        session["who"] = age
        session.save()
        Session.objects.filter(pk=session.session_key).update(expire_date=days_ago(age))
    RateCount.objects.create(key="over", hits=1, ends_at=1)
    RateCount.objects.create(key="open", hits=1, ends_at=2**31 - 1)
    assert retain()["sessions that are over"] == 1
    assert Session.objects.count() == 1
    assert list(RateCount.objects.values_list("key", flat=True)) == ["open"]


def test_a_second_run_finds_nothing_and_the_command_says_what_went(dolores: User) -> None:
    Notice.objects.create(person=dolores, topic=Topic.REPLY, made_at=days_ago(1000))
    said = StringIO()
    call_command("retain", stdout=said)
    assert "1 old notices" in said.getvalue()
    assert set(retain().values()) == {0}
