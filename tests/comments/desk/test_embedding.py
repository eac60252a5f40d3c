"""Comments within stories: who puts them there, where they stand, who is told, when they go."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Status as StoryStatus
from articles.models import Story
from comments import cases, desk, embedding, mailing, submission
from comments.models import Act, Comment, Embed, Notice, Status, Topic
from newsroom import memo
from newsroom.accounts.models import User
from newsroom.changes.sight import watcher
from tests.articles.admin.conftest import change_url
from tests.comments.talking import establish, open_story, page
from tests.factories import make_comment, make_quote, make_speaker, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LONG = (
    "We will look at every street in this town before we close a single one, and we will ask"
    " all who live on it what they would have us do."
)
BODY = f"""<p>The council met on Monday.</p>
<p>The mayor was plain: “{LONG}”</p>
<ul><li>First the bridge.</li><li>Then the lane.</li></ul>
<p>Forty people spoke.</p>"""


@pytest.fixture
def story() -> Story:
    story = open_story("The second lane", body=BODY)
    make_quote(story, LONG, paragraph=1, speaker=make_speaker("Ana Reyes"))
    return story


@pytest.fixture
def comment(story: Story, dolores: User) -> Comment:
    return make_comment(story, dolores, "I fix <b>bikes</b> there.\n\nEvery week.")


@pytest.fixture
def desk_of_marisol(client: Client, marisol: User) -> Client:
    client.force_login(marisol)
    return client


def send(client: Client, comment: Comment, story: Story, **fields: str) -> Any:
    address = f"/admin/desk/comments/{comment.pk}/embed/"
    return client.post(address, {"story": story.pk, **fields})


def words(html: str) -> str:
    """The story's body as it is read, a mark where the comment stands."""
    body = html[html.index('class="story-body"') : html.index('class="talk"')]
    marked = re.sub(r'<figure class="voice embed".*?</figure>', "[HERE]", body, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", marked).split())


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("The council met on Monday.", "on Monday. [HERE] The mayor was plain"),
        (f"The mayor was plain: “{LONG}”", "Ana Reyes [HERE] First the bridge."),
        ("First the bridge.", "Then the lane. [HERE] Forty people"),
        ("Forty people spoke.", "Forty people spoke. [HERE]"),
        ("", "Forty people spoke. [HERE]"),
    ],
)
def test_a_comment_stands_behind_the_paragraph_that_was_chosen(
    desk_of_marisol: Client, story: Story, comment: Comment, after: str, expected: str
) -> None:
    assert send(desk_of_marisol, comment, story, after=after).status_code == 303
    html = page(Client(), story)
    assert expected in words(html)
    (figure,) = re.findall(r'<figure class="voice embed".*?</figure>', html, re.DOTALL)
    assert "I fix &lt;b&gt;bikes&lt;/b&gt; there." in figure
    assert "Dolores Quinn" in figure
    assert f'href="/comments/{comment.pk}/"' in figure


def test_it_keeps_its_place_while_the_story_grows_and_ends_up_last_when_that_is_gone(
    story: Story, comment: Comment, marisol: User
) -> None:
    embedding.embed(comment, story, "Forty people spoke.", marisol)
    story.body = BODY.replace("Forty people spoke.", "Forty people spoke. More listened.")
    story.body = f"<p>New first words.</p>\n{story.body}\n<p>They meet in July.</p>"
    story.save(update_fields=["body"])
    assert "More listened. [HERE] They meet in July." in words(page(Client(), story))
    story.body = "<p>All of it is other words.</p>\n<p>To the end.</p>"
    story.save(update_fields=["body"])
    assert "To the end. [HERE]" in words(page(Client(), story))


def test_it_is_shown_as_it_is_now_and_goes_with_the_comment(
    story: Story, comment: Comment, dolores: User, marisol: User, sam: User
) -> None:
    establish(dolores)
    elsewhere = open_story("Voices of the week", body="<p>What readers say.</p>")
    embedding.embed(comment, elsewhere, "", marisol)
    reader = Client()
    submission.edit(comment, "I fix bikes there, every day.")
    html = page(reader, elsewhere)
    assert "every day.</p>" in html
    assert "(edited)" in html
    case = cases.open_case(comment, rule="nice", reason="reported")
    removal = desk.decide(case, sam, Act.REMOVE, rule="nice")
    assert "I fix bikes" not in page(reader, elsewhere)
    desk.undo(removal, sam)
    assert "I fix bikes" in page(reader, elsewhere)
    submission.withdraw(Comment.objects.get(pk=comment.pk))
    assert "I fix bikes" not in page(reader, elsewhere)
    Story.objects.filter(pk=story.pk).update(status=StoryStatus.WITHDRAWN)
    assert page(reader, elsewhere).count("embed-") == 0


