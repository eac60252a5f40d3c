"""What the paper's pages may ask of the database: little, and no more when there is more to show.

Counted with everything cold that is otherwise asked once a second, or once until an editor changes
something; and again when it is not. A story and its discussion have their own in
`tests.comments.test_budgets`.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing
from articles.models import Author, CorrectionKind, FrontSlot, Story, Tag
from articles.newsletter import keys
from comments.models import Comment
from newsroom import memo
from newsroom.accounts.models import User
from newsroom.changes.sight import watcher
from tests.factories import (
    make_comment,
    make_photo,
    make_quote,
    make_section,
    make_speaker,
    make_story,
    make_subscriber,
)

pytestmark = pytest.mark.django_db

BUDGETS = {
    "/": 9,
    "/politics/": 6,
    "/latest/": 6,
    "/tags/roads/": 6,
    "/authors/ana-reyes/": 6,
    "/search/?q=lane": 6,
    "/search/": 3,
    "/said/": 4,
    "/said/?q=word&speaker=speaker": 6,
    "/said/speaker-1/": 5,
    "/corrections/": 4,
    "/newsletter/": 2,
    "/newsletter/sent/": 2,
    "{letter}": 3,
    "/rules/": 3,
    "/feeds/latest.xml": 4,
    "/feeds/politics.xml": 5,
    "/robots.txt": 1,
    "/nowhere/": 3,
    "{story}": 7,
    "{story}?sort=respected": 7,
    "{thread}": 6,
    "{permalink}": 3,
}
# Of the pages that are read most, the second time.
WARM = {"/": 6, "{story}": 5}


def fill(number: int, author: User) -> tuple[Story, Comment]:
    """So many stories with quotes, pictures, corrections, tags, authors and comments."""
    make_section("Local")
    tag = Tag.objects.get_or_create(name="Roads", slug="roads")[0]
    byline = Author.objects.get_or_create(name="Ana Reyes", slug="ana-reyes")[0]
    for row in range(number):
        when = timezone.now() - timedelta(minutes=10 * (row + 1))
        story = make_story(f"The second lane {row}", published_at=when, day=when.date())
        story.tags.add(tag)
        story.authors.add(byline)
        make_photo(story)
        make_quote(story, f"Word {row}.", speaker=make_speaker(f"Speaker {row % 5 + 1}"))
        publishing.correct(story, CorrectionKind.CORRECTION, "gave the wrong day", "It was Monday.")
        root = make_comment(story, author)
        for _ in range(number):
            make_comment(story, author, parent=root)
        Comment.objects.filter(pk=root.pk).update(picked_at=when)
    publishing.place_on_front(story, FrontSlot.LEAD)
    return story, root


def asked(client: Client, address: str, *, cold: bool = True) -> list[str]:
    watcher.look()  # each process asks once, at its start, whether changes are noted
    if cold:
        memo.forget_everything()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries]


@pytest.fixture(params=[2, 15])
def counted(
    request: pytest.FixtureRequest, client: Client, dolores: User
) -> Callable[..., list[str]]:
    """The statements that an address takes, in a small paper and in a larger one."""
    story, root = fill(request.param, dolores)
    known = {
        "story": story.get_absolute_url(),
        "thread": f"/comments/{root.pk}/thread/",
        "permalink": f"/comments/{root.pk}/",
        "letter": f"/newsletter/{keys.key_of(make_subscriber().pk)}/",
    }
    return lambda address, **how: asked(client, address.format(**known), **how)


@pytest.mark.both_databases
def test_every_page_keeps_to_its_budget_however_much_there_is(
    counted: Callable[..., list[str]],
) -> None:
    over = {
        address: statements
        for address, most in BUDGETS.items()
        if len(statements := counted(address)) > most
    }
    assert {address: len(statements) for address, statements in over.items()} == {}, "\n".join(
        statement for statements in over.values() for statement in statements
    )


@pytest.mark.both_databases
def test_what_only_editors_change_is_not_asked_for_again(
    counted: Callable[..., list[str]],
) -> None:
    for address, most in WARM.items():
        counted(address)
        statements = counted(address, cold=False)
        assert len(statements) <= most, "\n".join(statements)


def test_a_larger_paper_asks_no_more_than_a_small_one(client: Client, dolores: User) -> None:
    fill(3, dolores)
    addresses = [address for address in BUDGETS if "{" not in address]
    before = {address: len(asked(client, address)) for address in addresses}
    fill(20, dolores)
    after = {address: len(asked(client, address)) for address in addresses}
    grown = {a: (before[a], after[a]) for a in addresses if after[a] > before[a]}
    assert grown == {}
