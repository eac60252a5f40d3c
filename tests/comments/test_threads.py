"""Reading order and paging: nothing is lost, doubled or moved, whatever the thread looks like."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import Story
from comments import submission, threads
from comments.models import Comment, Status
from comments.submission import Brought
from comments.threads import Sort
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
AT = datetime(2026, 11, 1, tzinfo=UTC)
PAGED = (Sort.NEWEST, Sort.OLDEST, Sort.RESPECTED)

# What each comment answers (None: the story, else how many comments back), what became of it,
# and how many respect it.
LATER = st.sampled_from([None, None, None, Status.REMOVED, Status.WITHDRAWN, Status.HELD, "unseen"])
STEP = st.tuples(st.none() | st.integers(1, 12) | st.just(1), LATER, st.integers(0, 3))
STORIES = st.lists(STEP, min_size=1, max_size=45)


@contextmanager
def small_pages() -> Iterator[None]:
    """So small that few comments make many pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threads, "COMMENTS_A_PAGE", 5)
        patch.setattr(threads, "REPLIES_SHOWN", 3)
        patch.setattr(threads, "REPLIES_A_PAGE", 4)
        yield


def discussion(steps: list[tuple[int | None, Status | str | None, int]]) -> Story:
    """A story with comments as the steps say: brought in, then held, removed or withdrawn."""
    story = make_story()
    made: list[Comment] = []
    fates = []
    for back, fate, respect in steps:
        parent = made[-back] if back and back <= len(made) else None
        if fate == "unseen":
            make_comment(story, parent=parent, status=Status.HELD)
            continue
        body = Brought(body="Said.", posted_at=AT, name="Ann", parent=parent)
        made += submission.bring_in(story, [body])
        fates.append((fate, respect))
    for comment, (fate, respect) in zip(made, fates, strict=True):
        Comment.objects.filter(pk=comment.pk).update(
            respect_count=respect, rank=respect << threads.RESPECT_BITS | comment.pk
        )
        if fate:
            with transaction.atomic():
                submission.change_status(comment, Status(fate))
    return story


def in_place(story: Story) -> set[int]:
    return set(Comment.objects.filter(story=story, in_place=True).values_list("pk", flat=True))


def pages(story: Story, sort: Sort) -> Iterator[threads.Page]:
    page = threads.first_or_next(story, NOBODY, sort)
    yield page
    while page.after:
        page = threads.first_or_next(story, NOBODY, sort, page.after)
        yield page


def replies_over_pages(root: Comment) -> list[Comment]:
    """Every reply that the pages of one thread add, in order; what leads to them is left out."""
    found: list[Comment] = []
    after, is_last = "", False
    while not is_last:
        page = threads.thread(root, NOBODY, after)
        everything = [c for branch in page.branch.replies for c in threads._flat([branch])]
        found += [c for c in everything if bytes(c.path) > bytes.fromhex(after)]
        after, is_last = page.after, not page.after
    return found


@given(STORIES)
@settings(max_examples=40)
def test_every_comment_stands_exactly_once_over_all_pages_in_every_order(steps) -> None:  # type: ignore[no-untyped-def]
    story = discussion(steps)
    with small_pages():
        for sort in PAGED:
            branches = [branch for page in pages(story, sort) for branch in page.branches]
            found = []
            for branch in branches:
                early = [c.pk for c in threads._flat(branch.replies)]
                root = Comment.objects.get(pk=branch.comment.pk)
                whole = [c.pk for c in replies_over_pages(root)]
                assert set(early) <= set(whole)
                assert len(early) == len(set(early))
                assert branch.more == len(whole) - len(early)
                found += [branch.comment.pk, *whole]
            assert len(found) == len(set(found))
            assert set(found) == in_place(story)


@given(STORIES)
@settings(max_examples=20)
def test_roots_stand_in_the_order_that_was_asked_for(steps) -> None:  # type: ignore[no-untyped-def]
    story = discussion(steps)
    with small_pages():
        for sort, key in (
            (Sort.OLDEST, lambda c: c.pk),
            (Sort.NEWEST, lambda c: -c.pk),
            (Sort.RESPECTED, lambda c: (-c.respect_count, -c.pk)),
        ):
            roots = [branch.comment for page in pages(story, sort) for branch in page.branches]
            assert roots == sorted(roots, key=key)