def test_its_author_is_told_once_and_on_paper_too(
    desk_of_marisol: Client, story: Story, comment: Comment, dolores: User, mailoutbox: list[Any]
) -> None:
    dolores.emailaddress_set.create(email=dolores.email, verified=True, primary=True)
    for after in ("", "Forty people spoke."):
        send(desk_of_marisol, comment, story, after=after)
    notice = Notice.objects.get(topic=Topic.EMBED)
    assert (notice.person, notice.comment, notice.story) == (dolores, comment, story)
    desk_of_marisol.force_login(dolores)
    told = desk_of_marisol.get("/me/?tab=notices").content.decode()
    assert f'printed in the story <a href="{story.get_absolute_url()}#embed-{comment.pk}">' in told
    mailing.send_due(timezone.now() + timedelta(minutes=2))
    (mail,) = mailoutbox
    assert mail.subject == "Your comment is printed in a story"
    assert f"{story.get_absolute_url()}#embed-{comment.pk}" in mail.body


def test_nobody_learns_of_a_draft_and_the_author_is_told_when_it_is_public(
    comment: Comment, marisol: User, dolores: User
) -> None:
    draft = make_story("Not yet", status="draft", published_at=None, day=None)
    embedding.embed(comment, draft, "", marisol)
    assert embedding.tell() == 0
    assert not Notice.objects.exists()
    now = timezone.now()
    Story.objects.filter(pk=draft.pk).update(
        status=StoryStatus.PUBLISHED, published_at=now, day=timezone.localdate(now)
    )
    assert (embedding.tell(), embedding.tell()) == (1, 0)
    assert Notice.objects.get().story == draft


def test_taking_it_out_unsays_what_was_not_mailed(
    desk_of_marisol: Client, story: Story, comment: Comment
) -> None:
    send(desk_of_marisol, comment, story)
    for _ in range(2):
        assert send(desk_of_marisol, comment, story, out="1").status_code == 303
    assert not Notice.objects.exists()
    assert "[HERE]" not in words(page(Client(), story))
    story.refresh_from_db()
    assert story.embedded == 0


@pytest.mark.parametrize("state", [Status.HELD, Status.REMOVED, Status.WITHDRAWN])
def test_what_readers_cannot_see_is_not_printed(
    desk_of_marisol: Client, story: Story, dolores: User, state: Status
) -> None:
    unseen = make_comment(story, dolores, status=state)
    answer = send(desk_of_marisol, unseen, story)
    assert answer.status_code == 422
    assert "Readers cannot see this comment now" in answer.content.decode()
    assert not Embed.objects.exists()


def test_a_place_that_is_gone_and_one_comment_too_many_are_refused_in_words(
    desk_of_marisol: Client, story: Story, dolores: User, comment: Comment, marisol: User
) -> None:
    answer = send(desk_of_marisol, comment, story, after="Words of another day.")
    assert answer.status_code == 422
    assert "The story has changed. Choose the place again." in answer.content.decode()
    for _ in range(embedding.MOST):
        embedding.embed(make_comment(story, dolores), story, "", marisol)
    with pytest.raises(ValidationError, match="at most 10 comments"):
        embedding.embed(comment, story, "", marisol)
    call_command("recount")


def test_only_those_who_publish_print_comments(story: Story, comment: Comment, sam: User) -> None:
    with pytest.raises(PermissionDenied):
        embedding.embed(comment, story, "", sam)
    with pytest.raises(PermissionDenied):
        embedding.take_out(comment, story, sam)


def test_the_storys_form_names_its_comments_and_leads_to_more(
    desk_of_marisol: Client, story: Story, comment: Comment
) -> None:
    send(desk_of_marisol, comment, story)
    form = desk_of_marisol.get(change_url(story)).content.decode()
    assert f"/admin/desk/comments/{comment.pk}/embed/?story={story.pk}" in form
    found = re.search(r'href="([^"]+)">Find a comment to print', form)
    assert found is not None
    listed = desk_of_marisol.get(found[1].replace("&amp;", "&")).content.decode()
    assert f'href="/admin/desk/comments/{comment.pk}/embed/"' in listed


def test_a_story_asks_once_more_for_its_comments_however_many(
    story: Story, dolores: User, marisol: User
) -> None:
    def asked() -> int:
        watcher.look()  # each process asks once, at its start, whether changes are noted
        memo.forget_everything()
        with CaptureQueriesContext(connection) as queries:
            Client().get(story.get_absolute_url())
        return len(queries)

    first, *others = (make_comment(story, dolores) for _ in range(embedding.MOST))
    without = asked()
    embedding.embed(first, story, "", marisol)
    assert asked() == without + 1
    for other in others:
        embedding.embed(other, story, "Forty people spoke.", marisol)
    assert asked() == without + 1
