"""Questions for the newsroom reach the story's reporter, and are answered in the thread."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Author, Story
from comments import cases, desk, mailing, questions, standing, submission
from comments.models import Act, Comment, Kind, Notice, Status, Topic
from comments.submission import Entry
from newsroom.accounts.models import User
from tests.comments.talking import open_story
from tests.factories import make_comment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LIST = "/admin/questions/"


@pytest.fixture
def ana(db: None) -> User:
    """A reporter with an account, in no role."""
    reporter = make_user("Ana Reyes", email="ana@example.com", is_staff=True, badge="reporter")
    Author.objects.create(name="Ana Reyes", slug="ana-reyes", user=reporter)
    return reporter


@pytest.fixture
def story(ana: User) -> Story:
    """Hers."""
    found = open_story("The second lane")
    found.authors.add(Author.objects.get(user=ana))
    return found


@pytest.fixture
def question(story: Story, dolores: User) -> Comment:
    return make_comment(story, dolores, "Who pays for the lane?", kind=Kind.QUESTION)


@pytest.fixture
def reporter(client: Client, ana: User) -> Client:
    """Ana's browser."""
    client.force_login(ana)
    return client


def post_answer(browser: Client, question: Comment, body: str = "The state does.") -> int:
    address = reverse("admin:answer_question", args=[question.pk])
    return browser.post(address, {"body": body, "token": "t"}).status_code


def on_page(question: Comment, query: str = "") -> str:
    return Client().get(question.story.get_absolute_url() + query).content.decode()


def test_a_reporter_answers_from_the_list_and_the_story_says_so(
    reporter: Client, question: Comment
) -> None:
    assert "1 question for the newsroom</a></p>" in on_page(question)
    html = reporter.get(LIST).content.decode()
    assert "Who pays for the lane?" in html
    assert post_answer(reporter, question) == 303
    question.refresh_from_db()
    assert question.answer is not None
    assert (question.answer.parent, question.answer.kind) == (question, Kind.ANSWER)
    shown = on_page(question)
    assert "Answered by the reporter" in shown
    assert "1 question for the newsroom</a>, 1 answered" in shown
    assert '<span class="bdg bdg--staff">Reporter</span>' in shown
    assert "Answered by the reporter" in on_page(question, "?sort=questions")
    assert "No question waits for an answer." in reporter.get(LIST).content.decode()
    assert "The state does." in reporter.get(f"{LIST}?tab=answered").content.decode()
    assert post_answer(reporter, question) == 303  # the same form again
    assert Comment.objects.filter(parent=question).count() == 1


def test_a_plain_reply_of_the_reporter_is_the_answer_and_a_readers_is_not(
    question: Comment, story: Story, ana: User, teo: User, sam: User
) -> None:
    for person in (teo, sam):
        submission.submit(Entry(story, person, "I wonder too.", parent=question))
    question.refresh_from_db()
    assert question.answer is None
    submission.submit(Entry(story, ana, "The state does.", parent=question))
    question.refresh_from_db()
    assert (question.answer and question.answer.author) == ana
    assert question.answered_by_reporter


def test_an_editor_answers_for_the_newsroom(
    client: Client, question: Comment, marisol: User
) -> None:
    client.force_login(marisol)
    assert post_answer(client, question) == 303
    shown = on_page(question)
    assert "Answered by the newsroom" in shown
    assert '<span class="bdg bdg--staff">Newsroom</span>' in shown


def test_an_answer_that_readers_no_longer_see_answers_nothing(
    reporter: Client, question: Comment
) -> None:
    post_answer(reporter, question)
    answer = Comment.objects.get(kind=Kind.ANSWER)
    submission.withdraw(answer)
    question.refresh_from_db()
    assert (question.answer, question.answered_by_reporter) == (None, None)
    assert "Who pays for the lane?" in reporter.get(LIST).content.decode()


def test_an_answer_that_is_put_back_answers_again(
    reporter: Client, question: Comment, sam: User
) -> None:
    post_answer(reporter, question)
    question.story.refresh_from_db()
    assert standing.for_anybody(question.story)[0].answers == 1
    answer = Comment.objects.get(kind=Kind.ANSWER)
    case = cases.open_case(answer, rule="nice", reason="reported")
    decision = desk.decide(case, sam, Act.REMOVE, rule="nice")
    assert standing.for_anybody(question.story)[0].answers == 0
    desk.undo(decision, sam)
    assert standing.for_anybody(question.story)[0].answers == 1


def test_a_reporter_sees_their_stories_and_nobody_elses(
    reporter: Client, question: Comment, teo: User
) -> None:
    other = make_comment(open_story("Elsewhere"), teo, "And the bridge?", kind=Kind.QUESTION)
    assert "And the bridge?" not in reporter.get(LIST).content.decode()
    assert post_answer(reporter, other) == 404
    assert reporter.post(f"{LIST}{other.pk}/aside/").status_code == 404


