"""On a long thread: where to find what is new, the newsroom's answers and the picks, and when
people wrote."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Story
from comments import desk, submission
from comments.glance import COUNTED, LONG
from comments.models import Act, Comment, Respect, Status, TalkHour
from comments.threads import COMMENTS_A_PAGE
from comments.timeline import HEIGHT, MOST_BARS, PITCH, timeline
from newsroom.accounts.models import Badge, User
from tests.articles.markup import Page
from tests.comments.talking import open_story, page, shown
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

EVENING = datetime(2019, 6, 24, 20, 5, tzinfo=UTC)


def talk(story: Story, author: User, number: int, **fields: object) -> list[Comment]:
    return [make_comment(story, author, **fields) for _ in range(number)]


def jumps(html: str) -> dict[str, str]:
    """What one can jump to, and where that leads."""
    nav = re.search(r'<nav class="sort jump".*?</nav>', html, re.DOTALL)
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', nav[0]) if nav else []
    return {text: address.replace("&amp;", "&") for address, text in found}


@pytest.fixture
def story(teo: User) -> Story:
    """A long thread of Teo's."""
    story = open_story("The second lane")
    talk(story, teo, LONG)
    return story


def test_a_short_thread_has_nothing_to_jump_to(client: Client, teo: User) -> None:
    story = open_story()
    talk(story, teo, LONG - 2)
    make_comment(story, teo, picked_at=timezone.now())
    html = page(client, story)
    assert jumps(html) == {}
    assert "tide" not in html


def test_picks_and_answers_of_the_newsroom_are_named_and_counted(
    client: Client, story: Story, teo: User
) -> None:
    first = Comment.objects.order_by("pk")[0]
    editor = make_user("Marisol Quiñones", badge=Badge.EDITOR)
    clerk = make_user("City Clerk", badge=Badge.OFFICE)
    answer = make_comment(story, editor, "It is on the agenda.", parent=first)
    make_comment(story, clerk, "In room 204.", parent=first)
    make_comment(story, editor, "Held.", status=Status.HELD)
    make_comment(story, teo, "Picked.", picked_at=timezone.now())
    html = page(client, story)
    assert jumps(html) == {
        "1 from the newsroom": "?sort=newsroom#comments",
        "1 editors’ pick": "?sort=picks#comments",
    }
    answers = page(client, story, "?sort=newsroom")
    assert shown(answers) == [answer.pk]
    assert f'in reply to <a href="/comments/{first.pk}/">' in answers


def test_what_is_new_to_a_reader_is_one_click_away_in_the_order_it_was_written(
    client: Client, story: Story, dolores: User, teo: User
) -> None:
    client.force_login(dolores)
    assert jumps(page(client, story)) == {}
    seen = Comment.objects.order_by("-pk")[0]
    mine = make_comment(story, dolores)
    later = [make_comment(story, teo, parent=seen), *talk(story, teo, 2)]
    (address,) = jumps(page(client, story)).values()
    assert address == f"?sort=new&after={seen.pk}#comments"
    html = page(client, story, address.partition("#")[0])
    assert shown(html) == [mine.pk, *(one.pk for one in later)]
    assert "What came since, oldest first." in html
    assert jumps(page(client, story)) == {}


def test_the_counts_stop_and_the_list_of_what_is_new_goes_on(
    client: Client, story: Story, dolores: User, teo: User
) -> None:
    client.force_login(dolores)
    page(client, story)
    talk(story, teo, COUNTED + 1)
    ((label, address),) = jumps(page(client, story)).items()
    assert label == f"more than {COUNTED} new to you"
    walked: list[int] = []
    while address:
        html = page(client, story, address.partition("#")[0].replace("&amp;", "&"))
        walked += shown(html)
        assert len(shown(html)) <= COMMENTS_A_PAGE
        onward = re.search(r'href="(\?sort=new&amp;after=\d+)#comments">Show newer', html)
        address = onward[1] if onward else ""
    assert walked == sorted(walked)
    assert len(walked) == COUNTED + 1


