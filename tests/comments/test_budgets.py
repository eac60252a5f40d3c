"""What reading, posting and reporting may ask of the database, whatever the thread.

Counted with everything cold that is otherwise asked once a second. Savepoints are not counted: a
request outside a test has its one transaction instead.
"""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from articles.models import Story
from comments import cases, reports, standing
from comments.models import Comment, Status
from newsroom.accounts.models import User
from tests.budgets import budget
from tests.factories import make_comment, make_story, make_user

pytestmark = pytest.mark.django_db

ANONYMOUS, LOGGED_IN, POST, REPORT = 7, 10, 14, 8
# The one report that hides the comment also decides, tells and counts.
REPORT_THAT_HIDES = 16


@pytest.fixture(params=["empty", "busy"])
def story(request: pytest.FixtureRequest, dolores: User, teo: User) -> Story:
    """Without a comment, or with threads in every state."""
    story = make_story(discussion_stays_open=True)
    if request.param == "busy":
        for number in range(12):
            root = make_comment(story, (dolores, teo)[number % 2])
            for status in Status:
                author = teo if status == Status.HELD else dolores
                reply = make_comment(story, author, parent=root, status=status)
                make_comment(story, teo, parent=reply if status == Status.PUBLISHED else root)
    return story


def established(person: User) -> None:
    """Has written enough elsewhere to be published at once."""
    other = make_story()
    for _ in range(3):
        make_comment(other, person)


def test_a_story_read_by_anybody(client: Client, story: Story) -> None:
    with budget(ANONYMOUS):
        assert client.get(story.get_absolute_url()).status_code == 200


def test_a_story_read_by_somebody_logged_in(client: Client, story: Story, dolores: User) -> None:
    standing.toggle_followed(dolores, story)
    client.force_login(dolores)
    for _ in range(2):
        with budget(LOGGED_IN):
            assert client.get(story.get_absolute_url()).status_code == 200


def test_a_story_read_by_somebody_whose_comments_wait(
    client: Client, story: Story, dolores: User
) -> None:
    for _ in range(3):
        waiting = make_comment(story, dolores, status=Status.HELD)
        cases.open_case(waiting, rule="nice", reason="insult", held=True)
    client.force_login(dolores)
    client.get(make_story().get_absolute_url())
    with budget(LOGGED_IN, cold=False):
        page = client.get(story.get_absolute_url())
    assert page.content.decode().count("Only you can see this comment") == 3


@pytest.mark.parametrize("body", ["A calm thought about the plan.", "You are a total idiot, Teo."])
@pytest.mark.parametrize("known", [True, False])
def test_a_comment_posted(
    client: Client, story: Story, dolores: User, teo: User, body: str, known: bool
) -> None:
    for person in (dolores, teo) if known else ():
        established(person)
    client.force_login(dolores)
    parent = make_comment(story, teo)
    address = f"/stories/{story.pk}/comments/"
    for token, fields in enumerate(({}, {"parent": parent.pk})):
        with budget(POST):
            answer = client.post(address, {"body": f"{body} {token}", "token": token, **fields})
        assert answer.status_code in (303, 422)


def test_a_held_comment_posted_under_a_busy_thread(
    client: Client, story: Story, anselm: User, teo: User
) -> None:
    client.force_login(anselm)
    parent = make_comment(story, teo)
    with budget(POST):
        client.post(
            f"/stories/{story.pk}/comments/", {"body": "My first one.", "parent": parent.pk}
        )
    assert Comment.objects.get(body="My first one.").status == Status.HELD


@pytest.mark.parametrize("logged_in", [True, False])
def test_a_report(client: Client, story: Story, dolores: User, teo: User, logged_in: bool) -> None:
    comment = make_comment(story, teo)
    if logged_in:
        client.force_login(dolores)
    address = f"/comments/{comment.pk}/report/"
    with budget(REPORT):
        assert client.get(address).status_code == 200
    with budget(REPORT):
        assert client.post(address, {"rule": "nice"}).status_code == 303


def test_the_report_that_hides(client: Client, story: Story, dolores: User, teo: User) -> None:
    comment = make_comment(story, teo)
    for person in (dolores, make_user(), make_user()):
        EmailAddress.objects.create(user=person, email=person.email, verified=True)
        if person != dolores:
            reports.file_report(comment, person, rule="nice")
    client.force_login(dolores)
    with budget(REPORT_THAT_HIDES):
        client.post(f"/comments/{comment.pk}/report/", {"rule": "nice"})
    comment.refresh_from_db()
    assert comment.status == Status.HELD
