"""A desk that has decided enough to be learned from, by known rules."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from comments import cases
from comments.learning.figures import Figures, Measure, Outcome
from comments.models import Act, Case, Comment, Decision, ScreeningModel, Status
from comments.rules import Rule
from comments.screening import score
from comments.screening.learned import Learned, dump
from newsroom.accounts.models import User
from tests.comments.learning.made_up import decisions
from tests.factories import make_story, make_user

TAUNT = "Nobody asked the river rats what they think about it."
# Knows one pair of words.
RIVER_RATS = Learned("", Rule.NICE, 0.6, -2.0, 0.0, {"w river rats": (1.0, 4.0)})
GOOD = Measure(0.9, 0.8, 0.5, 0.5, 0.6, 0.1)
DECIDED = 400
STORIES = 20


class Calm:
    """A packaged score that finds nothing."""

    name = "calm 1"

    def probability(self, text: str) -> float:
        return 0.0


def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what only asks a model needs no extra."""
    monkeypatch.setattr(score, "scorer", Calm)


def make_model() -> ScreeningModel:
    """One in use, which holds whatever speaks of river rats."""
    table = dump(RIVER_RATS)
    return ScreeningModel.objects.create(
        decisions=300,
        removals=80,
        outcome=Outcome.USED,
        figures=Figures(GOOD, GOOD, 0.6, 1, 0.0, 0.01, 500).as_dict(),
        is_used=True,
        table=table,
        checksum=sha256(table.encode()).hexdigest(),
    )


@pytest.fixture
def model(db: None, monkeypatch: pytest.MonkeyPatch) -> ScreeningModel:
    calm(monkeypatch)
    return make_model()


@pytest.fixture
def decided(sam: User) -> list[Comment]:
    """So many comments that Sam decided, two a day; about a third removed. Oldest first."""
    stories = [make_story() for _ in range(STORIES)]
    people = [make_user() for _ in range(40)]
    start = timezone.now() - timedelta(hours=12 * (DECIDED + 1))
    examples = decisions(seed=3, number=DECIDED)
    comments = Comment.objects.bulk_create(
        Comment(
            story=stories[one.story % STORIES],
            author=people[one.person % len(people)],
            body=one.text,
            status=Status.REMOVED if one.removed else Status.PUBLISHED,
            posted_at=start,
            rank=number,
        )
        for number, one in enumerate(examples)
    )
    Decision.objects.bulk_create(
        Decision(
            comment=comment,
            moderator=sam,
            act=Act.REMOVE if one.removed else Act.PUBLISH,
            status_after=comment.status,
            rule=one.rule,
            decided_at=start + timedelta(hours=12 * number),
        )
        for number, (comment, one) in enumerate(zip(comments, examples, strict=True))
    )
    Case.objects.bulk_create(
        Case(
            comment=comment, story=comment.story, section_id=comment.story.section_id,
            opened_at=start, closed_at=start, closed_by=sam, urgency=cases.urgency("", 0, 0, start),
        )
        for comment in comments
    )  # fmt: skip
    return comments
