"""Every address and act of the desk, with everybody who may try it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Story
from comments import appeals, cases, desk, sanctions
from comments.desk_urls import urlpatterns
from comments.models import Act, Case, Comment, Measure, SecondRead, Status
from newsroom.accounts.models import User
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db

ROLES: dict[str, dict[str, Any]] = {
    "nobody": {},
    "reader": {},
    "moderator": {"groups": ("Moderator",), "is_staff": True},
    "senior": {"groups": ("Senior moderator",), "is_staff": True},
    "editor": {"groups": ("Editor",), "is_staff": True},
    "admin": {"is_staff": True, "is_superuser": True},
}
LOGIN, NO, OK, DONE = 302, 403, 200, 303
# What a role is answered, in the order of ROLES; nobody is sent to log in, a reader never enters.
DESK = (LOGIN, NO, OK, OK, OK, OK)
MODERATORS_PAGE = (LOGIN, NO, OK, OK, NO, OK)
MODERATORS_ACT = (LOGIN, NO, DONE, DONE, NO, DONE)
EDITORS_ACT = (LOGIN, NO, NO, NO, DONE, DONE)
NEWSROOMS_ACT = (LOGIN, NO, DONE, DONE, DONE, DONE)
SENIORS_ACT = (LOGIN, NO, NO, DONE, NO, DONE)


@dataclass
class Scene:
    """What waits on the desk of a test, and who is about to touch it."""

    case: Case
    escalated: Case
    comment: Comment
    author: User
    first: User
    actor: User | None

    def removal(self) -> Any:
        case = _case(self.comment.story, self.author)
        return desk.decide(case, self.first, Act.REMOVE, rule="nice")

    def drawn(self) -> Any:
        decision = self.removal()
        long_ago = timezone.now() - timedelta(hours=1)
        return SecondRead.objects.create(
            decision=decision, first_moderator=self.first, drawn_at=long_ago
        )

    def own(self) -> Any:
        """A decision of the actor's own, where they may decide; else of somebody else."""
        by = self.actor if self.actor and desk.may_decide(self.case, self.actor) else self.first
        return desk.decide(_case(self.comment.story, self.author), by, Act.PUBLISH)


def _case(story: Story, author: User) -> Case:
    comment = make_comment(story, author, status=Status.HELD)
    return cases.open_case(comment, rule="nice", reason="insult", held=True)


def measure(days: int, kind: Measure = Measure.PAUSE) -> Callable[[Scene], Any]:
    form = {"measure": kind, "days": days or "", "rule": "nice", "reason": "Because."}
    return lambda scene: (f"people/{scene.author.pk}/sanction/", form)


def lifting(days: int, kind: Measure = Measure.PAUSE) -> Callable[[Scene], Any]:
    def act(scene: Scene) -> Any:
        senior = make_user(groups=("Senior moderator",))
        imposed = sanctions.impose(scene.author, senior, kind, days=days)
        return f"sanctions/{imposed.pk}/lift/", {}

    return act


def decision(act: str, **fields: Any) -> Callable[[Scene], Any]:
    return lambda scene: (f"cases/{scene.case.pk}/", {"act": act, **fields})


