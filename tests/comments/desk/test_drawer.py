"""The author's drawer, and the search over comments in any state."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Story
from comments.models import Case, Decision, Sanction, StaffNote, Status
from newsroom.accounts.models import User
from tests.budgets import budget
from tests.factories import make_comment

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_notes_and_measures_are_kept_in_the_drawer_and_lifted_there(
    desk_of_sam: Client, dolores: User, story: Story
) -> None:
    make_comment(story, dolores, "A remark in the drawer.")
    page = f"/admin/desk/people/{dolores.pk}/"
    desk_of_sam.post(f"{page}note/", {"text": "Was kind on the phone."})
    assert StaffNote.objects.get().by.name == "Sam Okafor"
    form = {"measure": "pause", "days": "7", "rule": "nice", "reason": "Third time."}
    desk_of_sam.post(f"{page}sanction/", form)
    sanction = Sanction.objects.in_force().get()
    assert sanction.until is not None
    html = desk_of_sam.get(page).content.decode()
    for said in ("Was kind on the phone.", "Third time.", "A remark in the drawer.", "Lift"):
        assert said in html
    desk_of_sam.post(f"/admin/desk/sanctions/{sanction.pk}/lift/")
    assert not Sanction.objects.in_force().exists()


def test_a_drawer_full_of_comments_takes_no_more_queries(
    desk_of_sam: Client, dolores: User, story: Story
) -> None:
    for number in range(20):
        make_comment(story, dolores, f"Remark {number} in the drawer.")
    with budget(13):
        assert desk_of_sam.get(f"/admin/desk/people/{dolores.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Pick a measure"),
        ({"measure": "pause", "rule": "nice", "reason": "x"}, "Pick how long the pause is"),
        ({"measure": "warn", "rule": "nice"}, "Say why: they are told"),
        ({"measure": "warn", "reason": "x"}, "Pick the rule"),
    ],
)
def test_a_measure_names_its_kind_rule_and_reason(
    desk_of_sam: Client, dolores: User, form: dict[str, str], told: str
) -> None:
    answer = desk_of_sam.post(f"/admin/desk/people/{dolores.pk}/sanction/", form)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Sanction.objects.exists()


def test_search_finds_comments_in_any_state_by_every_field(
    desk_of_sam: Client, story: Story, dolores: User, teo: User
) -> None:
    held = make_comment(story, dolores, "The elm on Capitol Avenue", status=Status.HELD)
    removed = make_comment(story, teo, "The elm again", status=Status.REMOVED, removed_under="nice")
    old = make_comment(story, teo, "An older ELM", posted_at=timezone.now() - timedelta(days=400))

    def found(query: str) -> list[int]:
        answer = desk_of_sam.get(f"/admin/desk/search/?{query}")
        assert answer.status_code == 200
        return [comment.pk for comment in answer.context["found"].comments]

    today = timezone.localdate().isoformat()
    assert found("word=elm") == [old.pk, removed.pk, held.pk]
    assert found("author=DOLORES@example.com") == [held.pk]
    assert found("author=teo+marchetti&word=again") == [removed.pk]
    assert found("author=nobody") == []
    assert found("rule=nice") == [removed.pk]
    assert found("status=held") == [held.pk]
    assert found(f"since={today}") == [removed.pk, held.pk]
    assert found(f"until={(timezone.localdate() - timedelta(days=30)).isoformat()}") == [old.pk]
    assert found(f"story={story.pk + 1}") == []
    assert desk_of_sam.get("/admin/desk/search/?since=soon").status_code == 422


def test_a_comment_that_is_found_is_put_on_the_desk_or_picked(
    desk_of_sam: Client, story: Story, dolores: User
) -> None:
    comment = make_comment(story, dolores)
    answer = desk_of_sam.post(f"/admin/desk/comments/{comment.pk}/case/", follow=True)
    assert "Put here by a moderator" in answer.content.decode()
    assert Case.objects.get().comment == comment
    for is_picked in (True, False):
        desk_of_sam.post(f"/admin/desk/comments/{comment.pk}/pick/")
        comment.refresh_from_db()
        assert bool(comment.picked_at) == is_picked
    assert list(Decision.objects.values_list("act", flat=True)) == ["pick", "unpick"]
