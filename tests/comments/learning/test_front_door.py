"""What readers and the newsroom see of the desk's own model."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comments.models import Comment, ScreeningModel, Status
from newsroom import memo
from newsroom.accounts.models import User
from tests.comments.learning.conftest import TAUNT
from tests.comments.talking import open_story
from tests.factories import make_comment, make_story, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LIST = "/admin/comments/screeningmodel/"
CARD_QUERIES = 12


def posted(client: Client, person: User, text: str = TAUNT) -> Comment:
    """What became of a comment of somebody who is long with us."""
    for _ in range(3):
        make_comment(make_story(), person)
    client.force_login(person)
    memo.forget_everything()
    story = open_story()
    client.post(f"/stories/{story.pk}/comments/", {"body": text, "token": "one"})
    return Comment.objects.get(story=story)


@pytest.fixture
def as_senior(client: Client) -> Client:
    client.force_login(make_user("Senior", groups=("Senior moderator",), is_staff=True))
    return client


def test_what_the_model_points_at_waits_for_a_moderator_who_sees_why(
    client: Client, dolores: User, sam: User, model: ScreeningModel
) -> None:
    comment = posted(client, dolores)
    assert comment.status == Status.HELD
    found = comment.findings.get()
    assert (found.check_name, found.versions["check"]) == ("learned", f"desk {model.pk}")
    client.force_login(sam)
    html = client.get("/admin/desk/").content.decode()
    assert "like comments that this desk removed before" in html


def test_what_it_does_not_point_at_is_published(
    client: Client, dolores: User, model: ScreeningModel
) -> None:
    assert posted(client, dolores, "The river was high on Monday.").status == Status.PUBLISHED


def test_one_switch_turns_it_off_and_on_again(as_senior: Client, model: ScreeningModel) -> None:
    answer = as_senior.post(f"{LIST}switch/", {"on": ""})
    assert (answer.status_code, answer["Location"]) == (303, LIST)
    assert "The desk’s own model is <b>off</b>" in as_senior.get(LIST).content.decode()
    assert posted(Client(), make_user()).status == Status.PUBLISHED
    as_senior.post(f"{LIST}switch/", {"on": "1"})
    assert "The desk’s own model is <b>on</b>" in as_senior.get(LIST).content.decode()
    assert posted(Client(), make_user()).status == Status.HELD


def test_the_card_tells_figures_and_words(as_senior: Client, model: ScreeningModel) -> None:
    memo.forget_everything()
    with CaptureQueriesContext(connection) as queries:
        html = as_senior.get(f"{LIST}{model.pk}/change/").content.decode()
    assert len(queries) <= CARD_QUERIES, [query["sql"] for query in queries]
    for told in ("In use", "80 %", "50 %", "0.90", "river rats", "1.0 %", "Too few decisions yet"):
        assert told in html


def test_the_card_of_one_that_left_tells_what_became_of_it(
    as_senior: Client, model: ScreeningModel
) -> None:
    changed = ScreeningModel.objects.filter(pk=model.pk)
    for because, told in (("erased", "was erased"), ("replaced", "took its place")):
        changed.update(is_used=False, left_at=model.fitted_at, left_because=because, table="")
        assert told in as_senior.get(f"{LIST}{model.pk}/change/").content.decode()
    changed.update(left_at=None, left_because="", outcome="story", figures={})
    html = as_senior.get(f"{LIST}{model.pk}/change/").content.decode()
    assert "no better on stories" in html


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 300, "x", "٣"])
def test_a_card_that_is_none_is_not_found(as_senior: Client, number: str) -> None:
    assert as_senior.get(f"{LIST}{number}/change/").status_code == 404


ROLES: dict[str, dict[str, Any]] = {
    "reader": {},
    "moderator": {"groups": ("Moderator",), "is_staff": True},
    "senior": {"groups": ("Senior moderator",), "is_staff": True},
    "editor": {"groups": ("Editor",), "is_staff": True},
    "admin": {"is_staff": True, "is_superuser": True},
}


@pytest.mark.parametrize(
    ("role", "reads", "switches"),
    [
        ("reader", 403, 403),
        ("moderator", 200, 403),
        ("senior", 200, 303),
        ("editor", 403, 403),
        ("admin", 200, 303),
    ],
)
def test_moderators_read_the_cards_and_seniors_switch(
    client: Client, model: ScreeningModel, role: str, reads: int, switches: int
) -> None:
    client.force_login(make_user("The one who tries", **ROLES[role]))
    assert client.get(LIST).status_code == reads
    assert client.get(f"{LIST}{model.pk}/change/").status_code == reads
    assert client.post(f"{LIST}switch/", {"on": ""}).status_code == switches
    for path in ("add/", f"{model.pk}/delete/"):
        assert client.post(f"{LIST}{path}", {"post": "yes"}).status_code == 403
    changed = client.post(f"{LIST}{model.pk}/change/", {"table": "x", "is_used": ""})
    assert changed.status_code in (reads, 405)
    assert ScreeningModel.objects.get().table == model.table


def test_a_switch_is_turned_by_a_form_alone(as_senior: Client) -> None:
    assert as_senior.get(f"{LIST}switch/").status_code == 405
