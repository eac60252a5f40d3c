"""Everything about me: all of it, for me alone, and nothing about anybody else."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.models import Comment
from comments.privacy import export
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story, make_user
from tests.privacy.test_closing import ERASED

pytestmark = pytest.mark.django_db


def opened(person: User) -> tuple[dict[str, Any], str]:
    """What the archive holds: the JSON and the page."""
    with export.write(person) as archive, ZipFile(archive) as zipped:
        named = ["everything.json", "everything.html"]
        assert zipped.namelist()[:2] == named
        texts = [zipped.read(name).decode() for name in named]
        photos = [row["file"] for row in json.loads(texts[0])["photos_for_editors"]]
        assert zipped.namelist()[2:] == photos
        assert all(zipped.read(name)[:3] == b"\xff\xd8\xff" for name in photos)
    return json.loads(texts[0]), texts[1]


def test_the_archive_is_sent_to_the_person_who_asks(nora: User, client: Client) -> None:
    client.force_login(nora)
    page = client.get("/me/export/")
    assert (page.status_code, "Your comments" in page.content.decode()) == (200, True)
    answer = client.post("/me/export/")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    with ZipFile(BytesIO(b"".join(answer))) as zipped:  # type: ignore[call-overload]
        assert "nora@example.com" in zipped.read("everything.json").decode()


def test_nobody_else_gets_one(client: Client) -> None:
    assert client.post("/me/export/").status_code == 302
    assert client.get("/me/export/").status_code == 302


def test_the_fourth_within_an_hour_has_to_wait(nora: User, client: Client) -> None:
    client.force_login(nora)
    answers = []
    for _ in range(4):
        answer = client.post("/me/export/")
        assert b"".join(answer)  # type: ignore[call-overload]
        answers.append(answer.status_code)
    assert answers == [200, 200, 200, 429]


def test_all_that_the_person_did_is_in_it(nora: User) -> None:
    data, page = opened(nora)
    assert {key for key, rows in data.items() if not rows} <= {"second_steps", "mail_turned_off"}
    assert [comment["text"] for comment in data["comments"]] == list(
        Comment.objects.filter(author=nora).order_by("pk").values_list("body", flat=True)
    )
    assert data["earlier_texts"][0]["text"] in page
    assert data["account"][0]["town"] == "Asylum Hill"
    assert data["decisions"][0]["told"] == "Not so, Nora Bellweather."
    for part in export.PARTS:
        assert f"<h2>{part.title}</h2>" in page


def test_others_secrets_and_notes_are_not_in_it(nora: User) -> None:
    reporter = make_user("Secret Reporter", email="reporter@example.org")
    comment = Comment.objects.filter(author=nora).earliest("pk")
    comment.reports.create(reporter=reporter, rule="clean", note="I reported this.")
    Authenticator.objects.create(
        user=nora, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    data, page = opened(nora)
    assert data["second_steps"][0]["type"] == "totp"
    for text in (json.dumps(data), page):
        for secret in (
            "Secret Reporter",
            "reporter@example.org",
            "I reported this",
            "JBSWY3DPEHPK3PXP",
            nora.password,
            "Sam Okafor",
            "Bellweather again",
        ):
            assert secret not in text


def test_what_somebody_wrote_is_no_markup_on_the_page(nora: User) -> None:
    make_comment(make_story("<b>Bold</b> council"), nora, "<script>alert(1)</script>")
    data, page = opened(nora)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert data["comments"][-1]["text"].startswith("<script>alert(1)</script>")


def test_a_long_history_takes_no_more_queries_than_a_short_one(nora: User) -> None:
    with CaptureQueriesContext(
        connection,
    ) as short:
        opened(nora)
    story = make_story()
    for _ in range(30):
        make_comment(story, nora)
    with CaptureQueriesContext(connection) as long:
        data, _ = opened(nora)
    assert len(data["comments"]) == 34
    assert len(long) == len(short)


def test_whatever_refers_to_a_reader_is_exported_or_kept_back_for_a_reason() -> None:
    exported = {
        "account.EmailAddress.user", "accounts.User_groups.user", "articles.Suggestion.reader",
        "comments.Appeal.author",
        "comments.Comment.author", "comments.Follow.reader", "comments.Ignored.reader",
        "comments.MailChoice.person", "comments.Notice.person", "comments.Report.reporter",
        "comments.Respect.reader", "comments.Sanction.person", "comments.Visit.reader",
        "mfa.Authenticator.user",
    }  # fmt: skip
    kept_back = {
        "articles.Correction.credited_to",  # of a suggestion, and on the site
        "accounts.User_user_permissions.user",  # of staff
        "admin.LogEntry.user",  # of staff
        "comments.Closure.person",  # on the page where it was asked for
        "comments.Ignored.person",  # others mute this person
        "comments.StaffNote.person",  # moderators' own notes, which may speak of others
    }
    assert exported | kept_back == ERASED
    assert all(apps.get_model(*name.split(".")[:2]) for name in exported)
