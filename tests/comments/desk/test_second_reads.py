"""Second readings: drawn at random, read blind by another moderator, counted by rule."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Story
from comments import cases, desk, second_reads
from comments.agreement import KEPT, Agreement
from comments.models import Act, Comment, Decision, Report, SecondRead, Status
from comments.privacy.retention import retain
from newsroom.accounts.models import User
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SECOND = "/admin/desk/second/"
TOLD = ("removed", "Removed", "kept", "Be Nice.", "Sam", "Dolores")


@pytest.fixture(autouse=True)
def _draws_all(settings: Any) -> None:
    settings.SECOND_READ_SHARE = 1.0


@pytest.fixture
def decided(story: Story, dolores: User, sam: User) -> Callable[..., Decision]:
    """A decision of Sam's on a comment of Dolores', an hour ago."""

    def decided(act: Act = Act.REMOVE, rule: str = "nice", body: str = "") -> Decision:
        with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
            comment = make_comment(story, dolores, body, status=Status.HELD, in_place=False)
            case = cases.open_case(comment, rule="nice", reason="insult", held=True)
            Report.objects.create(comment=comment, reporter=make_user(), rule="nice", note="Rude.")
            return desk.decide(case, sam, act, rule=rule)

    return decided


@pytest.fixture
def desk_of_ines(client: Client, ines: User) -> Client:
    client.force_login(ines)
    return client


def say(client: Client, read: SecondRead, would: str) -> Any:
    return client.post(f"{SECOND}{read.pk}/", {"would": would})


@pytest.mark.parametrize(("share", "drawn"), [(0.0, 0), (1.0, 3)])
def test_the_share_of_the_settings_is_drawn_and_what_has_another_text_never(
    decided: Callable[..., Decision], settings: Any, share: float, drawn: int
) -> None:
    settings.SECOND_READ_SHARE = share
    for act in (Act.REMOVE, Act.PUBLISH, Act.PICK, Act.LOWER):
        decided(act)
    assert SecondRead.objects.count() == drawn


def test_a_second_moderator_reads_the_case_without_the_decision_or_the_author(
    decided: Callable[..., Decision], desk_of_ines: Client, story: Story
) -> None:
    decided(body="Nobody with a brain would vote for that, would they now?")
    html = desk_of_ines.get(SECOND).content.decode()
    shown = html[html.index('<article class="q"') : html.index("<form action")]
    assert "Nobody with a brain" in shown
    assert story.headline in shown
    assert "Rude." in shown
    assert [word for word in TOLD if word in shown] == []
    assert story.get_absolute_url() not in shown


@pytest.mark.parametrize(
    ("would", "verdict", "stored"),
    [
        ("nice", "You two agree.", ("remove", "nice")),
        ("clean", "You two differ.", ("remove", "clean")),
        ("keep", "You two differ.", ("publish", "")),
    ],
)
def test_an_answer_is_kept_and_then_the_decision_is_shown(
    decided: Callable[..., Decision],
    desk_of_ines: Client,
    ines: User,
    would: str,
    verdict: str,
    stored: tuple[str, str],
) -> None:
    decision = decided()
    read = SecondRead.objects.get()
    answer = say(desk_of_ines, read, would)
    assert (answer.status_code, answer["Location"]) == (303, f"{SECOND}{read.pk}/")
    read.refresh_from_db()
    assert ((read.act, read.rule), read.reader) == (stored, ines)
    assert verdict in desk_of_ines.get(answer["Location"]).content.decode()
    assert Comment.objects.get(pk=decision.comment_id).status == Status.REMOVED
    assert Decision.objects.count() == 1
    assert "Nothing waits for a second reading" in desk_of_ines.get(SECOND).content.decode()


def test_the_first_answer_counts_whoever_sends_another(
    decided: Callable[..., Decision], desk_of_ines: Client
) -> None:
    decided()
    read = SecondRead.objects.get()
    say(desk_of_ines, read, "keep")
    say(desk_of_ines, read, "nice")
    third = Client()
    third.force_login(make_user("Vera Sand", is_staff=True, groups=("Moderator",)))
    assert say(third, read, "nice")["Location"] == SECOND
    assert third.get(f"{SECOND}{read.pk}/").status_code == 404
    read.refresh_from_db()
    assert (read.act, read.rule) == ("publish", "")


def test_an_empty_or_foreign_answer_is_refused_and_the_case_stays_on_screen(
    decided: Callable[..., Decision], desk_of_ines: Client
) -> None:
    decided(body="It stays on screen.")
    read = SecondRead.objects.get()
    for would in ("", "share", "x" * 500):
        answer = say(desk_of_ines, read, would)
        assert answer.status_code == 422
        assert "It stays on screen." in answer.content.decode()
    assert SecondRead.objects.get().reader is None


def test_nobody_reads_their_own_decision_or_what_they_had_a_hand_in(
    decided: Callable[..., Decision], client: Client, sam: User, ines: User
) -> None:
    decision = decided()
    Decision.objects.create(
        comment=decision.comment, moderator=ines, act=Act.UPHOLD, status_after=Status.REMOVED
    )
    read = SecondRead.objects.get()
    for person in (sam, ines):
        client.force_login(person)
        assert "Nothing waits" in client.get(SECOND).content.decode()
        say(client, read, "keep")
    assert SecondRead.objects.get().reader is None
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondRead.objects.filter(pk=read.pk).update(reader=sam)


@pytest.mark.parametrize("what", ["just decided", "taken back", "text gone", "long ago"])
def test_what_cannot_be_compared_is_not_offered(
    decided: Callable[..., Decision], what: str, sam: User, ines: User
) -> None:
    decision = decided()
    then = timezone.now()
    if what == "just decided":
        then = decision.decided_at + timedelta(minutes=9)
    elif what == "taken back":
        with time_machine.travel(decision.decided_at + timedelta(minutes=1)):
            desk.undo(decision, sam)
    elif what == "text gone":
        Comment.objects.filter(pk=decision.comment_id).update(status=Status.WITHDRAWN)
    else:
        then += timedelta(days=31)
    assert not second_reads.waiting(ines, then).exists()


def test_what_nobody_read_is_forgotten_and_what_was_read_is_kept(
    decided: Callable[..., Decision], desk_of_ines: Client
) -> None:
    decided()
    say(desk_of_ines, SecondRead.objects.get(), "nice")
    decided()
    month_later = timezone.now() + timedelta(days=31)
    assert retain(month_later)["second readings that nobody took"] == 1
    assert SecondRead.objects.get().act == "remove"


def test_the_ledger_tells_by_rule_how_often_two_agree_and_nothing_of_a_few(
    decided: Callable[..., Decision], desk_of_ines: Client
) -> None:
    assert "Read twice" not in desk_of_ines.get("/moderation/ledger/").content.decode()
    for would in ["nice"] * 6 + ["clean", "keep", "no-say"]:
        decided()
        say(desk_of_ines, SecondRead.objects.get(reader=None), would)
    decided(Act.PUBLISH)
    say(desk_of_ines, SecondRead.objects.get(reader=None), "keep")
    cache.clear()  # the running month is counted every five minutes
    context = desk_of_ines.get("/moderation/ledger/").context
    by_first = {one.first: one for one in context["agreements"]}
    nice = by_first["nice"]
    assert (nice.read, nice.outcome_share, nice.rule_share) == (8, 88, 75)
    assert nice.range == (53, 98)
    assert by_first[KEPT] == Agreement(KEPT, 1, 1, 1)
    html = desk_of_ines.get("/moderation/ledger/").content.decode()
    table = html[html.index('id="twice"') :]
    assert "53 to 98 %" in table
    assert "fewer than 5" in table
    last = desk_of_ines.get("/moderation/ledger.csv").content.decode().splitlines()
    assert last[0].endswith("read_again,same_outcome")
    assert last[1].endswith("9,8")


@pytest.mark.parametrize(
    ("same", "read", "expected"), [(0, 5, (0, 43)), (5, 5, (57, 100)), (50, 100, (40, 60))]
)
def test_the_range_is_wilsons(same: int, read: int, expected: tuple[int, int]) -> None:
    assert Agreement("nice", read, same, same).range == expected


def test_four_readings_tell_nothing() -> None:
    few = Agreement("nice", 4, 4, 4)
    assert (few.range, few.outcome_share, few.rule_share) == (None, None, None)
