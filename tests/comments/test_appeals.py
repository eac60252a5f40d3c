"""An author asks once for a review, and somebody else decides."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from comments import appeals, cases, desk
from comments.models import Act, Appeal, Comment, Decision, Notice, Sanction, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def removal(dolores: User, sam: User) -> Decision:
    """Sam removed what Dolores wrote, and paused her for a week."""
    comment = make_comment(make_story(), dolores, "What Dolores wrote.")
    case = cases.open_case(comment, rule="nice", reason="reported", report_weight=100)
    return desk.decide(case, sam, Act.REMOVE, rule="nice", pause_days=7)


def appeal_against(removal: Decision, author: User) -> Appeal:
    return appeals.file_appeal(removal, author, "It was a quotation.")


def comment_of(decision: Decision) -> Comment:
    return Comment.objects.get(pk=decision.comment_id)


def test_another_moderator_puts_the_comment_back(
    removal: Decision, dolores: User, ines: User
) -> None:
    appeal = appeal_against(removal, dolores)
    decision = appeals.decide(appeal, ines, restore=True, reason="You are right.")
    appeal.refresh_from_db()
    comment = comment_of(removal)
    assert (appeal.outcome, appeal.decided_by) == (decision, ines)
    assert (comment.status, comment.removed_under) == (Status.PUBLISHED, "")
    assert comment.kept_at is not None
    comment.story.refresh_from_db()
    assert comment.story.comment_count == 1
    assert (decision.act, decision.status_before) == (Act.RESTORE, Status.REMOVED)
    assert Notice.objects.filter(decision=decision, person=dolores).exists()
    assert not Sanction.objects.in_force().exists()


def test_a_comment_that_is_upheld_stays_removed(
    removal: Decision, dolores: User, ines: User
) -> None:
    decision = appeals.decide(appeal_against(removal, dolores), ines, restore=False)
    assert decision.act == Act.UPHOLD
    assert comment_of(removal).status == Status.REMOVED
    assert comment_of(removal).removed_under == "nice"
    assert Sanction.objects.in_force().exists()


def test_the_moderator_who_removed_it_cannot_decide(
    removal: Decision, dolores: User, sam: User
) -> None:
    appeal = appeal_against(removal, dolores)
    with pytest.raises(PermissionDenied):
        appeals.decide(appeal, sam, restore=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decided_by=sam)


def test_an_appeal_is_decided_once(removal: Decision, dolores: User, ines: User) -> None:
    appeal = appeal_against(removal, dolores)
    appeals.decide(appeal, ines, restore=False)
    with pytest.raises(desk.AlreadyDecided):
        appeals.decide(appeal, ines, restore=True)
    assert comment_of(removal).status == Status.REMOVED


def test_a_removal_is_appealed_against_once_and_by_its_author_only(
    removal: Decision, dolores: User, teo: User
) -> None:
    with pytest.raises(PermissionDenied):
        appeal_against(removal, teo)
    appeal_against(removal, dolores)
    with pytest.raises(appeals.AlreadyAppealed):
        appeal_against(removal, dolores)
    assert Appeal.objects.count() == 1


def test_what_was_put_back_cannot_be_appealed_against(
    removal: Decision, dolores: User, sam: User
) -> None:
    desk.undo(removal, sam)
    with pytest.raises(PermissionDenied):
        appeal_against(removal, dolores)


def test_an_author_asks_on_the_page(
    client: Client, removal: Decision, dolores: User, teo: User
) -> None:
    address = f"/comments/{removal.comment_id}/appeal/"
    client.force_login(teo)
    assert client.get(address).status_code == 404
    client.force_login(dolores)
    page = client.get(address).content.decode()
    assert "What Dolores wrote." in page
    assert "Be Nice." in page
    empty = client.post(address, {"text": " "})
    assert (empty.status_code, Appeal.objects.count()) == (422, 0)
    assert "Tell us why you think we are wrong" in empty.content.decode()
    long = client.post(address, {"text": "x" * 1001})
    assert "Cut your text to 1,000 characters" in long.content.decode()
    sent = client.post(address, {"text": "It was a quotation."}, follow=True)
    assert sent.redirect_chain[0][1] == 303
    assert "Your request is with a moderator" in sent.content.decode()
    assert client.post(address, {"text": "Again."}).status_code == 409
    assert Appeal.objects.get().text == "It was a quotation."


def test_a_removed_comment_can_be_written_again(
    client: Client, removal: Decision, dolores: User
) -> None:
    client.force_login(dolores)
    page = client.get(f"/comments/{removal.comment_id}/again/").content.decode()
    assert "What Dolores wrote." in page
    assert f'action="/stories/{removal.comment.story_id}/comments/"' in page


def test_the_card_of_an_appeal_says_what_its_author_was_told(
    client: Client, dolores: User, sam: User, ines: User
) -> None:
    comment = make_comment(make_story(), dolores)
    case = cases.open_case(comment, rule="nice", reason="reported")
    removal = desk.decide(case, sam, Act.REMOVE, rule="nice", reply="Not so, {name}.")
    appeal_against(removal, dolores)
    client.force_login(ines)
    page = client.get("/admin/desk/?tab=appeals").content.decode()
    assert f"They were told: “Not so, {dolores.name}.”" in page
