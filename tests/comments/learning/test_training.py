"""From the desk's decisions to a model in use, and out of use again."""

from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from comments import desk
from comments.learning import decisions, drift, forgetting, in_use, schedule, training
from comments.models import Act, Comment, Decision, ScreeningModel, Status
from comments.privacy.retention import retain
from newsroom import memo
from newsroom.accounts.models import User
from newsroom.management import refitting
from tests.comments.learning.made_up import remarks
from tests.factories import make_comment, make_story, make_user

pytestmark = pytest.mark.django_db
needs_the_extra = pytest.mark.usefixtures("_extra")


@pytest.fixture
def _extra() -> None:
    pytest.importorskip("sklearn", reason="the extra `score`")


def run(**options: Any) -> str:
    out = StringIO()
    call_command("train_screening", stdout=out, **options)
    return out.getvalue()


def at(hour: int) -> datetime:
    return datetime(2026, 3, 10, hour, 30, tzinfo=ZoneInfo("America/New_York"))


@needs_the_extra
@pytest.mark.both_databases
def test_from_the_command_to_the_model_in_use_and_its_successor(decided: list[Comment]) -> None:
    said = run()
    assert "Fitted on" in said
    assert "It is in use from now on." in said
    first = ScreeningModel.objects.get()
    assert (first.is_used, first.outcome) == (True, "used")
    assert set(first.learned_from) <= {comment.pk for comment in decided}
    memo.forget_everything()
    learned = in_use.in_use()
    assert learned is not None
    assert learned.name == f"desk {first.pk}"
    since = drift.since(first, learned)
    assert since is not None
    assert (since.decisions, since.is_enough) == (0, False)

    assert "not shown to be better" in run()
    assert ScreeningModel.objects.filter(is_used=True).get() == first

    withdrawn = Comment.objects.filter(pk=first.learned_from[0])
    withdrawn.update(status=Status.WITHDRAWN, body="")
    assert retain()["models that knew an erased text"] == 1
    memo.forget_everything()
    assert in_use.in_use() is None
    first.refresh_from_db()
    assert (first.is_used, first.table, first.learned_from) == (False, "", [])
    occasion = schedule.due()
    assert occasion == f"after erasing, {first.pk}"
    run(occasion=occasion)
    second = ScreeningModel.objects.get(is_used=True)
    assert withdrawn.get().pk not in second.learned_from
    assert "Another process does it." in run(occasion=occasion)


def test_too_few_decisions_are_said_to_be_too_few(decided: list[Comment]) -> None:
    Comment.objects.filter(pk__gte=decided[200].pk).update(status=Status.WITHDRAWN)
    with pytest.raises(CommandError, match=r"A model needs 250 with 50\."):
        run()
    assert not ScreeningModel.objects.exists()
    assert "Not fitted" in run(occasion="night of 2026-03-10")
    assert ScreeningModel.objects.get().outcome == "few"


def test_without_the_extra_the_command_says_what_is_missing(
    decided: list[Comment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "find_spec", lambda name: None)
    with pytest.raises(CommandError, match="make install"):
        run()


def test_what_counts_is_the_last_decision_that_stands(sam: User, ines: User) -> None:
    texts = [one.text for one in remarks(seed=5, number=9, bad=0.0)]
    story, person = make_story(), make_user()

    def decide(number: int, *acts: Act, status: str = "removed", rule: str = "nice") -> Comment:
        comment = make_comment(story, person, f"{texts[number]} {number}", status=status)
        for act in acts:
            Decision.objects.create(
                comment=comment,
                moderator=sam,
                act=act,
                rule=rule,
                status_before="held",
                status_after=status,
            )
        return comment

    removed = decide(0, Act.PUBLISH, Act.REMOVE)
    upheld = decide(1, Act.REMOVE, Act.UPHOLD)
    restored = decide(2, Act.REMOVE, Act.RESTORE, status=Status.PUBLISHED)
    decide(3, Act.REMOVE, rule="caps")
    decide(4, Act.REMOVE, status=Status.WITHDRAWN)
    undone = decide(5, Act.REMOVE, status=Status.PUBLISHED).decisions.get()
    desk.undo(undone, sam)
    edited = decide(6, Act.PUBLISH, status=Status.PUBLISHED)
    Comment.objects.filter(pk=edited.pk).update(edited_at=timezone.now() + timedelta(minutes=1))
    copy = decide(7, Act.REMOVE)
    Comment.objects.filter(pk=copy.pk).update(body=removed.body.upper())
    short = decide(8, Act.REMOVE)
    Comment.objects.filter(pk=short.pk).update(body="Rude.")
    found = {one.comment: (one.removed, one.rule) for one in decisions.newest()}
    assert found == {
        copy.pk: (True, "nice"),
        restored.pk: (False, ""),
        upheld.pk: (True, "nice"),
    }


def test_comments_that_never_came_to_the_desk_are_the_quiet_ones(decided: list[Comment]) -> None:
    stood = make_comment(make_story(), make_user(), "Nobody ever minded this remark of mine.")
    make_comment(make_story(), make_user(), "Short.")
    assert decisions.quiet() == [stood.body]


@pytest.mark.parametrize("table", ["", "[]", "no model"])
def test_damaged_numbers_are_not_used(model: ScreeningModel, table: str) -> None:
    ScreeningModel.objects.filter(pk=model.pk).update(table=table, checksum="a" * 64)
    memo.forget_everything()
    assert in_use.in_use() is None


def test_a_model_stays_while_every_text_it_knows_is_there(
    decided: list[Comment], model: ScreeningModel
) -> None:
    ScreeningModel.objects.filter(pk=model.pk).update(learned_from=[c.pk for c in decided])
    Comment.objects.filter(pk=decided[0].pk).update(status=Status.WITHDRAWN)
    assert forgetting.forget(timezone.now()) == 0
    Comment.objects.filter(pk=decided[399].pk).update(body="")
    assert forgetting.forget(timezone.now()) == 1
    assert forgetting.forget(timezone.now()) == 0


def test_it_is_due_once_a_night_and_only_with_enough_that_is_new(decided: list[Comment]) -> None:
    assert schedule.due(at(14)) == ""
    assert schedule.due(at(3)) == "night of 2026-03-10"
    ScreeningModel.objects.create(occasion="night of 2026-03-10")
    assert schedule.due(at(4)) == ""
    assert schedule.due(at(3) + timedelta(days=1)) == ""
    ScreeningModel.objects.update(fitted_at=timezone.now() - timedelta(days=60))
    assert schedule.due(at(3) + timedelta(days=1)) == "night of 2026-03-11"


def test_the_worker_starts_one_process_and_tells_of_one_that_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []

    class Process:
        returncode: int | None = None

        def __init__(self, command: list[str]) -> None:
            started.append(command)

        def poll(self) -> int | None:
            return self.returncode

    monkeypatch.setattr(refitting.subprocess, "Popen", Process)
    monkeypatch.setattr(refitting, "due", lambda: "night of 2026-03-10")
    refitting.start_when_due()
    refitting.start_when_due()
    assert [command[-3:] for command in started] == [
        ["train_screening", "--occasion", "night of 2026-03-10"]
    ]
    monkeypatch.setattr(Process, "returncode", 1)
    with pytest.raises(RuntimeError):
        refitting.start_when_due()
    refitting.start_when_due()
    assert len(started) == 2
    refitting._started.clear()
