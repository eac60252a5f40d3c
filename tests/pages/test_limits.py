"""Whatever changes something can be done only so often: every address of the site is asked.

Each limit is set to one, and each address is posted to until it says 429. An address that never
does takes no posts at all, or stands below with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import ANY

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from articles.newsletter import keys
from comments import mail_choices
from comments.models import Act, Comment, Decision, StaffNote, Status
from comments.privacy import closing
from newsroom.accounts import limits
from newsroom.accounts.models import User
from newsroom.models import RateCount
from tests.factories import PASSWORD, make_comment, make_subscriber, make_user
from tests.pages.conftest import Paper
from tests.security.addresses import filled, plain
from tests.security.forms import forms_on, send

pytestmark = pytest.mark.django_db

# A limit of one lets two through where what is sent back to be mended is given back once.
TRIES = 3
UNLIMITED = {
    "account_logout": "whoever was stopped can still go",
    "logout": "whoever was stopped can still go",
    "account_confirm_login_code": "no code is ever mailed, so it sends everybody on",
    "theme": "keeps nothing but a cookie in the browser that asked",
    "favicon": "sends everybody on to the picture",
}
# Pages that write nothing and answer a post as they answer anybody who reads.
READ_ONLY = frozenset(
    {
        "front", "latest", "section", "story", "tag", "author", "said", "speaker", "corrections",
        "preview", "reply",
        "mfa_index", "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes",
    }
)  # fmt: skip
# The first is counted; at the second there is nothing left to do.
DONE_AT_ONCE = ("appeal", "privacy_keep_by_link", "privacy_close")
# What is in the form, where only a good one is counted.
FORMS = {
    "account_login": {"login": "dolores@example.com", "password": "not-this-one"},
    "post_comment": {"body": "The bridge needs a second lane."},
    "edit_comment": {"body": "The bridge needs a third lane."},
    "report": {"rule": "nice"},
    "appeal": {"text": "It was a joke."},
    "suggest": {"wrong": "It was a Tuesday.", "token": "a-token-of-its-own"},
    "rename": {"name": "Dolores Q."},
    "privacy_close": {"comments": "stay", "password": PASSWORD},
    "newsletter": {"email": "rosa@example.org", "hour": "7"},
    "newsletter_choices": {"hour": "8"},
}


def patterns(
    resolver: URLResolver | None = None, before: str = "/"
) -> Iterator[tuple[str, str | None]]:
    """Route and name of every address of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + plain(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield route, entry.name
        else:
            yield from patterns(entry, route)


@pytest.fixture
def known(paper: Paper, dolores: User, teo: User, sam: User) -> dict[str, str]:
    """The addresses of what is Dolores's own, or that a signed key opens."""
    mine, removed, theirs = (make_comment(paper.story, who) for who in (dolores, dolores, teo))
    Comment.objects.filter(pk=removed.pk).update(status=Status.REMOVED, removed_under="nice")
    Decision.objects.create(
        comment=removed, moderator=sam, act=Act.REMOVE, rule="nice",
        status_before=Status.PUBLISHED, status_after=Status.REMOVED,
    )  # fmt: skip
    letter = keys.key_of(make_subscriber().pk)
    leaving = closing.keep_key(closing.ask(make_user(), comments_go=False))
    confirm = keys.confirm_link(make_subscriber().pk).split("/")[-2]
    return {
        "edit_comment": f"/comments/{mine.pk}/edit/",
        "withdraw_comment": f"/comments/{mine.pk}/withdraw/",
        "respect": f"/comments/{theirs.pk}/respect/",
        "report": f"/comments/{theirs.pk}/report/",
        "appeal": f"/comments/{removed.pk}/appeal/",
        "tip": f"/comments/{paper.tip.comment_id}/tip/",
        "tip_answer": f"/comments/{paper.tip.comment_id}/tip/answer/",
        "tip_photos": f"/comments/{paper.tip.comment_id}/tip/photos/",
        "remove_tip_photo": f"/comments/{paper.tip.comment_id}/tip/photos/1/remove/",
        "mail_off": f"/me/mail/{mail_choices.off_key(dolores.pk, 'reply')}/",
        "privacy_keep_by_link": f"/me/close/keep/{leaving}/",
        "newsletter_choices": f"/newsletter/{letter}/",
        "newsletter_off": f"/newsletter/{letter}/off/",
        "newsletter_confirm": f"/newsletter/confirm/{confirm}/",
    }


@pytest.fixture
def answers(
    paper: Paper, known: dict[str, str], as_role: dict[str, Client], settings: Any
) -> Callable[[str, str | None], list[int]]:
    """What an address answers to posts, one after the other, to whoever may write there."""
    settings.RATE_LIMIT_FACTOR = 1e-9

    def answers(route: str, name: str | None) -> list[int]:
        is_admins = route.startswith("/admin/")
        role = "stranger" if name == "account_login" else "admin" if is_admins else "author"
        address = "" if is_admins else known.get(name or "", "")
        address = address or filled(route, str(paper.story.pk))
        form, given = FORMS.get(name or "", {}), list[int]()
        while len(given) < TRIES and 429 not in given:
            answer = as_role[role].post(address, form)
            if answer.streaming:
                b"".join(answer)
            given.append(answer.status_code)
        return given

    return answers


def test_a_hurried_moderator_never_meets_the_limit() -> None:
    decisions, seconds = 600, 600
    posts = 2 * decisions  # the desk's script takes the next card at each
    assert limits.OF_THE_STAFF.seconds == seconds
    assert limits.OF_THE_STAFF.count >= 2 * posts


def test_staff_who_wait_keep_what_they_typed(
    paper: Paper, as_role: dict[str, Client], settings: Any
) -> None:
    settings.RATE_LIMIT_FACTOR = 1e-9
    moderator, about = as_role["moderator"], paper.published.author_id
    address = f"/admin/desk/people/{about}/note/?tab=held"
    notes = [{"text": f"She asked <kindly>, {n}.", "case": "7"} for n in range(2)]
    answers = [moderator.post(address, note) for note in notes]
    assert [answer.status_code for answer in answers] == [303, 429]
    waits = int(answers[1].headers["Retry-After"])
    assert 0 < waits <= limits.OF_THE_STAFF.seconds
    (form,) = (one for one in forms_on(answers[1], address) if "note" in one.action)
    assert dict(form.values) == {**notes[1], "csrfmiddlewaretoken": ANY}
    RateCount.objects.all().delete()
    assert send(moderator, form, {}).status_code == 303
    assert set(StaffNote.objects.values_list("text", flat=True)) == {n["text"] for n in notes}


def test_the_desks_script_is_told_in_a_sentence(
    paper: Paper, as_role: dict[str, Client], settings: Any
) -> None:
    settings.RATE_LIMIT_FACTOR = 1e-9
    for _ in range(2):
        answer = as_role["moderator"].post("/admin/desk/cases/1/", headers={"X-Fragment": "1"})
    assert answer.status_code == 429
    assert answer.content.decode().strip().startswith('<p class="q__says')


def test_no_password_is_shown_to_whoever_has_to_wait(
    as_role: dict[str, Client], settings: Any
) -> None:
    settings.RATE_LIMIT_FACTOR = 1e-9
    typed = {"old_password": "keep it secret", "new_password1": "and this one too"}
    for _ in range(2):
        answer = as_role["admin"].post("/admin/password_change/", typed)
    assert answer.status_code == 429
    assert not any(secret in answer.content.decode() for secret in typed.values())


def hits() -> int:
    return sum(RateCount.objects.values_list("hits", flat=True))


def test_every_write_is_limited(answers: Callable[[str, str | None], list[int]]) -> None:
    unlimited = {}
    for route, name in patterns():
        if name in UNLIMITED or name in READ_ONLY:
            continue
        before, given = hits(), answers(route, name)
        takes_none = set(given) == {405}
        was_counted = hits() > before and name in DONE_AT_ONCE
        if 429 not in given and not takes_none and not was_counted:
            unlimited[route] = name, given
    assert unlimited == {}, "\n".join(f"{route}: {given}" for route, given in unlimited.items())


def test_what_has_no_limit_is_still_there() -> None:
    assert {name for _route, name in patterns()} >= {*UNLIMITED, *READ_ONLY, *FORMS, *DONE_AT_ONCE}