def test_moderators_and_readers_have_no_list(client: Client, question: Comment, sam: User) -> None:
    client.force_login(sam)
    assert client.get(LIST).status_code == 403
    assert post_answer(client, question) == 403
    assert "admin/questions" not in client.get("/admin/").content.decode()


def test_the_way_to_the_list_stands_in_the_admin(reporter: Client, question: Comment) -> None:
    assert 'href="/admin/questions/"' in reporter.get("/admin/").content.decode()


def test_a_question_is_set_aside_and_put_back(reporter: Client, question: Comment) -> None:
    reporter.post(f"{LIST}{question.pk}/aside/")
    assert "No question waits for an answer." in reporter.get(LIST).content.decode()
    assert "Who pays for the lane?" in reporter.get(f"{LIST}?tab=aside").content.decode()
    reporter.post(f"{LIST}{question.pk}/aside/", {"back": "1"})
    assert "Who pays for the lane?" in reporter.get(LIST).content.decode()


def test_what_cannot_be_posted_is_said_and_what_was_typed_is_kept(
    reporter: Client, question: Comment
) -> None:
    answer = reporter.post(f"{LIST}{question.pk}/answer/", {"body": "x" * 2001})
    assert answer.status_code == 422
    assert "Cut your comment to 2,000 characters" in answer.content.decode()
    assert "x" * 2001 in answer.content.decode()
    assert not Comment.objects.filter(parent=question).exists()


def test_the_newsroom_still_answers_when_the_discussion_is_over(
    question: Comment, ana: User, teo: User
) -> None:
    when = timezone.now() - timedelta(days=30)
    Story.objects.filter(pk=question.story_id).update(published_at=when)
    question.story.refresh_from_db()
    late = submission.submit(Entry(question.story, teo, "Me too.", parent=question))
    assert late.refusal is submission.Refusal.CLOSED
    answered = submission.submit(Entry(question.story, ana, "The state.", parent=question))
    assert answered.comment is not None


def test_no_reader_can_send_an_answer_by_its_name(
    client: Client, question: Comment, teo: User
) -> None:
    client.force_login(teo)
    address = f"/stories/{question.story_id}/comments/"
    sent = {"body": "I am the paper.", "kind": "answer", "parent": question.pk}
    assert client.post(address, sent).status_code == 422
    assert not Comment.objects.filter(kind=Kind.ANSWER).exists()


def test_unanswered_questions_come_by_mail_once_a_day(question: Comment, ana: User) -> None:
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
    morning = timezone.localtime().replace(hour=8, minute=0) + timedelta(days=1)
    with time_machine.travel(morning, tick=False):
        assert (questions.remind(), questions.remind()) == (1, 0)
        assert mailing.send_due() == 1
    (letter,) = mail.outbox
    assert letter.to == ["ana@example.com"]
    assert "Who pays for the lane?" in letter.body
    assert LIST in letter.body
    with time_machine.travel(morning + timedelta(hours=22), tick=False):
        assert questions.remind() == 0  # six o'clock
    with time_machine.travel(morning + timedelta(hours=23), tick=False):
        assert questions.remind() == 1
        Comment.objects.filter(pk=question.pk).update(status=Status.REMOVED)
        assert mailing.send_due() == 0  # nothing left to tell


def test_questions_under_a_story_of_nobodys_come_to_editors(
    question: Comment, ana: User, marisol: User, teo: User
) -> None:
    assert questions.remind() == 1
    make_comment(open_story("By an agency"), teo, "And the bridge?", kind=Kind.QUESTION)
    assert questions.remind() == 1
    told = Notice.objects.filter(topic=Topic.QUESTION).values_list("person", flat=True)
    assert set(told) == {ana.pk, marisol.pk}
    assert [one.body for one in questions.waiting_for(marisol)] == ["And the bridge?"]


def test_nobody_is_told_when_nothing_waits(ana: User, marisol: User) -> None:
    assert questions.remind() == 0


def test_only_those_who_are_asked_choose_that_mail(client: Client, teo: User, ana: User) -> None:
    for person, offered in ((teo, False), (ana, True)):
        client.force_login(person)
        page = client.get("/me/?tab=settings").content.decode()
        assert ("Readers’ questions to me" in page) is offered
        client.post("/me/mail/", {"topic": []})
        off = person.mail_off.filter(topic=Topic.QUESTION)
        assert off.exists() is offered


def test_the_list_costs_the_same_for_any_number_of_questions(
    reporter: Client,
    question: Comment,
    dolores: User,
    django_assert_max_num_queries: object,
) -> None:
    for _ in range(25):
        make_comment(question.story, dolores, kind=Kind.QUESTION)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        html = reporter.get(LIST).content.decode()
    assert html.count('<article class="case') == 20
    last = min(Comment.objects.filter(kind=Kind.QUESTION).order_by("-pk")[:20], key=lambda q: q.pk)
    assert f"before={last.pk}" in html
    earlier = reporter.get(f"{LIST}?before={last.pk}").content.decode()
    assert earlier.count('<article class="case') == 6
    assert reporter.get(f"{LIST}?before=x").status_code == 404
