"""Questions for the newsroom: who is asked, what answers, and what still waits.

A question is a comment of that kind. The reporters of its story, and editors, answer it by a reply;
the first such reply that readers see is its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Author, Story
from comments.models import Comment, Kind, Notice, Status, Topic
from newsroom.accounts.models import User
from newsroom.prepared import Slot

# Reporters are told in the morning, in the newsroom's time.
TOLD_FROM = time(7)
COUNTED = 99
_BY_A_REPORTER = Author.objects.filter(stories=OuterRef("story"), user__is_staff=True)


@dataclass(frozen=True)
class Asked:
    """How many questions readers asked under a story, and how many of them were answered; counted
    among the newest COUNTED + 1."""

    questions: int
    answers: int

    @property
    def questions_words(self) -> str:
        """“1 question”, “3 questions”, “99+ questions”."""
        number = f"{COUNTED}+" if self.questions > COUNTED else str(self.questions)
        return f"{number} question{'' if self.questions == 1 else 's'}"


def takes_part(person: User) -> bool:
    """Whether questions come to the person, who must be able to enter the admin: a reporter or an
    editor. At most three queries; none for readers."""
    return person.is_staff and (is_editor(person) or Author.objects.filter(user=person).exists())


def is_editor(person: User) -> bool:
    return person.has_perm("comments.pick")


def may_answer(person: User, story: Story) -> bool:
    """Whether the person's reply is the newsroom's answer. At most three queries."""
    if not (person.is_staff or person.badge):
        return False
    return _is_reporter(person.pk, story.pk) or is_editor(person)


def seen_by(person: User) -> QuerySet[Comment]:
    """The questions that this person may answer: an editor all, a reporter theirs."""
    published = Comment.objects.published().filter(kind=Kind.QUESTION)
    if is_editor(person):
        return published
    own = Story.authors.through.objects.filter(story=OuterRef("story"), author__user=person)
    return published.filter(Exists(own))


def waiting(questions: QuerySet[Comment]) -> QuerySet[Comment]:
    """Those of them that nobody has answered or set aside."""
    return questions.filter(answer=None, set_aside_at=None)


def waiting_for(person: User) -> QuerySet[Comment]:
    """What the person is asked to answer: a reporter what is theirs, an editor what is nobody's."""
    own = Q(Exists(Author.objects.filter(stories=OuterRef("story"), user=person)))
    if is_editor(person):
        own |= ~Q(Exists(_BY_A_REPORTER))
    return waiting(Comment.objects.published().filter(kind=Kind.QUESTION)).filter(own)


def counts(story: Slot) -> tuple[Subquery, Subquery]:
    """`Asked`'s two numbers, for a prepared query that is made anyway."""
    asked = Comment.objects.published().filter(story=story, kind=Kind.QUESTION)
    newest = Comment.objects.filter(pk__in=asked.order_by("-id").values("pk")[: COUNTED + 1])
    of_all, of_answered = (
        newest.order_by().annotate(
            # Not an aggregate to Django, which would group by what it counts.
            number=Func(F(counted), function="COUNT", output_field=IntegerField())
        )
        for counted in ("pk", "answer")
    )
    return Subquery(of_all.values("number")), Subquery(of_answered.values("number"))


def kind_of_reply(author: User, story: Story, parent: Comment | None, kind: Kind) -> Kind:
    """What a reply is: the newsroom's answer, where it answers a question for the newsroom."""
    if parent is None or parent.kind != Kind.QUESTION or not may_answer(author, story):
        return kind
    return Kind.ANSWER


def keep_answer(reply: Comment) -> None:
    """Ties an answer to its question once readers see it, and no longer when they do not.

    Must run in the transaction that changes its status. At most two queries; none for another kind.
    """
    if reply.kind != Kind.ANSWER or reply.parent_id is None:
        return
    question = Comment.objects.filter(pk=reply.parent_id)
    if reply.status == Status.PUBLISHED:
        by_reporter = _is_reporter(reply.author_id, reply.story_id)
        open_one = question.filter(answer=None)
        open_one.update(answer=reply, answered_by_reporter=by_reporter, set_aside_at=None)
    else:
        answered = question.filter(answer=reply)
        answered.update(answer=None, answered_by_reporter=None)


def set_aside(question: Comment, by: User, aside: bool) -> None:
    """Takes a question off the list without an answer, or puts it back. Again changes nothing.

    Raises PermissionDenied for whoever may not answer it. At most four queries.
    """
    if not may_answer(by, question.story):
        raise PermissionDenied("Reporters of the story and editors decide that.")
    unanswered = Comment.objects.filter(pk=question.pk, answer=None, set_aside_at__isnull=aside)
    unanswered.update(set_aside_at=timezone.now() if aside else None)


def remind(now: datetime | None = None) -> int:
    """Once a day, from TOLD_FROM on, a notice to everybody who is asked something. Out: how many.

    It goes out with the other mail (see `mailing`), which words it when it is sent. Safe to be run
    by several processes at once: each person's row is the queue.
    """
    now = now or timezone.now()
    local = timezone.localtime(now)
    since = local.replace(hour=TOLD_FROM.hour, minute=TOLD_FROM.minute, second=0, microsecond=0)
    if local < since:
        since -= timedelta(days=1)
    if not waiting(Comment.objects.published().filter(kind=Kind.QUESTION)).exists():
        return 0
    told = Notice.objects.filter(topic=Topic.QUESTION, made_at__gte=since, person=OuterRef("pk"))
    permitted = Q(groups__permissions__codename="pick") | Q(user_permissions__codename="pick")
    people = User.objects.filter(Q(author__isnull=False) | permitted, is_active=True, is_staff=True)
    untold = people.filter(~Exists(told)).distinct()
    return sum(_tell(person.pk, since, now) for person in untold.iterator())


@transaction.atomic
def _tell(pk: int, since: datetime, now: datetime) -> int:
    """A notice for the person unless there is one or nothing waits. Out: how many."""
    person = User.objects.select_for_update().get(pk=pk)
    newest = waiting_for(person).order_by("-id").first()
    told = Notice.objects.filter(topic=Topic.QUESTION, person=person, made_at__gte=since)
    if newest is None or told.exists():
        return 0
    Notice.objects.create(
        person=person, topic=Topic.QUESTION, comment=newest, story_id=newest.story_id,
        made_at=now, mail_at=now,
    )  # fmt: skip
    return 1


def _is_reporter(person: int | None, story: int) -> bool:
    """Whether the story is bylined with this account. One query."""
    return Author.objects.filter(user=person, stories=story).exists()