# What is asked (a form makes it a POST), and what each role is answered.
TABLE: dict[str, tuple[Callable[[Scene], Any], tuple[int, ...]]] = {
    "queue": (lambda s: ("", None), DESK),
    "one card": (lambda s: (f"cases/{s.case.pk}/", None), DESK),
    "keep": (decision("publish"), MODERATORS_ACT),
    "remove": (decision("remove", rule="nice"), MODERATORS_ACT),
    "lower": (decision("lower"), MODERATORS_ACT),
    "pick on a card": (decision("pick"), MODERATORS_ACT),
    "hand over": (decision("escalate"), MODERATORS_ACT),
    "remove and pause a week": (
        decision("remove", rule="nice", pause_days="7"),
        MODERATORS_ACT,
    ),
    "remove and pause a month": (decision("remove", rule="nice", pause_days="30"), SENIORS_ACT),
    "decide what was handed over": (
        lambda s: (f"cases/{s.escalated.pk}/", {"act": "publish"}),
        EDITORS_ACT,
    ),
    "take": (lambda s: (f"cases/{s.case.pk}/take/", {}), NEWSROOMS_ACT),
    "copies": (lambda s: (f"cases/{s.case.pk}/copies/", None), MODERATORS_PAGE),
    "several": (lambda s: ("bulk/", {"case": s.case.pk, "do": "publish"}), MODERATORS_ACT),
    "undo": (lambda s: (f"decisions/{s.own().pk}/undo/", {}), NEWSROOMS_ACT),
    "appeal": (
        lambda s: (
            f"appeals/{appeals.file_appeal(s.removal(), s.author, 'A joke.').pk}/",
            {"act": "restore"},
        ),
        MODERATORS_ACT,
    ),
    "shift": (lambda s: ("shift/", {"on": "1"}), MODERATORS_ACT),
    "drawer": (lambda s: (f"people/{s.author.pk}/", None), MODERATORS_PAGE),
    "note": (lambda s: (f"people/{s.author.pk}/note/", {"text": "Kind."}), MODERATORS_ACT),
    "warn": (measure(0, Measure.WARN), MODERATORS_ACT),
    "premoderate": (measure(0, Measure.PREMODERATE), MODERATORS_ACT),
    "pause a day": (measure(1), MODERATORS_ACT),
    "pause a week": (measure(7), MODERATORS_ACT),
    "pause a month": (measure(30), SENIORS_ACT),
    "ban": (measure(0, Measure.BAN), SENIORS_ACT),
    "lift a week": (lifting(7), MODERATORS_ACT),
    "lift a month": (lifting(30), SENIORS_ACT),
    "lift a ban": (lifting(0, Measure.BAN), SENIORS_ACT),
    "second reading": (lambda s: ("second/", None), MODERATORS_PAGE),
    "second answer": (lambda s: (f"second/{s.drawn().pk}/", {"would": "keep"}), MODERATORS_ACT),
    "search": (lambda s: ("search/", None), DESK),
    "search by word": (lambda s: ("search/?word=elm", None), DESK),
    "put on the desk": (lambda s: (f"comments/{s.comment.pk}/case/", {}), MODERATORS_ACT),
    "pick": (lambda s: (f"comments/{s.comment.pk}/pick/", {}), NEWSROOMS_ACT),
    "embed": (lambda s: (f"comments/{s.comment.pk}/embed/", {}), EDITORS_ACT),
}
CASES = [
    pytest.param(role, asks, answers[number], id=f"{name}, {role}")
    for name, (asks, answers) in TABLE.items()
    for number, role in enumerate(ROLES)
]


@pytest.mark.parametrize(("role", "asks", "expected"), CASES)
def test_the_desk_answers_each_role(
    client: Client,
    role: str,
    asks: Callable[[Scene], Any],
    expected: int,
    story: Story,
    dolores: User,
    ines: User,
) -> None:
    actor = None if role == "nobody" else make_user("The one who tries", **ROLES[role])
    escalated = _case(story, dolores)
    desk.hand_over(escalated, ines)
    scene = Scene(
        _case(story, dolores), escalated, make_comment(story, dolores), dolores, ines, actor
    )
    path, form = asks(scene)
    if actor:
        client.force_login(actor)
    address = f"/admin/desk/{path}"
    before = Comment.objects.filter(pk=scene.case.comment_id).values().get()
    answer = client.get(address) if form is None else client.post(address, form)
    assert answer.status_code == expected
    if expected == LOGIN:
        assert answer["Location"].startswith("/accounts/login/?next=")
    if expected in (LOGIN, NO):
        assert Comment.objects.filter(pk=scene.case.comment_id).values().get() == before


def test_the_table_has_every_address_of_the_desk(
    story: Story, dolores: User, ines: User, sam: User
) -> None:
    scene = Scene(
        _case(story, dolores),
        _case(story, dolores),
        make_comment(story, dolores),
        dolores,
        ines,
        sam,
    )
    asked = {asks(scene)[0].partition("?")[0] for asks, _ in TABLE.values()}
    unasked = {
        pattern.name for pattern in urlpatterns if not any(pattern.resolve(path) for path in asked)
    }
    assert unasked == set()


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("houserule/", {"senior", "admin"}),
        ("word/", {"senior", "admin"}),
        ("word/try/", {"senior", "admin"}),
        ("savedreply/", {"senior", "admin"}),
        ("sanction/", {"moderator", "senior", "admin"}),
        ("decision/", {"moderator", "senior", "admin"}),
        ("screeningmodel/", {"moderator", "senior", "admin"}),
        ("siteswitch/", {"admin"}),
    ],
)
@pytest.mark.parametrize("role", [role for role in ROLES if role != "nobody"])
def test_the_ordinary_pages_open_for_whom_they_are(
    client: Client, role: str, path: str, allowed: set[str]
) -> None:
    client.force_login(make_user("The one who tries", **ROLES[role]))
    answer = client.get(f"/admin/comments/{path}", follow=True)
    assert (answer.status_code == 200) == (role in allowed)


@pytest.mark.parametrize("role", ["moderator", "senior"])
def test_moderators_see_nothing_of_stories_or_accounts(client: Client, role: str) -> None:
    client.force_login(make_user("The one who tries", **ROLES[role]))
    for path in ("articles/story/", "articles/story/add/", "accounts/user/", "articles/section/"):
        assert client.get(f"/admin/{path}").status_code == 403
    index = client.get("/admin/").content.decode()
    assert "/admin/desk/" in index
    assert "/admin/articles/" not in index
