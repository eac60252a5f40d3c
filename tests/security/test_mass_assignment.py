"""A form takes its own fields; what else is sent with it is as if it had not been sent."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Story
from comments.models import Comment, Report, Status
from newsroom.accounts.models import User
from tests.articles.admin.conftest import change_url, typed_into
from tests.comments.talking import WORDS, establish, open_story, post
from tests.factories import make_comment, make_story
from tests.newsroom.conftest import SIGNUP

pytestmark = pytest.mark.django_db

POWER = {
    "is_staff": "on", "is_superuser": "on", "is_active": "on", "badge": "editor", "groups": "1",
    "user_permissions": "1", "is_sample": "on", "id": "1", "pk": "1", "password": "x",
    "date_joined": "2001-01-01", "rules_read_at": "2001-01-01",
}  # fmt: skip


def powers(user: User) -> list[Any]:
    groups = list(user.groups.all())
    return [user.is_staff, user.is_superuser, user.is_sample, user.badge, groups]


def test_nobody_signs_up_as_staff(client: Client) -> None:
    new = {"name": "Rosa Lind", "email": "rosa@example.com", "password1": "correct horse battery"}
    client.post(SIGNUP, {**POWER, **new, "rules": "on", "email_verified": "on", "verified": "on"})
    rosa = User.objects.get(email="rosa@example.com")
    assert powers(rosa) == [False, False, False, "", []]
    assert rosa.date_joined.year > 2001
    assert not rosa.emailaddress_set.filter(verified=True).exists()


def test_nobody_gives_themselves_a_badge_another_email_or_another_account(
    client: Client, dolores: User, teo: User
) -> None:
    client.force_login(dolores)
    sent = {**POWER, "name": "Dolores Q.", "town": "West End", "email": "x@example.com"}
    client.post("/me/name/", {**sent, "id": str(teo.pk), "user": str(teo.pk)})
    dolores.refresh_from_db()
    teo.refresh_from_db()
    assert (dolores.name, dolores.email) == ("Dolores Q.", "dolores@example.com")
    assert powers(dolores) == [False, False, False, "", []]
    assert teo.name == "Teo Marchetti"


def test_a_comment_is_its_authors_under_its_story_and_nothing_more(
    client: Client, dolores: User, teo: User
) -> None:
    establish(dolores)
    story, other = open_story("One"), open_story("Other")
    client.force_login(dolores)
    forged = {
        "author": teo.pk, "author_id": teo.pk, "story": other.pk, "story_id": other.pk,
        "name": "Sam Okafor", "status": "published", "picked_at": "2019-06-24", "rank": "99999",
        "respect_count": "500", "depth": "0", "path": "x", "root": "1", "in_place": "on",
        "posted_at": "2001-01-01", "kept_at": "2001-01-01", "id": "77777",
    }  # fmt: skip
    client.post(f"/stories/{story.pk}/comments/", {"body": WORDS, **forged})
    comment = Comment.objects.get(body=WORDS)
    assert (comment.author, comment.story, comment.name) == (dolores, story, "Dolores Quinn")
    assert (comment.picked_at, comment.kept_at, comment.respect_count) == (None, None, 0)
    assert (comment.posted_at.year > 2001, comment.pk != 77777) == (True, True)


def test_a_newcomers_comment_is_held_whatever_they_send(client: Client, anselm: User) -> None:
    client.force_login(anselm)
    post(client, open_story(), status="published", insists="on", in_place="1", is_staff="1")
    assert Comment.objects.get(author=anselm).status == Status.HELD


def test_an_edit_changes_the_words_alone(client: Client, dolores: User, teo: User) -> None:
    establish(dolores)
    comment = make_comment(open_story(), dolores, WORDS)
    client.force_login(dolores)
    sent = {"author": teo.pk, "status": "removed", "story": "1", "parent": "1", "kind": "question"}
    client.post(f"/comments/{comment.pk}/edit/", {**sent, "body": "Other words, said as kindly."})
    now = Comment.objects.get(pk=comment.pk)
    assert now.body == "Other words, said as kindly."
    assert (now.author, now.status, now.kind) == (dolores, comment.status, comment.kind)
    assert (now.story_id, now.parent_id) == (comment.story_id, None)


def test_a_report_weighs_what_its_reporter_weighs(
    client: Client, dolores: User, teo: User, sam: User
) -> None:
    comment = make_comment(open_story(), dolores)
    client.force_login(teo)
    forged = {"weight": "9999", "reporter": sam.pk, "outcome": "upheld", "closed_at": "2001-01-01"}
    client.post(f"/comments/{comment.pk}/report/", {"rule": "nice", **forged})
    report = Report.objects.get()
    assert (report.weight, report.reporter, report.closed_at) == (100, teo, None)


def test_an_editors_form_sets_no_counter_no_state_and_no_other_stories_fields(
    client: Client, marisol: User
) -> None:
    story = make_story("Council hears neighbors", status="draft", published_at=None, day=None)
    client.force_login(marisol)
    page = client.get(change_url(story))
    forged = {
        "status": "published", "published_at": "2019-06-24", "day": "2019-06-24", "id": "1",
        "comment_count": "5000", "is_sample": "on", "import_digest": "x", "withdrawn_why": "x",
        "created_at": "2001-01-01", "needs_headline": "on",
    }  # fmt: skip
    answer = client.post(change_url(story), {**typed_into(page), **forged, "_save": "1"})
    assert answer.status_code == 302, "the form was not taken"
    now = Story.objects.get(pk=story.pk)
    assert (now.status, now.published_at, now.day) == ("draft", None, None)
    assert (now.comment_count, now.is_sample, now.import_digest) == (0, False, None)


def test_a_moderator_cannot_do_by_a_field_what_takes_a_senior_one(
    client: Client, dolores: User, ines: User
) -> None:
    client.force_login(ines)
    address = f"/admin/desk/people/{dolores.pk}/sanction/"
    for measure, days in (("ban", ""), ("pause", "30")):
        sent = {"measure": measure, "days": days, "rule": "nice", "reason": "Enough.", "by": "1"}
        assert client.post(address, sent).status_code == 403
    assert not dolores.sanctions.exists()
