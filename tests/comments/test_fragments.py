"""Comments are printed as their template prints them, for whoever reads them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from articles.changes import Change
from comments import fragments
from comments.fragments import Setting
from comments.models import Comment, HouseRule, Status
from comments.threads import Branch, first_or_next
from newsroom import memo
from newsroom.accounts.models import User
from newsroom.stencil import Stencil, nested
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db

DOLORES = User(pk=1, name="Dolores Quinn", town="Frog Hollow", badge="")
TEO = User(pk=2, name="Teo Marchetti", town="West End", badge="reporter")
ANYBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def _each_is_printed_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compares what is filled in with what the template prints when it is told everything."""
    fill = Stencil.__call__

    def compared(self: Stencil, shape: Any, values: Any) -> str:
        filled = fill(self, shape, values)
        assert filled == render_to_string(self.template, nested({**shape, **values}))
        return filled

    monkeypatch.setattr(Stencil, "__call__", compared)


def _comment(pk: int = 7, **fields: Any) -> Comment:
    fields = {
        "author": DOLORES,
        "name": "Dolores Quinn",
        "body": "I was there.",
        "status": Status.PUBLISHED,
        "posted_at": datetime(2019, 6, 24, 16, 0, tzinfo=UTC),
        **fields,
    }
    return Comment(pk=pk, story_id=1, **fields)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "June 24, 2019, noon"),
        ({"author": TEO}, "Reporter"),
        ({"author": None, "name": "A name of old"}, "A name of old"),
        ({"author": None, "name": ""}, "A reader"),
        ({"kind": "eyewitness"}, "Eyewitness account"),
        ({"picked_at": datetime(2019, 6, 24, tzinfo=UTC)}, "Editors’ pick"),
        ({"edited_at": datetime(2019, 6, 24, 16, 5, tzinfo=UTC)}, "12:05 p.m."),
        ({"respect_count": 3}, "Respect 3"),
        ({"depth": 4, "parent": Comment(pk=6, author=TEO)}, "in reply to"),
        ({"status": Status.WITHDRAWN}, "Deleted by its author."),
        ({"status": Status.HELD}, "Hidden while a moderator looks at it."),
        ({"status": Status.REMOVED, "removed_under": "clean"}, "It broke the rule"),
    ],
)
def test_what_is_known_of_a_comment_is_printed(fields: dict[str, Any], words: str) -> None:
    assert words in fragments.comment(_comment(**fields), Setting(ANYBODY))


@pytest.mark.parametrize(
    ("how", "status", "words"),
    [
        ("is_respected", Status.PUBLISHED, 'aria-pressed="true"'),
        ("is_ignored", Status.PUBLISHED, "You muted this person."),
        ("is_reported", Status.HELD, "Several readers reported it."),
    ],
)
def test_how_a_reader_stands_to_a_comment_is_printed(how: str, status: str, words: str) -> None:
    comment = _comment(status=status)
    assert words not in fragments.comment(comment, Setting(TEO))
    setattr(comment, how, True)
    assert words in fragments.comment(comment, Setting(TEO))


def test_what_came_after_the_last_visit_is_new() -> None:
    comment = _comment(7)
    new = {
        seen: ">New<" in fragments.comment(comment, Setting(TEO, seen))
        for seen in (None, 0, 6, 7, 8)
    }
    assert new == {None: False, 0: False, 6: True, 7: False, 8: False}
    assert ">New<" not in fragments.comment(comment, Setting(DOLORES, 6))


def test_a_comment_from_before_a_change_of_the_story_says_so() -> None:
    hour = timedelta(hours=1)
    comment = _comment()
    corrected = Change("/story/#correction-1", "correction", comment.posted_at + hour, 0)
    earlier = Change("/story/#update-1", "update", comment.posted_at - hour, 0)
    for changes in ((), (earlier,), (earlier, corrected), (corrected,)):
        printed = fragments.comment(comment, Setting(ANYBODY, changes=changes))
        assert ("Written before" in printed) == (corrected in changes)


def test_a_rule_worded_anew_is_printed_anew() -> None:
    comment = _comment(status=Status.REMOVED, removed_under="clean")
    assert "Worded anew." not in fragments.comment(comment, Setting(ANYBODY))
    HouseRule.objects.filter(code="clean").update(text="Worded anew.")
    memo.forget_everything()
    assert "Worded anew." in fragments.comment(comment, Setting(ANYBODY))


@pytest.mark.parametrize("status", Status.values)
def test_ones_own_comment_is_printed_for_its_author_alone(status: str) -> None:
    comment = _comment(status=status)
    branch = Branch(_comment(5, author=TEO), [Branch(comment)])
    for reader in (TEO, ANYBODY, User(pk=9, name="Somebody")):
        for printed in (
            fragments.branches([branch], Setting(reader)),
            fragments.comment(comment, Setting(reader)),
        ):
            assert "Only you can see" not in printed
            assert "comments/7/withdraw" not in printed
    own = fragments.branches([branch], Setting(DOLORES))
    assert ("comments/7/withdraw" in own) == (status in (Status.PUBLISHED, Status.HELD))


def test_replies_stand_under_what_they_answer_and_are_counted() -> None:
    branch = Branch(_comment(1), [Branch(_comment(2), more=3), Branch(_comment(4))])
    printed = fragments.branches([branch], Setting(ANYBODY))
    assert printed.count("<li>") == printed.count("</li>") == 3
    assert "<summary>2 replies</summary>" in printed
    assert "Show 3 more replies" in printed


@given(
    bodies=st.lists(st.text(max_size=40), min_size=2, max_size=5),
    name=st.text(min_size=1, max_size=20),
)
def test_nothing_that_is_typed_is_markup(bodies: list[str], name: str) -> None:
    author = User(pk=3, name=f"<i>{name}%s", town=f"%(pk)s{{{{ pk }}}}{name}<i>")
    for body in (*bodies, "<script>alert(1)</script>"):
        comment = _comment(author=author, body=body)
        for reader in (ANYBODY, TEO):
            printed = fragments.comment(comment, Setting(reader))
            assert "<script>" not in printed
            assert "<i>" not in printed


def test_a_page_of_rows_prints_what_objects_print(dolores: User, teo: User) -> None:
    story = make_story()
    for root in (make_comment(story, dolores), make_comment(story), make_comment(story, teo)):
        parent = root
        for author in (teo, None, dolores, teo, dolores):
            parent = make_comment(story, author, f"<b>{parent.body}</b>", parent=parent)
    Comment.objects.filter(author=teo, depth=1).update(status=Status.REMOVED, removed_under="clean")
    for reader in (ANYBODY, teo, dolores):
        page = first_or_next(story, reader)
        assert len(list(page.comments())) == 18
        printed = fragments.branches(page.branches, Setting(reader, 5))
        for comment in Comment.objects.select_related("author", "parent__author"):
            assert fragments.comment(comment, Setting(reader, 5)) in printed
