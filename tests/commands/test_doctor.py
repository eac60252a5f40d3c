"""`manage.py doctor` finds what is wrong in an installation, says what to do, and ends with 1."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from comments.models import Comment, Notice, Topic
from newsroom.accounts.models import User
from newsroom.management.backups import record
from newsroom.management.doctor import examine, machine
from newsroom.statics import MARK
from newsroom.tallies import Tallies
from tests.factories import make_comment, make_story, make_user


def told() -> tuple[int, str]:
    """The exit code and what the doctor said."""
    said = StringIO()
    try:
        call_command("doctor", stdout=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


@pytest.fixture(autouse=True)
def public_site(
    tmp_path: Path, settings: Any, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public site in which nothing is wrong."""
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, str(tmp_path)
    settings.MEDIA_ROOT = str(tmp_path / "media")
    (tmp_path / MARK).write_text("collected")
    settings.SITE_URL, settings.DEMO, settings.SECURE = "https://news.example.org", False, True
    settings.ALLOWED_HOSTS = ["news.example.org"]
    settings.SECRET_KEY = "kH2v9-Qm4sZ7_xR1bN8tL3yW6cJ5pF0dG-aE7uVoXiTqYzBn"[:50] + "KwMr"
    settings.CONTACT_EMAIL, settings.TRUSTED_PROXIES = "desk@example.org", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = True
    Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={})
    monkeypatch.setattr(machine, "FREE_BYTES", 0)
    monkeypatch.setattr(machine, "FREE_SHARE", 0.0)
    record.made()
    record.proved()
    Tallies().mark("worker_seen")


@pytest.mark.both_databases
@pytest.mark.django_db
def test_of_a_well_kept_site_the_doctor_finds_nothing_wrong() -> None:
    code, said = told()
    assert (code, said.splitlines()[-1]) == (0, "Nothing is wrong.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"DEBUG": True}, "DEBUG is on"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "django-insecure-" + "kH2v9Qm4sZ7xR1b" * 3}, "SECRET_KEY is weak"),
        ({"SITE_URL": "http://news.example.org", "SECURE": False}, "in the open"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS has *"),
        ({"ALLOWED_HOSTS": ["localhost"]}, "ALLOWED_HOSTS lacks news.example.org"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "No mail is sent"),
        (
            {"EMAIL_USE_TLS": False, "EMAIL_HOST": "mail.example.org"},
            "Mail goes to its server in the open",
        ),
        ({"CONTACT_EMAIL": "newsroom@example.com"}, "CONTACT_EMAIL"),
        ({"TRUSTED_PROXIES": 0}, "TRUSTED_PROXIES is 0"),
        ({"RATE_LIMIT_FACTOR": 50.0}, "RATE_LIMIT_FACTOR is 50"),
        (
            {
                "CACHES": {
                    "default": {
                        "BACKEND": "newsroom.rediscache.RedisCache",
                        "LOCATION": "redis://127.0.0.1:1/0",
                    }
                }
            },
            "The cache that CACHE_URL names does not answer",
        ),
    ],
)
def test_a_risky_setting_is_wrong(changed: dict[str, Any], complaint: str, settings: Any) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    code, said = told()
    assert code == 1
    assert complaint in said


@pytest.mark.django_db
def test_a_host_that_a_leading_dot_allows_is_allowed(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [".example.org"]
    assert told()[0] == 0


def never_backed_up() -> None:
    (machine.record._file()).unlink()


def a_sample_person() -> None:
    make_user(is_sample=True)


def staff_without_a_second_step() -> None:
    make_user("Sam Okafor", is_staff=True)


def a_migration_that_waits() -> None:
    MigrationRecorder(connection).migration_qs.filter(app="comments").latest("id").delete()


def mail_that_waits() -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    Notice.objects.create(person=make_user(), topic=Topic.REPLY, mail_at=long_ago)


def a_clock_that_went_back() -> None:
    comment = make_comment(make_story())
    tomorrow = timezone.now() + timedelta(days=1)
    Comment.objects.filter(pk=comment.pk).update(posted_at=tomorrow)


def nobody_in_charge() -> None:
    User.objects.update(is_superuser=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("happens", "complaint"),
    [
        (never_backed_up, "never backed up"),
        (a_sample_person, "sample people are on a public site"),
        (staff_without_a_second_step, "Staff without a second step at log-in: sam-okafor@"),
        (a_migration_that_waits, "older version than the software"),
        (mail_that_waits, "1 mails should have gone out"),
        (a_clock_that_went_back, "clock is wrong"),
        (nobody_in_charge, "Nobody may do everything"),
    ],
)
def test_a_neglected_site_is_wrong(happens: Callable[[], None], complaint: str) -> None:
    happens()
    code, said = told()
    assert code == 1
    assert complaint in said


@pytest.mark.django_db
def test_work_that_nobody_does_is_wrong_where_it_should_be_done(
    tmp_path: Path, settings: Any
) -> None:
    rmtree(tmp_path / "tallies")
    assert "Nobody does the work in the background here" in told()[1]
    settings.WORKER = False
    assert told()[0] == 0


@pytest.mark.django_db
def test_a_full_disk_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "FREE_BYTES", 10**18)
    assert "almost full" in told()[1]


@pytest.mark.django_db
def test_style_sheets_that_are_not_collected_are_wrong(settings: Any, tmp_path: Path) -> None:
    (tmp_path / MARK).unlink()
    assert "not collected" in told()[1]


@pytest.mark.django_db
def test_an_old_copy_is_wrong_and_one_never_tried_is_noted(tmp_path: Path) -> None:
    long_ago = (timezone.now() - timedelta(days=40)).isoformat()
    record._write(record.Record(made_at=timezone.now().isoformat(), proved_at=long_ago))
    code, said = told()
    assert code == 0
    assert "Note: No copy was restored on trial" in said
    record._write(record.Record(made_at=long_ago, proved_at=long_ago))
    assert told()[0] == 1


@pytest.mark.django_db
def test_a_demo_on_ones_own_machine_is_only_told_what_a_public_site_needs(settings: Any) -> None:
    settings.SITE_URL, settings.DEMO, settings.SECURE = "http://127.0.0.1:8000", True, False
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.TRUSTED_PROXIES = 0
    never_backed_up()
    a_sample_person()
    code, said = told()
    assert code == 0
    assert "Before readers come" in said


@pytest.mark.django_db
def test_every_complaint_comes_with_a_remedy(settings: Any) -> None:
    settings.DEBUG, settings.SECRET_KEY, settings.TRUSTED_PROXIES = True, "x", 0
    found = examine()
    assert len(found) >= 3
    assert all(complaint.what and complaint.remedy for complaint in found)
    assert [complaint.is_wrong for complaint in found] == sorted(
        (complaint.is_wrong for complaint in found), reverse=True
    )
