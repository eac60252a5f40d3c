"""A kept fragment is always what the template would print now, for whoever reads it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.changes import Change
from comments import fragments
from comments.models import Comment, HouseRule, Status
from comments.thread_queries import Reader
from comments.threads import Branch, first_or_next
from newsroom import memo
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db

DOLORES = User(pk=1, name="Dolores Quinn", town="Frog Hollow", badge="")
TEO = User(pk=2, name="Teo Marchetti", town="West End", badge="reporter")
ANYBODY = AnonymousUser()
OTHER: dict[str, Any] = {
    "BooleanField": True,
    "CharField": "other",
    "TextField": "Other words.",
    "BinaryField": b"\0\0\1",
    "DateTimeField": datetime(2020, 2, 3, 4, 5, tzinfo=UTC),
}


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    fragments._kept.clear()
    yield
    fragments._kept.clear()


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


def _as_printed(
    comment: Comment, reader: Reader, seen: int | None = None, changes: tuple[Change, ...] = ()
) -> str:
    context = {"comment": comment, "user": reader, "seen": seen, "changes": changes}
    return render_to_string("comments/_comment.html", context)


def _is_right(comment: Comment, reader: Reader, seen: int | None = None) -> bool:
    return fragments.comment(comment, reader, seen) == _as_printed(comment, reader, seen)


def _deep() -> Comment:
    """A published reply so deep that it names whom it answers."""
    parent = _comment(6, author=TEO)
    return _comment(depth=4, parent=parent, root_id=5)


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("reader", [ANYBODY, TEO], ids=["anybody", "a reader"])
@pytest.mark.parametrize("field", [f.attname for f in Comment._meta.concrete_fields])
def test_whatever_changes_of_a_comment_its_fragment_follows(
    field: str, reader: Reader, status: str
) -> None:
    comment = _deep()
    comment.status = status
    assert _is_right(comment, reader)
    kind = Comment._meta.get_field(field.removesuffix("_id")).get_internal_type()
    if field in ("author_id", "parent_id"):
        setattr(comment, field.removesuffix("_id"), None)
    else:
        setattr(comment, field, OTHER.get(kind, 99))
    assert _is_right(comment, reader)


@pytest.mark.parametrize("whose", ["author", "parent"])
@pytest.mark.parametrize("field", [f.attname for f in User._meta.concrete_fields])
def test_whatever_changes_of_a_person_the_fragment_follows(field: str, whose: str) -> None:
    comment = _deep()
    person = User(pk=3, name="Rosa Lind")
    if whose == "author":
        comment.author = person
    elif comment.parent:
        comment.parent.author = person
    assert _is_right(comment, TEO)
    kind = User._meta.get_field(field).get_internal_type()
    setattr(person, field, OTHER.get({"EmailField": "CharField"}.get(kind, kind), 99))
    assert _is_right(comment, TEO)


@pytest.mark.parametrize("how", ["is_respected", "is_ignored", "is_reported"])
def test_how_a_reader_stands_to_a_comment_makes_another_fragment(how: str) -> None:
    for status in (Status.PUBLISHED, Status.HELD):
        comment = _comment(status=status)
        assert _is_right(comment, TEO)
        setattr(comment, how, True)
        assert _is_right(comment, TEO)


def test_what_is_new_to_one_reader_is_not_new_to_the_next() -> None:
    comment = _comment(7)
    for seen in (None, 0, 6, 7, 8):
        assert _is_right(comment, TEO, seen)


def test_a_story_that_changes_makes_other_fragments_of_the_comments_before() -> None:
    hour = timedelta(hours=1)
    comment = _comment()
    corrected = Change("/story/#correction-1", "correction", comment.posted_at + hour, 0)
    earlier = Change("/story/#update-1", "update", comment.posted_at - hour, 0)
    for changes in ((), (earlier,), (earlier, corrected), (corrected,)):
        printed = fragments.comment(comment, ANYBODY, None, changes)
        assert printed == _as_printed(comment, ANYBODY, changes=changes)
        assert ("Written before" in printed) == (corrected in changes)


def test_a_rule_worded_anew_is_printed_anew() -> None:
    comment = _comment(status=Status.REMOVED, removed_under="clean")
    assert _is_right(comment, ANYBODY)
    HouseRule.objects.filter(code="clean").update(text="Worded anew.")
    memo.forget_everything()
    assert "Worded anew." in fragments.comment(comment, ANYBODY, None)


def test_a_date_gets_its_year_when_the_year_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    comment = _comment(posted_at=timezone.now())
    assert _is_right(comment, ANYBODY)
    later = timezone.now() + timedelta(days=366)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert _is_right(comment, ANYBODY)


@pytest.mark.parametrize("status", Status.values)
def test_ones_own_comment_is_printed_for_its_author_alone(status: str) -> None:
    comment = _comment(status=status)
    branch = Branch(_comment(5, author=TEO), [Branch(comment)])
    own = fragments.branch(branch, DOLORES, None)
    assert own == fragments.branch(branch, DOLORES, None)
    for reader in (TEO, ANYBODY, User(pk=9, name="Somebody")):
        assert "Only you can see" not in fragments.branch(branch, reader, None)
        assert "withdraw" not in fragments.comment(comment, reader, None)


def test_a_reply_more_makes_another_branch() -> None:
    branch = Branch(_comment(1))
    texts = {fragments.branch(branch, ANYBODY, None)}
    branch.replies.append(Branch(_comment(2)))
    texts.add(fragments.branch(branch, ANYBODY, None))
    branch.more = 3
    texts.add(fragments.branch(branch, ANYBODY, None))
    branch.replies[0].replies.append(Branch(_comment(3)))
    texts.add(fragments.branch(branch, ANYBODY, None))
    assert len(texts) == 4


@given(
    bodies=st.lists(st.text(max_size=40), min_size=2, max_size=5),
    name=st.text(min_size=1, max_size=20),
)
def test_any_text_and_name_is_printed_as_the_template_prints_it(
    bodies: list[str], name: str
) -> None:
    author = User(pk=3, name=name, town=name)
    for body in (*bodies, "<script>alert(1)</script>"):
        comment = _comment(author=author, body=body)
        assert _is_right(comment, ANYBODY)
        assert _is_right(comment, TEO)
        assert "<script>" not in fragments.comment(comment, ANYBODY, None)


def test_a_page_of_rows_prints_what_the_templates_print(dolores: User, teo: User) -> None:
    story = make_story()
    for root in (make_comment(story, dolores), make_comment(story), make_comment(story, teo)):
        parent = root
        for author in (teo, None, dolores, teo, dolores):
            parent = make_comment(story, author, f"<b>{parent.body}</b>", parent=parent)
    Comment.objects.filter(author=teo, depth=1).update(status=Status.REMOVED, removed_under="clean")
    for reader in (ANYBODY, teo, dolores):
        for _ in range(2):
            page = first_or_next(story, reader)
            made = {one.pk: one for one in page.comments()}
            assert len(made) == 18
            printed = "".join(fragments.branch(one, reader, 5) for one in page.branches)
            for comment in Comment.objects.select_related("author", "parent__author"):
                assert _as_printed(comment, reader, 5) in printed
