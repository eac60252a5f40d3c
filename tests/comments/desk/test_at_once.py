"""Five moderators reach for the same twenty cases: each is decided once, and everybody is told."""

import pytest

from comments import cases, desk, ledger
from comments.counting import differences
from comments.models import Act, Case, Comment, Decision, Notice, Report, Status, Topic
from newsroom.accounts.models import User
from tests.comments.test_concurrency import at_once
from tests.factories import make_comment, make_story, make_user

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
CASES = 20
MODERATORS = 5


def waiting_cases(reporter: User) -> list[Case]:
    """Half of them held replies, half reported comments that everybody sees."""
    story = make_story()
    root = make_comment(story, make_user())
    found = []
    for number in range(CASES):
        author = make_user()
        if number % 2:
            comment = make_comment(story, author, parent=root, status=Status.HELD, in_place=False)
            found.append(cases.open_case(comment, rule="nice", reason="insult", held=True))
        else:
            comment = make_comment(story, author)
            Report.objects.create(
                comment=comment, reporter=reporter, rule="nice", wants_outcome=True
            )
            found.append(
                cases.open_case(comment, rule="nice", reason="reported", report_weight=100)
            )
    return found


def decide_all(moderator: User, order: list[Case], act: Act) -> tuple[int, list[str]]:
    """How many this moderator decided, and who was named where somebody else had."""
    done, told = 0, []
    for case in order:
        try:
            desk.decide(case, moderator, act, rule="nice" if act is Act.REMOVE else "")
            done += 1
        except desk.AlreadyDecided as late:
            told.append(str(late.decision.moderator if late.decision else "nobody"))
    return done, told


def test_a_hundred_decisions_at_once_decide_twenty_cases_once_each() -> None:
    reporter = make_user()
    waiting = waiting_cases(reporter)
    moderators = [make_user(groups=("Moderator",), is_staff=True) for _ in range(MODERATORS)]
    acts = [Act.PUBLISH, Act.REMOVE]
    jobs = [
        lambda number=number, one=one: decide_all(  # type: ignore[misc]
            one, waiting[number:] + waiting[:number], acts[number % 2]
        )
        for number, one in enumerate(moderators)
    ]
    results = at_once(jobs)

    assert sum(done for done, _ in results) == CASES  # type: ignore[misc]
    told = [name for _, names in results for name in names]  # type: ignore[misc]
    assert len(told) == CASES * MODERATORS - CASES
    assert set(told) <= {one.name for one in moderators}

    decisions = list(Decision.objects.select_related("comment"))
    assert len({decision.comment_id for decision in decisions}) == len(decisions) == CASES
    assert all(decision.comment.status == decision.status_after for decision in decisions)
    assert not Case.objects.filter(closed_at=None).exists()
    assert list(differences()) == []

    removed = sum(decision.act == Act.REMOVE for decision in decisions)
    assert Comment.objects.filter(status=Status.REMOVED).count() == removed
    figures = ledger.months()[0].figures
    assert (figures.decided, sum(figures.removed.values())) == (CASES, removed)

    shown = [d for d in decisions if (d.act, d.status_before) == (Act.PUBLISH, Status.PUBLISHED)]
    notices = Notice.objects.filter(topic=Topic.DECISION)
    assert notices.count() == CASES - len(shown)
    assert Notice.objects.filter(topic=Topic.REPORT, person=reporter).count() == CASES // 2
    assert not Report.objects.filter(closed_at=None).exists()


def test_undoing_and_deciding_at_once_leaves_one_truth(sam: User, ines: User) -> None:
    story = make_story()
    comment = make_comment(story, make_user())
    case = cases.open_case(comment, rule="nice", reason="reported", report_weight=100)
    decision = desk.decide(case, sam, Act.REMOVE, rule="nice")

    def undo() -> bool:
        try:
            desk.undo(Decision.objects.get(pk=decision.pk), sam)
        except desk.TooLate:
            return False
        return True

    assert sorted(at_once([undo] * 4)) == [False, False, False, True]  # type: ignore[type-var]
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED
    assert list(Decision.objects.values_list("act", flat=True)) == [Act.REMOVE, Act.UNDO]
    assert list(differences()) == []
    assert desk.decide(Case.objects.get(closed_at=None), ines, Act.PUBLISH).moderator == ines
