"""The record finds what was said in stories that readers may see, whoever wrote it there."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.models import Quote, Speaker, Status, Story
from articles.search import Wanted, find_quotes, index, quotations, quotes_postgres
from tests.factories import make_quote, make_speaker, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def found(q: str = "", **fields: object) -> list[str]:
    return [hit.quote.text for hit in find_quotes(Wanted(q, **fields)).hits]  # type: ignore[arg-type]


def test_each_field_finds_its_own_words_and_all_of_them_must_stand() -> None:
    mayor = make_speaker("Luke Bronin", role="mayor of Hartford")
    make_quote(make_story(), "The city’s meters hurt.", speaker=mayor)
    make_quote(make_story(), "Meters pay for lamps.", speaker=make_speaker("Ann Lee"))
    assert found("METER") == ["Meters pay for lamps.", "The city’s meters hurt."]
    assert found("meters", speaker="bronin") == ["The city’s meters hurt."]
    assert found("meters", role="Mayor") == ["The city’s meters hurt."]
    assert found(speaker="luke bronin", role="hartford") == ["The city’s meters hurt."]
    for missed in ({"q": "bronin"}, {"speaker": "meters"}, {"q": "lamps", "role": "mayor"}):
        assert found(**missed) == []


def test_the_role_of_that_time_counts_before_todays() -> None:
    person = make_speaker("Ann Lee", role="senator")
    make_quote(make_story(), "Then.", speaker=person, role="clerk")
    make_quote(make_story(), "Now.", speaker=person)
    assert (found(role="clerk"), found(role="senator")) == (["Then."], ["Now."])


def test_days_bound_what_is_found_both_included() -> None:
    story = make_story(day=date(2019, 6, 24))
    make_quote(story, "With the story.")
    make_quote(story, "Before.", said_on=date(1850, 1, 2))
    make_quote(story, "After.", said_on=date(2050, 1, 2))
    assert found() == ["After.", "With the story.", "Before."]
    day = date(2019, 6, 24)
    assert found(since=day, until=day) == ["With the story."]
    assert found(until=day - timedelta(1)) == ["Before."]
    assert found(since=day + timedelta(1)) == ["After."]
    assert found(until=date.max, since=date.min) == found()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW, Status.WITHDRAWN])
def test_only_what_is_on_the_record_is_found(status: str) -> None:
    story = make_story()
    make_quote(story, "Perhaps hers.", certain=False)
    make_quote(story, "Nobody’s.", speaker=None)
    make_quote(make_story(status=status), "A secret.")
    assert found() == []


def test_a_scheduled_story_says_nothing_not_even_by_its_number() -> None:
    when = timezone.now() + timedelta(hours=1)
    make_quote(make_story(published_at=when), "A secret.", said_on=date(2019, 6, 1))
    assert find_quotes(Wanted("secret")).count == 0
    with time_machine.travel(when + timedelta(seconds=1), tick=False):
        assert found("secret") == ["A secret."]


def test_every_change_reaches_the_index() -> None:
    story, person = make_story(), make_speaker("Ann Lee", role="clerk")
    quote = make_quote(story, "Old words.", speaker=person)
    Quote.objects.update(text="New words.")
    assert (found("old"), found("new")) == ([], ["New words."])
    Speaker.objects.filter(pk=person.pk).update(name="Ann Park", role="mayor")
    assert (found(speaker="lee"), found(speaker="park", role="mayor")) == ([], ["New words."])
    Story.objects.update(status=Status.WITHDRAWN)
    assert found() == []
    Story.objects.update(status=Status.PUBLISHED)
    assert found() == ["New words."]
    quote.delete()
    assert (found(), left_in_index()) == ([], 0)


@pytest.mark.parametrize("first", ["articles_quote", "articles_story", "articles_speaker"])
def test_nothing_stays_in_the_index_whichever_table_loses_its_rows_first(first: str) -> None:
    make_quote(make_story(), "Words.")
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {first}")  # noqa: S608
        assert left_in_index() == 0
        Quote.objects.all().delete()
        Story.objects.all().delete()
        Speaker.objects.all().delete()
    assert left_in_index() == 0


def test_pages_go_on_where_the_last_one_ended() -> None:
    story = make_story()
    for number in range(45):
        make_quote(story, f"Number {number}.")
    seen: list[str] = []
    after: int | None = None
    while True:
        page = find_quotes(Wanted("number"), after)
        seen += [hit.quote.text for hit in page.hits]
        if not page.older:
            break
        after = int(page.older)
    assert seen == [f"Number {number}." for number in reversed(range(45))]


def test_common_words_are_found_among_the_latest_and_long_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quotations, "MOST_COUNTED", 2)
    narrow = quotes_postgres._AMONG_LATEST.replace("2000", "3")
    monkeypatch.setattr(quotes_postgres, "_AMONG_LATEST", narrow)
    story = make_story()
    for n in range(4):
        make_quote(story, f"Ferry {n}", said_on=date(2018, 1, 1 + n))
        make_quote(story, f"Budget {n}", said_on=date(2019, 1, 1 + n))
    assert found("ferry") == ["Ferry 3", "Ferry 2", "Ferry 1", "Ferry 0"]
    assert found("budget") == ["Budget 3", "Budget 2", "Budget 1", "Budget 0"]


def test_a_migration_takes_the_triggers_off_and_the_index_is_made_again() -> None:
    make_quote(make_story(), "Before.")
    index.before_migrate(connection.alias, plan=[("a migration", False)])
    Quote.objects.update(text="Meanwhile.")
    assert found("meanwhile") == []  # the loss shows
    index.after_migrate(connection.alias)
    assert (found("before"), found("meanwhile")) == ([], ["Meanwhile."])


@hypothesis_settings(max_examples=40)
@given(typed=st.text("\"*():^+-~\\'<>&|!%#@ \0\nNEARORNDwordsé", max_size=40))
@example('" OR words : "')
@example("#quotation")
@example("'; DROP TABLE articles_said; --")
def test_nothing_that_a_reader_types_is_query_syntax(typed: str) -> None:
    for wanted in (Wanted(typed), Wanted(speaker=typed), Wanted(role=typed)):
        assert find_quotes(wanted).count == 0


@hypothesis_settings(max_examples=40)
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80))
@example("'quoted' \\ @signs %role #quotation")
def test_any_words_are_stored_and_leave_the_index_with_their_quotation(text: str) -> None:
    quote = make_quote(make_story(), f"Ferry {text}", role=text[:120])
    assert found("ferry") == [quote.text]
    quote.delete()
    assert left_in_index() == 0


def left_in_index() -> int:
    """Terms in the index, however they came there."""
    terms = "SELECT count(*) FROM articles_said"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.left_of_said "
                "USING fts5vocab('main', 'articles_said', 'row')"
            )
            terms = "SELECT count(*) FROM temp.left_of_said"
        cursor.execute(terms)
        count: int = cursor.fetchone()[0]
    return count
