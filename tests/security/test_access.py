"""Nobody reads or changes what is not theirs, whatever id they put into whatever address.

What each page answers to each role: `tests/pages/test_matrix`.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.serializers import serialize
from django.test import Client

from articles.models import Story
from comments import mail_choices
from comments.models import Comment, Measure, Notice, Sanction, Topic
from newsroom.accounts.models import User
from tests.security.addresses import filled, routes
from tests.security.conftest import Paper
from tests.security.forms import TYPED

pytestmark = pytest.mark.django_db

OURS = ("accounts", "articles", "comments")
CLOSED = (302, 403, 404)

# What a stranger or a reader may leave behind by posting somewhere.
LEAVES = frozenset(
    f"comments.{model}"
    for model in ("report", "case", "respect", "ignored", "follow", "comment", "decision", "notice",
                  "finding", "lastvisit")
) | {"articles.story", "articles.suggestion"}  # fmt: skip
# A form for everything, so that no view stops for want of a field.
ANYTHING = {
    **TYPED,
    "act": "remove", "rule": "nice", "reply": "Gone.", "measure": "ban", "days": "30",
    "do": "remove",
    "case": "1", "restore": "1", "on": "1", "_save": "1", "post": "yes", "delete": "1",
    "is_staff": "on", "is_superuser": "on", "action": "delete_selected", "_selected_action": "1",
}  # fmt: skip


def everything() -> dict[str, str]:
    """All rows of our own tables, as text, by model."""
    models = (m for app in OURS for m in apps.get_app_config(app).get_models())
    return {m._meta.label_lower: serialize("json", m._base_manager.all()) for m in models}


def changed(before: dict[str, str]) -> set[str]:
    now = everything()
    return {label for label in before if before[label] != now[label]}


@pytest.mark.parametrize("role", ["stranger", "reader"])
def test_no_reader_changes_anything_behind_the_admins_door(
    role: str, paper: Paper, browsers: dict[str, Client]
) -> None:
    before, ids = everything(), {
        paper.published.pk, paper.case.pk, paper.story.pk, paper.suggestion.pk, paper.tip.pk, 1,
    }  # fmt: skip
    entered = []
    for route in sorted(set(routes())):
        if not route.startswith("/admin/") or route == "/admin/logout/":
            continue
        for number in ids if "<" in route else [0]:
            address = filled(route, str(number))
            answers = (browsers[role].get(address), browsers[role].post(address, ANYTHING))
            entered += [(address, a.status_code) for a in answers if a.status_code not in CLOSED]
    assert entered == []
    assert changed(before) == set()


def test_posting_to_every_address_changes_nothing_of_anybody_else(
    paper: Paper, browsers: dict[str, Client], settings: Any
) -> None:
    settings.RATE_LIMIT_FACTOR = 1_000_000
    before, theirs = everything(), what_is_theirs()
    for route in sorted(set(routes())):
        if route.startswith(("/admin/", "/accounts/", "/me/", "/theme/")):
            continue
        for number in (
            paper.published.pk, paper.held.pk, paper.removed.pk, paper.draft.pk,
            paper.tip.comment_id,
        ):  # fmt: skip
            for role in ("stranger", "reader"):
                response = browsers[role].post(filled(route, str(number)), ANYTHING)
                assert response.status_code < 500, route
    assert changed(before) <= LEAVES
    assert what_is_theirs() == theirs


def what_is_theirs() -> list[Any]:
    """Dolores's comments and every story's words, without what counts others' acts."""
    dolores = User.objects.get(name="Dolores Quinn")
    comments = Comment.objects.filter(author=dolores).order_by("pk")
    words = comments.values_list("pk", "body", "status", "name", "edited_at", "picked_at")
    return [*words, *Story.objects.values_list("headline", "status", "body", "front_slot")]


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 5000, "٣", "1.0", "-1", "1%00", "%ff"])
def test_an_id_that_is_none_finds_nothing_and_breaks_nothing(
    number: str, paper: Paper, browsers: dict[str, Client]
) -> None:
    for route in sorted(set(routes())):
        if "<" not in route:
            continue
        for role in ("reader", "admin"):
            response = browsers[role].get(filled(route, number))
            assert response.status_code < 500, (route, number, response.status_code)


def test_nobody_acknowledges_reads_or_appeals_for_somebody_else(
    paper: Paper, client: Client, dolores: User, teo: User, sam: User
) -> None:
    warning = Sanction.objects.create(person=dolores, by=sam, measure=Measure.WARN, rule="nice")
    notice = Notice.objects.create(person=dolores, topic=Topic.REPLY, comment=paper.published)
    client.force_login(teo)
    assert client.post("/me/acknowledge/", {"sanction": warning.pk}).status_code == 404
    client.post("/me/read/", {"newest": notice.pk + 10})
    appeal = client.post(f"/comments/{paper.removed.pk}/appeal/", {"text": "Put it back."})
    assert appeal.status_code == 404
    warning.refresh_from_db()
    notice.refresh_from_db()
    assert (warning.acknowledged_at, notice.read_at) == (None, None)


def test_pages_of_drafts_and_of_what_is_held_tell_nothing(
    paper: Paper, browsers: dict[str, Client]
) -> None:
    Comment.objects.filter(pk=paper.held.pk).update(body="Zanzibar said so.")
    Comment.objects.filter(pk=paper.removed.pk).update(body="Zanzibar again.")
    Story.objects.filter(pk=paper.draft.pk).update(headline="Zanzibar", standfirst="Zanzibar")
    for role in ("stranger", "reader"):
        for route in sorted(set(routes())):
            for number in (paper.held.pk, paper.removed.pk, paper.draft.pk, paper.story.pk):
                response = browsers[role].get(filled(route, str(number)))
                assert "Zanzibar" not in shown(response), (role, route)
        for address in paper.public():
            if not address.startswith("/preview/"):
                assert "Zanzibar" not in shown(browsers[role].get(address)), address


def shown(response: Any) -> str:
    return "" if response.streaming else response.content.decode(errors="replace")


@pytest.mark.parametrize(
    "forged", ["1", "1:x:y", "{pk}:1w5Wbv:AAAA", "../1", "1%3A", ":" * 50, "{pk}"]
)
def test_a_preview_cannot_be_forged(client: Client, paper: Paper, forged: str) -> None:
    address = f"/preview/{forged.format(pk=paper.draft.pk)}/"
    assert client.get(address).status_code in (404, 400)


def test_a_key_signed_for_one_purpose_opens_nothing_else(client: Client, paper: Paper) -> None:
    preview = paper.public()[-1].removeprefix("/preview/").removesuffix("/")
    assert client.get(f"/me/mail/{preview}/").status_code == 404
    off = mail_choices.off_key(paper.published.author_id or 0, "reply")
    assert client.get(f"/preview/{off}/").status_code == 404
    assert client.get(f"/me/mail/{off}/").status_code == 200


def test_a_filter_of_the_admin_cannot_ask_for_passwords(
    paper: Paper, browsers: dict[str, Client]
) -> None:
    for query in (
        "authors__user__password__startswith=p",
        "history__history_user__password__startswith=p",
        "section__stories__authors__user__email__contains=a",
    ):
        for role in ("editor", "admin"):
            answer = browsers[role].get(f"/admin/articles/story/?{query}")
            assert answer.status_code in (302, 400), (role, query)
