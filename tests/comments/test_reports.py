"""Reports: once each, weighed by the reporter's record, and hiding only by several people."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from comments import desk, reports, submission
from comments.models import (
    Act,
    Case,
    Comment,
    Decision,
    Notice,
    Report,
    ReportOutcome,
    Status,
    Topic,
)
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(teo: User) -> Comment:
    return make_comment(make_story(discussion_stays_open=True), teo, "What Teo wrote.")


def verified(count: int, *, start: int = 0) -> list[User]:
    """Readers whose e-mail is verified."""
    people = [make_user(f"Verified {number}") for number in range(start, start + count)]
    for person in people:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return people


def report_by(people: list[User], comment: Comment) -> None:
    for person in people:
        reports.file_report(comment, person, rule="nice")


def status(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).status


def decide(comment: Comment, moderator: User, act: Act, rule: str = "") -> Decision:
    return desk.decide(Case.objects.get(comment=comment, closed_at=None), moderator, act, rule=rule)


def test_a_reader_reports_a_comment_once(comment: Comment, dolores: User) -> None:
    first = reports.file_report(comment, dolores, rule="nice")
    second = reports.file_report(comment, dolores, rule="clean")
    assert (first.is_new, second.is_new) == (True, False)
    assert second.report == first.report == Report.objects.get()
    assert Case.objects.get().reports == 1


def test_a_stranger_reports_a_comment_once_and_weighs_little(comment: Comment) -> None:
    assert reports.file_report(comment, "a" * 32, rule="nice").is_new
    assert not reports.file_report(comment, "a" * 32, rule="nice").is_new
    assert reports.file_report(comment, "b" * 32, rule="nice").is_new
    assert Case.objects.get().report_weight == 20


def test_nobody_reports_themselves(comment: Comment, teo: User) -> None:
    with pytest.raises(PermissionDenied):
        reports.file_report(comment, teo, rule="nice")


def test_three_verified_readers_hide_a_comment_until_it_is_decided(
    comment: Comment, sam: User
) -> None:
    people = verified(3)
    report_by(people[:2], comment)
    assert status(comment) == Status.PUBLISHED
    report_by(people[2:], comment)
    assert status(comment) == Status.HELD
    case = Case.objects.get()
    assert (case.hidden, case.is_held, case.reports) == (True, True, 3)
    held = Decision.objects.get()
    assert (held.act, held.moderator, held.reason) == (Act.HOLD, None, "reports")
    decide(comment, sam, Act.PUBLISH)
    assert status(comment) == Status.PUBLISHED


def test_strangers_and_unverified_readers_hide_nothing(comment: Comment) -> None:
    for number in range(40):
        reports.file_report(comment, f"stranger {number}", rule="threat")
    report_by([make_user() for _ in range(5)], comment)
    report_by(verified(2), comment)
    assert status(comment) == Status.PUBLISHED


def test_three_readers_who_are_never_right_hide_nothing(comment: Comment) -> None:
    people = verified(3)
    for person in people:
        for _ in range(3):
            Report.objects.create(
                comment=make_comment(comment.story),
                reporter=person,
                rule="nice",
                outcome=ReportOutcome.DISMISSED,
                closed_at=timezone.now(),
            )
    report_by(people, comment)
    assert Case.objects.get().report_weight == 3 * 40
    assert status(comment) == Status.PUBLISHED


def test_what_a_moderator_has_kept_cannot_be_hidden_until_it_is_edited(
    comment: Comment, sam: User
) -> None:
    report_by(verified(1), comment)
    decide(comment, sam, Act.PUBLISH)
    report_by(verified(4, start=10), comment)
    assert status(comment) == Status.PUBLISHED
    Comment.objects.filter(pk=comment.pk).update(posted_at=timezone.now(), story=comment.story)
    kept = Comment.objects.get(pk=comment.pk)
    for _ in range(3):
        make_comment(comment.story, kept.author)
    submission.edit(kept, "A text that the moderator has not read.")
    report_by(verified(1, start=20), comment)
    assert status(comment) == Status.HELD


def test_reports_do_not_hide_the_newsrooms_words(marisol: User) -> None:
    comment = make_comment(make_story(), marisol)
    report_by(verified(4), comment)
    assert status(comment) == Status.PUBLISHED
    assert Case.objects.get().reports == 4


@pytest.mark.parametrize(
    ("upheld", "dismissed", "weight"), [(0, 0, 100), (1, 0, 133), (8, 0, 180), (0, 8, 20)]
)
def test_a_report_weighs_by_what_became_of_earlier_ones(
    upheld: int, dismissed: int, weight: int
) -> None:
    assert reports.Record(upheld, dismissed).weight == weight


def test_a_decision_settles_reports_and_tells_who_wanted_to_know(
    comment: Comment, sam: User, dolores: User, anselm: User
) -> None:
    reports.file_report(comment, dolores, rule="nice", wants_outcome=True)
    reports.file_report(comment, anselm, rule="nice")
    decision = decide(comment, sam, Act.REMOVE, "nice")
    assert set(Report.objects.values_list("outcome", flat=True)) == {ReportOutcome.UPHELD}
    assert Notice.objects.get(topic=Topic.REPORT).person == dolores
    assert reports.record_of(dolores).weight == 133
    desk.undo(decision, sam)
    assert set(Report.objects.values_list("outcome", flat=True)) == {""}
    assert not Notice.objects.filter(topic=Topic.REPORT).exists()


def test_a_report_is_filed_on_the_page_and_its_text_kept_on_error(
    client: Client, comment: Comment, dolores: User
) -> None:
    address = f"/comments/{comment.pk}/report/"
    client.force_login(dolores)
    page = client.get(address)
    assert "Which rule does it break?" in page.content.decode()
    assert page.content.decode().count('name="rule"') == 6
    for fields, error in (
        ({"note": "My note stays."}, "Pick the rule it breaks"),
        ({"rule": "other", "note": " "}, "Tell us what is wrong"),
    ):
        answer = client.post(address, fields)
        assert answer.status_code == 422
        assert error in answer.content.decode()
        assert fields["note"].strip() in answer.content.decode()
    assert not Report.objects.exists()
    sent = client.post(address, {"rule": "nice", "note": "n", "wants_outcome": "on"}, follow=True)
    assert sent.redirect_chain[0][1] == 303
    assert "Thank you. Your report is with a moderator" in sent.content.decode()
    report = Report.objects.get()
    assert (report.reporter, report.note, report.wants_outcome) == (dolores, "n", True)
    assert "You already reported this comment" in client.get(address).content.decode()
    twice = client.post(address, {"rule": "nice"}, follow=True)
    assert "You already reported this comment" in twice.content.decode()


def test_the_dialog_gets_fragments(client: Client, comment: Comment) -> None:
    address = f"/comments/{comment.pk}/report/"
    headers = {"X-Fragment": "1"}
    form = client.get(address, headers=headers).content.decode()
    assert "<html" not in form
    assert "Send report" in form
    assert client.post(address, {}, headers=headers).status_code == 422
    sent = client.post(address, {"rule": "clean"}, headers=headers)
    assert sent.status_code == 201
    assert "Thank you. Your report is with a moderator" in sent.content.decode()
    assert "<html" not in sent.content.decode()


def test_somebody_logged_out_reports_with_a_csrf_cookie_and_not_without(
    comment: Comment,
) -> None:
    client = Client(enforce_csrf_checks=True)
    address = f"/comments/{comment.pk}/report/"
    client.get(comment.story.get_absolute_url())
    assert "csrftoken" not in client.cookies
    assert client.post(address, {"rule": "clean"}).status_code == 403
    client.get(address)
    token = client.cookies["csrftoken"].value
    fields = {"rule": "clean", "csrfmiddlewaretoken": token}
    assert client.post(address, fields).status_code == 303
    report = Report.objects.get()
    assert (report.reporter, report.weight, len(report.stranger_key)) == (None, 10, 32)


def test_a_stranger_who_reports_too_often_is_asked_to_wait(client: Client, settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 0.2
    story = make_story()
    answers = [
        client.post(f"/comments/{make_comment(story).pk}/report/", {"rule": "clean"}).status_code
        for _ in range(4)
    ]
    assert answers == [303, 303, 429, 429]


def test_the_author_cannot_report_and_what_is_gone_cannot_be(
    client: Client, comment: Comment, teo: User, dolores: User
) -> None:
    address = f"/comments/{comment.pk}/report/"
    client.force_login(teo)
    assert client.post(address, {"rule": "nice"}).status_code == 403
    submission.withdraw(comment)
    client.force_login(dolores)
    assert client.get(address).status_code == 302
    assert client.post(address, {"rule": "nice"}).status_code == 302
    assert not Report.objects.exists()
