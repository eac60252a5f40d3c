"""Search finds what readers may see, whoever wrote it into the database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.models import Status, Story
from articles.search import find, finding, index, postgres
from tests.factories import PUBLISHED_AT, make_section, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGNS = "\"*():^+-~\\'<>&|!% \0\nNEARORNDabudget"
NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def found(q: str) -> list[str]:
    return [hit.story.headline for hit in find(q).hits]


def test_a_story_is_found_by_any_of_its_words_whatever_their_case_accent_or_number() -> None:
    make_story(
        "Council weighs meters", body="<p>Señora Quiñones &amp; the <b>Park</b>men spoke.</p>"
    )
    for q in ("COUNCIL", "meter", "weighing", "quinones", "Quiñones", "park", "the", "hartford"):
        assert found(q) == ["Council weighs meters"], q
    for q in ("b", "amp", "p", "library", "council library", "coun"):
        assert found(q) == [], q


def test_the_words_may_stand_anywhere_in_the_story() -> None:
    make_story("One", standfirst="A bridge opens.", kicker="Roads", body="<p>Ferry ends.</p>")
    assert found("ferry bridge roads one") == ["One"]


@pytest.mark.parametrize("q", ["mayor's", "mayor’s", '"mayor" letter', "letter/mayor", "the-mayor"])
def test_signs_around_words_do_not_matter(q: str) -> None:
    make_story("Letter from the mayor/clerk", body="<p>The mayor’s letter, example.com.</p>")
    assert found(q) == ["Letter from the mayor/clerk"]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW, Status.WITHDRAWN])
def test_only_published_stories_are_found(status: str) -> None:
    make_story("Secret budget", status=status)
    assert found("budget") == []


def test_a_scheduled_story_is_found_from_its_time_on_without_anybody_writing() -> None:
    make_story("Budget passes", published_at=NOON)
    with time_machine.travel(NOON - timedelta(seconds=1), tick=False):
        assert (found("budget"), find("budget").count) == ([], 0)
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        assert (found("budget"), find("budget").count) == (["Budget passes"], 1)


def test_an_edit_replaces_the_words() -> None:
    story = make_story("Budget passes", body="<p>Old words.</p>")
    story.body = "<p>New text.</p>"
    story.save()
    assert found("old") == []
    assert found("new") == ["Budget passes"]


def test_a_withdrawn_story_is_found_no_more_and_a_restored_one_again() -> None:
    story = make_story("Budget passes")
    for status, hits in ((Status.WITHDRAWN, []), (Status.PUBLISHED, ["Budget passes"])):
        story.status = status
        story.save()
        assert found("budget") == hits


def test_a_deleted_story_leaves_nothing_behind() -> None:
    make_story("Budget passes").delete()
    assert find("budget").count == 0


def test_writes_past_the_models_reach_the_index_too() -> None:
    section = make_section()
    Story.objects.bulk_create(
        Story(
            headline=f"Budget {number}",
            slug=f"budget-{number}",
            section=section,
            status=Status.PUBLISHED,
            published_at=PUBLISHED_AT,
            day=PUBLISHED_AT.date(),
        )
        for number in range(3)
    )
    assert find("budget").count == 3
    Story.objects.filter(slug="budget-1").update(headline="Ferry")
    assert (find("budget").count, found("ferry")) == (2, ["Ferry"])
    Story.objects.update(status=Status.WITHDRAWN)
    assert find("budget").count == find("ferry").count == 0


def test_a_changed_publication_time_moves_the_story() -> None:
    first = make_story("Budget one", published_at=PUBLISHED_AT)
    make_story("Budget two", published_at=PUBLISHED_AT + timedelta(hours=1))
    assert found("budget") == ["Budget two", "Budget one"]
    first.published_at = PUBLISHED_AT + timedelta(hours=2)
    first.save()
    assert found("budget") == ["Budget one", "Budget two"]


def test_pages_show_every_hit_once_and_the_newest_first() -> None:
    for number in range(45):
        make_story(f"Budget {number}", published_at=PUBLISHED_AT + timedelta(hours=number // 2))
    seen: list[Story] = []
    after: int | None = None
    for size in (20, 20, 5):
        results = find("budget", after)
        assert (len(results.hits), results.count) == (size, 45)
        seen += [hit.story for hit in results.hits]
        after = int(results.older) if results.older else None
    assert after is None
    assert seen == list(Story.objects.published().newest())


def test_a_story_from_before_1970_is_found() -> None:
    make_story("Budget of long ago", published_at=datetime(1936, 3, 19, 12, tzinfo=UTC))
    assert found("budget") == ["Budget of long ago"]


def test_a_story_from_after_2038_is_found_from_its_second_on() -> None:
    far = datetime(2039, 3, 19, 12, tzinfo=UTC)
    make_story("Budget of today")
    make_story("Budget to come", published_at=far)
    with time_machine.travel(far - timedelta(seconds=1), tick=False):
        assert found("budget") == ["Budget of today"]
    with time_machine.travel(far + timedelta(seconds=1), tick=False):
        assert found("budget") == ["Budget to come", "Budget of today"]
        assert find("budget").count == 2
    Story.objects.filter(headline="Budget to come").delete()
    with time_machine.travel(far + timedelta(seconds=1), tick=False):
        assert found("budget") == ["Budget of today"]


def test_an_index_of_before_is_taken_over() -> None:
    stories = [make_story(f"Budget {n}", published_at=NOON + timedelta(n)) for n in range(3)]
    if connection.vendor == "postgresql":
        narrow = "(extract(epoch FROM published_at)::bigint * 4294967296 + story.id)"
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE articles_search SET key = {narrow} FROM articles_story AS story "  # noqa: S608
                "WHERE key = articles_search_key(published_at, story.id)"
            )
    with time_machine.travel(NOON + timedelta(days=9), tick=False):
        for _again in range(2):
            index.widen(connection)
            assert found("budget") == [story.headline for story in reversed(stories)]


def test_counting_stops_where_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", 2)
    monkeypatch.setattr(postgres, "_AMONG_NEWEST", postgres._AMONG_NEWEST.replace("2000", "3"))
    old = [make_story(f"Ferry {n}", published_at=PUBLISHED_AT - timedelta(n)) for n in range(4)]
    new = [make_story(f"Budget {n}", published_at=PUBLISHED_AT + timedelta(n)) for n in range(4)]
    assert found("ferry") == [story.headline for story in old]
    assert found("budget") == [story.headline for story in reversed(new)]


def test_the_index_is_made_again_when_a_part_of_it_was_lost() -> None:
    make_story("Budget passes")
    table = " ON articles_story" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER articles_search_update{table}")
    Story.objects.update(headline="Ferry")
    assert found("budget") == ["Ferry"]  # the loss shows
    index.after_migrate(connection.alias)
    assert (found("budget"), found("ferry")) == ([], ["Ferry"])


def test_the_index_can_be_taken_away() -> None:
    index.remove(connection)
    make_story("Budget passes")
    index.install(connection)
    assert found("budget") == ["Budget passes"]


@pytest.fixture
def story() -> Iterator[Story]:
    return make_story("Not near or and budget", body="<p>NEAR OR NOT AND headline * words</p>")


@hypothesis_settings(max_examples=60)
@given(
    q=st.one_of(
        st.text(max_size=60), st.text("\"*():^+-~\\'<>&|!% \0\nNEARORNDabudget", max_size=40)
    )
)
@example('"')
@example('""budget"')
@example("budget*")
@example("NEAR(budget near, 2)")
@example("headline: budget")
@example("words:budget OR -budget")
@example("budget AND")
@example("^budget \\")
@example("%s %(q)s")
@example("\0")
@example("budget\0near")
@example("a" * 100_000)
@example("budget " * 5_000)
@example("\ud800".encode("utf-8", "replace").decode() + "'; DROP TABLE articles_story; --")
def test_nothing_that_a_reader_types_is_query_syntax(q: str) -> None:
    results = find(q)
    assert all(word.isalnum() for word in results.words)
    if not results.words:
        assert not results.hits


@pytest.mark.parametrize(
    ("q", "hit"),
    [
        ("budget OR library", False),
        ("budget NOT near", True),
        ("budget AND headline", True),
        ("NEAR(budget words)", True),
        ("-budget", True),
        ("budg*", False),
        ("headline:library", False),
        ("^near", True),
    ],
)
def test_operators_are_words_like_others(story: Story, q: str, hit: bool) -> None:
    assert found(q) == ([story.headline] if hit else [])


@hypothesis_settings(max_examples=40)
@given(body=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80))
@example("<")
@example("a<b>c</b")
@example('\\<p>"\\"')
@example("<p>\x01\x1f\x7f</p>")
def test_any_body_is_stored_and_leaves_the_index_with_its_story(body: str) -> None:
    story = make_story("Ferry budget", body=body)
    assert found("ferry budget") == ["Ferry budget"]
    story.delete()
    assert _left_in_index() == 0


def _left_in_index() -> int:
    """Terms in the index, however they came there."""
    terms = "SELECT count(*) FROM articles_search"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.left_terms "
                "USING fts5vocab('main', 'articles_search', 'row')"
            )
            terms = "SELECT count(*) FROM temp.left_terms"
        cursor.execute(terms)
        count: int = cursor.fetchone()[0]
    return count


@pytest.mark.django_db(transaction=True)
def test_emptying_the_table_of_stories_empties_the_index() -> None:
    make_story("Budget passes")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE articles_story CASCADE")
        else:
            cursor.execute("DELETE FROM articles_story")
    assert _left_in_index() == 0