@given(STORIES)
@settings(max_examples=30)
def test_an_answer_always_stands_below_what_it_answers(steps) -> None:  # type: ignore[no-untyped-def]
    story = discussion(steps)
    with small_pages():
        for page in pages(story, Sort.NEWEST):
            order = [c.pk for c in page.comments()]
            for comment in page.comments():
                if comment.parent_id:
                    assert order.index(comment.parent_id) < order.index(comment.pk)
            for branch in page.branches:
                root = Comment.objects.get(pk=branch.comment.pk)
                order = [root.pk, *(c.pk for c in replies_over_pages(root))]
                for comment in Comment.objects.filter(root=root, in_place=True):
                    assert comment.parent_id is not None
                    assert order.index(comment.parent_id) < order.index(comment.pk)


@given(STORIES)
@settings(max_examples=30)
def test_the_place_that_a_permalink_names_shows_the_comment(steps) -> None:  # type: ignore[no-untyped-def]
    story = discussion(steps)
    with small_pages():
        for comment in Comment.objects.filter(story=story, in_place=True).select_related("story"):
            address = urlsplit(threads.whereabouts(comment))
            query = parse_qs(address.query)
            assert address.fragment == f"comment-{comment.pk}"
            if "at" in query:
                assert comment.root is not None
                assert query["at"] == [str(comment.pk)]
                page = threads.thread(comment.root, NOBODY, at=comment)
                found = [c.pk for c in threads._flat([page.branch])]
            else:
                after = query.get("after", [""])[0]
                listed = threads.first_or_next(story, NOBODY, Sort.NEWEST, after)
                found = [c.pk for c in listed.comments()]
            assert comment.pk in found


def test_a_page_holds_about_fifty_comments_however_they_are_spread() -> None:
    story = make_story()
    for _ in range(12):
        root = make_comment(story)
        for _ in range(12):
            make_comment(story, parent=root)
    first = threads.first_or_next(story, NOBODY)
    assert [len(branch.replies) for branch in first.branches] == [10] * 5
    assert {branch.more for branch in first.branches} == {2}
    assert [len(page.branches) for page in pages(story, Sort.NEWEST)] == [5, 5, 2]


def test_a_cursor_that_nobody_dealt_gives_the_first_page() -> None:
    story = make_story()
    comment = make_comment(story)
    for cursor in ("", "-1", "x", "9" * 40, "١٢", "1e3"):
        page = threads.first_or_next(story, NOBODY, after=cursor)
        assert [b.comment.pk for b in page.branches] == [comment.pk]
    reply = make_comment(story, parent=comment)
    for cursor in ("zz", "\x00", "0" * 500, "é"):
        part = threads.thread(comment, NOBODY, cursor)
        assert [c.pk for c in threads._flat(part.branch.replies)] == [reply.pk]


def test_a_new_comment_moves_nothing_on_the_next_page() -> None:
    story = make_story()
    made = [make_comment(story) for _ in range(60)]
    first = threads.first_or_next(story, NOBODY)
    make_comment(story)
    second = threads.first_or_next(story, NOBODY, after=first.after)
    assert [b.comment.pk for b in second.branches] == [comment.pk for comment in made[9::-1]]


def test_a_chain_of_answers_deeper_than_threads_go_is_shown_whole() -> None:
    story = discussion([(None, None, 0), *[(1, None, 0)] * 25])
    (root,) = Comment.objects.filter(story=story, parent=None)
    chain = list(Comment.objects.filter(root=root).order_by("pk"))
    assert {c.depth for c in chain} == set(range(1, threads.DEEPEST + 1))
    with small_pages():
        assert replies_over_pages(root) == chain
        for comment in chain:
            page = threads.thread(root, NOBODY, at=comment)
            assert comment in threads._flat(page.branch.replies)
