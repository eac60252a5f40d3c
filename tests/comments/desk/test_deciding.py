"""A decision is one row, one state, told once; the second to decide is told of the first."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.models import Story
from comments import cases, desk, house
from comments.models import Act, Case, Decision, Finding, Notice, Sanction, Status, Topic
from newsroom.accounts.models import User
from tests.budgets import budget
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def count(story: Story) -> int:
    story.refresh_from_db(fields=["comment_count"])
    return story.comment_count


def test_publishing_shows_the_comment_closes_the_case_and_tells_its_author(
    held: Case, sam: User
) -> None:
    decision = desk.decide(held, sam, Act.PUBLISH)
    held.refresh_from_db()
    comment = decision.comment
    assert (decision.status_before, decision.status_after) == ("held", "published")
    assert comment.status == Status.PUBLISHED
    assert comment.kept_at is not None
    assert held.closed_by == sam
    assert count(comment.story) == 1
    notice = Notice.objects.get()
    assert (notice.person, notice.decision) == (comment.author, decision)
    assert notice.mail_at is not None
    assert timedelta(seconds=55) < notice.mail_at - timezone.now() <= timedelta(seconds=60)


def test_a_removal_keeps_the_rules_words_of_its_day_and_what_the_machine_had_said(
    shown: Case, sam: User
) -> None:
    Finding.objects.create(
        comment=shown.comment, check_name="insults", rule="nice", action="hold", reason="insult"
    )
    decision = desk.decide(shown, sam, Act.REMOVE, rule="nice", reply="Please be kind.")
    rule = house.rule("nice")
    assert rule is not None
    assert decision.rule_wording == f"{rule.title} {rule.text}"
    assert (decision.rule_version, decision.reason) == (rule.version, "Please be kind.")
    assert decision.screening == {"findings": ["insults: insult"]}
    comment = decision.comment
    assert (comment.status, comment.removed_under) == (Status.REMOVED, "nice")
    assert count(comment.story) == 0


@pytest.mark.parametrize("rule", ["", "share", "proactive", "invented"])
def test_there_is_no_removal_without_a_rule_that_can_be_broken(
    shown: Case, sam: User, rule: str
) -> None:
    with pytest.raises(desk.RuleMissing):
        desk.decide(shown, sam, Act.REMOVE, rule=rule)
    assert not Decision.objects.exists()


def test_the_second_to_decide_is_told_by_whom_and_nothing_is_overwritten(
    held: Case, sam: User, ines: User
) -> None:
    first = desk.decide(held, sam, Act.REMOVE, rule="nice")
    with pytest.raises(desk.AlreadyDecided) as told:
        desk.decide(held, ines, Act.PUBLISH)
    assert told.value.decision == first
    assert told.value.decision.moderator == sam
    held.comment.refresh_from_db()
    assert held.comment.status == Status.REMOVED


def test_a_text_that_was_edited_meanwhile_asks_for_a_second_look(held: Case, sam: User) -> None:
    read = desk.version_of(held.comment)
    held.comment.edited_at = timezone.now()
    held.comment.save()
    with pytest.raises(desk.ChangedMeanwhile):
        desk.decide(held, sam, Act.PUBLISH, seen=read)
    desk.decide(held, sam, Act.PUBLISH, seen=desk.version_of(held.comment))


def test_what_an_editor_was_handed_only_an_editor_decides(
    held: Case, sam: User, ines: User, marisol: User
) -> None:
    desk.hand_over(held, sam, "Is this libel?")
    with pytest.raises(PermissionDenied):
        desk.decide(held, ines, Act.PUBLISH)
    with pytest.raises(PermissionDenied):
        desk.hand_over(held, ines)
    assert desk.decide(held, marisol, Act.PUBLISH).moderator == marisol


def test_handing_over_while_somebody_decides_counts_as_first(held: Case, sam: User) -> None:
    desk.hand_over(held, sam)
    assert not cases.close(held, sam)


def test_lowered_letters_keep_the_shouted_text_and_undo_brings_it_back(
    story: Story, dolores: User, sam: User
) -> None:
    comment = make_comment(story, dolores, "WHY DID NOBODY ASK US", status=Status.HELD)
    case = cases.open_case(comment, rule="caps", reason="capitals", held=True)
    decision = desk.decide(case, sam, Act.LOWER)
    assert decision.comment.body == "Why did nobody ask us"
    assert decision.comment.revisions.get().body == "WHY DID NOBODY ASK US"
    desk.undo(decision, sam)
    comment.refresh_from_db()
    assert (comment.body, comment.status) == ("WHY DID NOBODY ASK US", Status.HELD)


def test_a_pick_is_published_and_marked(held: Case, sam: User) -> None:
    comment = desk.decide(held, sam, Act.PICK).comment
    assert comment.status == Status.PUBLISHED
    assert comment.picked_at is not None


def test_a_reply_is_told_to_whom_it_answers_once_it_is_let_through(
    story: Story, dolores: User, teo: User, sam: User
) -> None:
    parent = make_comment(story, dolores)
    reply = make_comment(story, teo, parent=parent, status=Status.HELD, in_place=False)
    case = cases.open_case(reply, rule="", reason="new", held=True)
    desk.decide(case, sam, Act.PUBLISH)
    assert set(Notice.objects.values_list("person", "topic")) == {
        (dolores.pk, Topic.REPLY),
        (teo.pk, Topic.DECISION),
    }


def test_an_undo_is_a_further_row_that_restores_everything(
    shown: Case, sam: User, story: Story
) -> None:
    decision = desk.decide(shown, sam, Act.REMOVE, rule="nice", pause_days=7)
    assert Sanction.objects.in_force().exists()
    row = desk.undo(decision, sam)
    shown.refresh_from_db()
    assert (row.undoes, row.act) == (decision, Act.UNDO)
    assert (row.status_before, row.status_after) == ("removed", "published")
    assert shown.closed_at is None
    assert shown.comment.status == Status.PUBLISHED
    assert shown.comment.removed_under == ""
    assert count(story) == 1
    assert not Notice.objects.exists()
    assert not Sanction.objects.in_force().exists()
    assert Decision.objects.count() == 2


def test_whoever_was_mailed_already_hears_of_the_undo(shown: Case, sam: User) -> None:
    decision = desk.decide(shown, sam, Act.REMOVE, rule="nice")
    Notice.objects.update(mailed_at=timezone.now())
    row = desk.undo(decision, sam)
    assert Notice.objects.filter(decision=row, mailed_at=None).count() == 1


def test_an_undo_is_for_the_one_who_decided_for_ten_minutes_and_once(
    shown: Case, sam: User, ines: User
) -> None:
    decision = desk.decide(shown, sam, Act.REMOVE, rule="nice")
    with pytest.raises(desk.TooLate):
        desk.undo(decision, ines)
    later = decision.decided_at + desk.UNDO_FOR + timedelta(seconds=1)
    assert not desk.can_be_undone(decision, sam, later)
    row = desk.undo(decision, sam)
    for again in (decision, row):
        with pytest.raises(desk.TooLate):
            desk.undo(again, sam)


def test_a_case_that_opened_since_stays_the_one_that_is_open(shown: Case, sam: User) -> None:
    decision = desk.decide(shown, sam, Act.PUBLISH)
    newer = cases.open_case(shown.comment, rule="clean", reason="reported", report_weight=100)
    desk.undo(decision, sam)
    assert Case.objects.get(closed_at=None) == newer


def test_undoing_a_hand_over_gives_the_case_back(held: Case, sam: User) -> None:
    desk.undo(desk.hand_over(held, sam), sam)
    held.refresh_from_db()
    assert not held.is_escalated
    desk.decide(held, sam, Act.PUBLISH)


def test_a_decision_takes_at_most_twelve_queries(
    story: Story, dolores: User, teo: User, sam: User
) -> None:
    sam.get_all_permissions()
    parent = make_comment(story, dolores)
    reply = make_comment(story, teo, parent=parent, status=Status.HELD, in_place=False)
    case = cases.open_case(reply, rule="nice", reason="insult", held=True)
    with budget(12):
        desk.decide(case, sam, Act.PUBLISH)
    shown = make_comment(story, dolores, parent=parent)
    case = cases.open_case(shown, rule="nice", reason="reported", report_weight=100)
    with budget(12):
        desk.decide(case, sam, Act.REMOVE, rule="nice", reply="Be kind.", pause_days=1)


@pytest.mark.parametrize("act", sorted(set(Act) - set(desk._OUTCOMES)))
def test_only_four_acts_decide_a_case(held: Case, act: Act) -> None:
    with pytest.raises(KeyError):
        desk.decide(held, make_user(groups=("Moderator",)), act)