@pytest.mark.parametrize("query", ["?sort=new&after=x", "?sort=new&after=-1", "?sort=newsroom"])
def test_a_cursor_that_nobody_was_given_is_no_error(
    client: Client, story: Story, query: str
) -> None:
    assert client.get(story.get_absolute_url() + query).status_code == 200


def test_the_timeline_is_drawn_and_told_as_a_table(client: Client, teo: User) -> None:
    story = open_story()
    for hours, number in enumerate((3, 0, 12, 5)):
        talk(story, teo, number, posted_at=EVENING + timedelta(hours=hours))
    html = page(client, story)
    drawing = re.search(r'role="img" aria-labelledby="tide"><path d="([^"]+)"/>', html)
    assert drawing is not None
    assert drawing[1] == "M0 40v-10h3v10zM8 40v-40h3v40zM12 40v-17h3v17z"
    assert "Busiest from June 24, 2019, 6 p.m.: 12 comments." in html
    assert Page(client.get(story.get_absolute_url())).texts("td") == ["3", "12", "5"]


def test_comments_of_a_single_hour_make_no_timeline(client: Client, teo: User) -> None:
    story = open_story()
    talk(story, teo, LONG, posted_at=EVENING)
    assert "tide" not in page(client, story)


def hours(story: Story) -> dict[datetime, int]:
    return dict(TalkHour.objects.filter(story=story).values_list("hour", "comments"))


def test_an_hour_counts_what_readers_see_of_it(teo: User, sam: User) -> None:
    story, hour = open_story(), EVENING.replace(minute=0)
    held = make_comment(story, teo, posted_at=EVENING, status=Status.HELD)
    assert hours(story) == {}
    case = desk.cases.open_case(held, rule="nice", reason="reported", held=True)
    desk.decide(case, sam, Act.PUBLISH)
    assert hours(story) == {hour: 1}
    submission.withdraw(held)
    assert hours(story) == {hour: 0}
    submission.bring_in(story, [submission.Brought("Printed before.", posted_at=EVENING)])
    assert hours(story) == {hour: 1}


def test_what_is_kept_for_a_story_leaves_with_it(story: Story) -> None:
    assert TalkHour.objects.exists()
    Respect.objects.all().delete()
    story.delete()
    assert not TalkHour.objects.exists()


@st.composite
def spans(draw: st.DrawFn) -> Iterator[tuple[datetime, int]]:
    """Hours with comments, over anything from a morning to years."""
    longest = draw(st.sampled_from([1, 24, 24 * 14, 24 * 900]))
    kept = draw(
        st.dictionaries(st.integers(0, longest), st.integers(0, 500), min_size=1, max_size=40)
    )
    start = EVENING.replace(minute=0)
    return tuple((start + timedelta(hours=hour), count) for hour, count in kept.items())


@given(kept=spans())
def test_no_comment_is_lost_in_the_bars_and_there_are_few(
    kept: tuple[tuple[datetime, int], ...],
) -> None:
    drawn = timeline(kept)
    if drawn is None:
        return
    assert 2 <= len(drawn.bars) <= MOST_BARS
    assert sum(bar.comments for bar in drawn.bars) == sum(count for _, count in kept)
    assert drawn.bars[0].comments
    assert drawn.bars[-1].comments
    heights = [int(high) for high in re.findall(r"v(\d+)z", drawn.path)]
    assert len(heights) == len(drawn.written)
    assert max(heights) == HEIGHT
    assert min(heights) >= 1
    assert drawn.width == PITCH * len(drawn.bars)
    when = [timezone.localtime(hour).replace(tzinfo=None) for hour, count in kept if count]
    assert drawn.bars[0].since <= min(when)
    assert len({bar.label for bar in drawn.bars}) == len(drawn.bars)
