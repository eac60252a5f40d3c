"""The ordinary admin pages: rules by version, words to try, records that nobody edits."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client

from comments import desk, house
from comments.models import (
    Act,
    Case,
    Comment,
    Decision,
    HouseRule,
    RuleVersion,
    SavedReply,
    SiteSwitch,
    Word,
)
from newsroom import memo
from newsroom.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_senior(client: Client) -> Client:
    client.force_login(make_user("Senior", groups=("Senior moderator",), is_staff=True))
    return client


def rule_form(rule: HouseRule, **fields: Any) -> dict[str, Any]:
    inline = {f"versions-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return {"title": rule.title, "text": rule.text, "position": rule.position, **inline, **fields}


def test_a_new_wording_is_a_new_version_and_decisions_keep_the_old(
    as_senior: Client, held: Case, sam: User
) -> None:
    old = desk.decide(held, sam, Act.REMOVE, rule="nice")
    rule = HouseRule.objects.get(code="nice")
    address = f"/admin/comments/houserule/{rule.pk}/change/"
    as_senior.post(address, rule_form(rule, text="Be kind to one another."))
    memo.forget_everything()
    now = house.rule("nice")
    assert now is not None
    assert (now.version, now.text) == (rule.version + 1, "Be kind to one another.")
    kept = RuleVersion.objects.get()
    assert (kept.version, kept.text) == (rule.version, rule.text)
    assert kept.replaced_by is not None
    assert Decision.objects.get(pk=old.pk).rule_wording == f"{rule.title} {rule.text}"
    assert rule.text in as_senior.get(address).content.decode()


def test_another_order_is_no_new_version_and_a_code_never_changes(as_senior: Client) -> None:
    rule = HouseRule.objects.get(code="nice")
    address = f"/admin/comments/houserule/{rule.pk}/change/"
    as_senior.post(address, rule_form(rule, position=9, code="mean", version=7))
    rule.refresh_from_db()
    assert (rule.code, rule.position, rule.version) == ("nice", 9, 1)
    assert not RuleVersion.objects.exists()


@pytest.mark.parametrize("action", ["add/", "{pk}/delete/"])
def test_rules_are_neither_added_nor_deleted(client: Client, admin: User, action: str) -> None:
    client.force_login(admin)
    pk = HouseRule.objects.get(code="nice").pk
    assert client.get(f"/admin/comments/houserule/{action.format(pk=pk)}").status_code == 403


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The council met on Monday.", "It would be posted"),
        ("WHY DID NOBODY ASK THE NEIGHBORS ABOUT THIS", "asked to lower the letters"),
        ("A glimmock <b>if</b> I ever saw one.", "It would wait for a moderator"),
    ],
)
def test_the_box_tells_what_the_list_makes_of_a_text(
    as_senior: Client, text: str, verdict: str
) -> None:
    added = {"term": "glimmock", "handling": "hold", "rule": "nice", "note": ""}
    as_senior.post("/admin/comments/word/add/", added)
    memo.forget_everything()
    assert Word.objects.get().by is not None
    html = as_senior.post("/admin/comments/word/try/", {"text": text}).content.decode()
    assert verdict in html
    assert "<b>if</b>" not in html
    assert ("<mark>glimmock</mark>" in html) == ("glimmock" in text)
    assert not Comment.objects.exists()


def test_the_switch_has_one_row_and_its_list_is_its_form(client: Client, admin: User) -> None:
    client.force_login(admin)
    answer = client.get("/admin/comments/siteswitch/")
    assert answer["Location"] == "/admin/comments/siteswitch/1/change/"
    client.post(answer["Location"], {"state": "closed", "why": "Back on Monday."})
    assert SiteSwitch.objects.get().state == "closed"
    assert client.get("/admin/comments/siteswitch/add/").status_code == 403


def test_decisions_are_read_and_nobody_adds_changes_or_deletes_one(
    client: Client, admin: User, held: Case, sam: User
) -> None:
    decision = desk.decide(held, sam, Act.REMOVE, rule="nice", reply="Be kind.")
    client.force_login(admin)
    page = f"/admin/comments/decision/{decision.pk}"
    assert "Be kind." in client.get(f"{page}/change/").content.decode()
    assert client.get("/admin/comments/decision/").status_code == 200
    for path in ("/admin/comments/decision/add/", f"{page}/delete/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {"post": "yes"}).status_code == 403
    assert client.post(f"{page}/change/", {"reason": "x"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": decision.pk, "post": "yes"}
    client.post("/admin/comments/decision/", chosen)
    assert Decision.objects.get().reason == "Be kind."


def test_the_admin_has_no_page_on_which_a_comment_or_a_case_is_changed() -> None:
    names = ("comment", "case", "appeal", "report", "revision", "finding", "notice", "shift")
    registered = {model for model in admin.site._registry if model._meta.app_label == "comments"}
    assert not registered & {apps.get_model("comments", name) for name in names}


def test_the_site_begins_with_saved_replies_of_two_sentences_for_every_rule() -> None:
    replies = list(SavedReply.objects.all())
    assert 6 <= len(replies) <= 10
    assert {reply.rule for reply in replies} == set(desk.REMOVABLE_UNDER)
    for reply in replies:
        assert reply.text.count(".") == 2, reply.title
