"""The editors' side of the eyewitness lane: ask back, print with consent, credit, close."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.body import paragraphs
from articles.models import Photo, Story
from comments import mailing, tips
from comments.models import Comment, Consent, Notice, Status, Tip, TipPhoto, Use
from comments.privacy import closing
from comments.privacy.retention import retain
from newsroom.accounts.models import User
from tests.articles.pixels import encoded
from tests.comments.talking import open_story, page, text
from tests.comments.tips.tipping import ALLOWED, desk, own, send_photo, used
from tests.factories import make_tip, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_an_editor_asks_and_the_author_answers_in_private(
    author: Client, editor: Client, tip: Tip, dolores: User, teo: User
) -> None:
    EmailAddress.objects.create(user=dolores, email=dolores.email, verified=True, primary=True)
    assert editor.post(desk(tip), {"act": "ask", "text": "Which floor?"}).status_code == 303
    assert "An editor asks you" in text(author.get("/me/?tab=notices"))
    assert mailing.send_due(timezone.now() + timedelta(minutes=2)) == 1
    assert "Which floor?" in str(mail.outbox[0].body)
    assert tip.comment.body in text(editor.get("/admin/tips/?tab=asked"))
    assert author.post(own(tip, "answer/"), {"text": "The third."}).status_code == 303
    assert "The third." in text(editor.get("/admin/tips/"))
    assert "Marisol" not in text(author.get(own(tip))), "an editor's name is theirs to give"
    reader = Client()
    reader.force_login(teo)
    assert "Which floor?" not in page(reader, tip.comment.story)


def test_with_consent_an_account_becomes_an_update_of_its_story(
    author: Client, editor: Client, client: Client, tip: Tip, marisol: User
) -> None:
    author.post(own(tip), ALLOWED)
    send_photo(author, tip, encoded())
    send_photo(author, tip, encoded(size=(30, 20)), "Not this one.")
    first = TipPhoto.objects.earliest("pk")
    card = text(editor.get("/admin/tips/"))
    assert "“I saw it from my porch.” wrote Dolores Quinn of Frog Hollow, in the comments" in card
    sent = used(tip, photo=first.pk, **{f"alt-{first.pk}": "Flames on a third floor."})
    assert editor.post(desk(tip), sent).status_code == 303
    story = Story.objects.get(pk=tip.comment.story_id)
    assert paragraphs(story.body)[-1] == "“I saw it,” wrote Dolores Quinn."
    assert story.updates.get().what == "A reader saw it."
    printed = Photo.objects.get()
    assert (printed.alt, printed.credit) == ("Flames on a third floor.", "Photo: Dolores Quinn")
    consent = Consent.objects.get()
    assert (consent.used_by, consent.used_at is not None) == (marisol, True)
    seen = page(Client(), story)
    assert "“I saw it,” wrote Dolores Quinn." in seen
    assert "Photo: Dolores Quinn" in seen
    assert "is now part of the story" in text(author.get("/me/?tab=notices"))
    assert editor.post(desk(tip), used(tip)).status_code == 422, "once"


def test_nothing_is_printed_without_consent_or_after_it_was_taken_back(
    author: Client, editor: Client, tip: Tip
) -> None:
    before = tip.comment.story.body
    assert "Add to the story" not in text(editor.get("/admin/tips/"))
    for given in (None, {"may_use": ""}):
        if given is not None:
            author.post(own(tip), ALLOWED)
            author.post(own(tip), given)
        answer = editor.post(desk(tip), used(tip))
        assert answer.status_code == 422
        assert "has not agreed to that, or no longer does" in text(answer)
    assert Story.objects.get(pk=tip.comment.story_id).body == before


def test_who_wishes_not_to_be_named_is_not(author: Client, editor: Client, tip: Tip) -> None:
    author.post(own(tip), {"may_use": "unnamed"})
    send_photo(author, tip, encoded())
    card = text(editor.get("/admin/tips/"))
    assert "wrote a reader who asked not to be named" in card
    photo = TipPhoto.objects.get()
    editor.post(desk(tip), used(tip, photo=photo.pk, **{f"alt-{photo.pk}": "A porch."}))
    assert Photo.objects.get().credit == "Photo: a reader"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"story": " \n"}, "Write what is to be added"),
        ({"what": " "}, "Say what is new"),
        ({"revision": "99"}, "while you had it open"),
        ({"act": "ask", "text": " "}, "Write your question"),
        ({"act": "dance"}, "Choose what to do"),
        ({"photo": "{photo}", "alt-{photo}": ""}, "This field cannot be blank"),
    ],
)
def test_what_an_editor_lacks_is_named_and_nothing_half_done(
    author: Client, editor: Client, tip: Tip, changes: dict[str, str], told: str
) -> None:
    author.post(own(tip), ALLOWED)
    send_photo(author, tip, encoded())
    pk = TipPhoto.objects.get().pk
    sent = {key.format(photo=pk): value.format(photo=pk) for key, value in changes.items()}
    answer = editor.post(desk(tip), used(tip, **sent))
    assert answer.status_code == 422
    assert told in text(answer)
    assert Story.objects.get(pk=tip.comment.story_id).body == tip.comment.story.body
    assert not Photo.objects.exists()
    assert not Notice.objects.exists()


def test_a_held_account_is_not_printed(editor: Client, tip: Tip) -> None:
    tips.allow(tip, "", False, Use.NAMED)
    Comment.objects.filter(pk=tip.comment_id).update(status=Status.HELD)
    answer = editor.post(desk(tip), used(tip))
    assert "Only an account that readers can see" in text(answer)


def test_a_closed_tip_is_opened_again_by_its_author(
    author: Client, editor: Client, tip: Tip
) -> None:
    editor.post(desk(tip), {"act": "close"})
    assert tip.comment.body in text(editor.get("/admin/tips/?tab=closed"))
    send_photo(author, tip, encoded())
    assert tip.comment.body in text(editor.get("/admin/tips/"))


def test_of_what_was_printed_the_consent_stays_on_record_without_a_name(
    author: Client, editor: Client, tip: Tip, dolores: User
) -> None:
    author.post(own(tip), ALLOWED)
    send_photo(author, tip, encoded())
    editor.post(desk(tip), used(tip))
    closing.ask(dolores, comments_go=False)
    retain(timezone.now() + timedelta(hours=25))
    tip.refresh_from_db()
    assert (tip.contact, tip.comment.author) == ("", None)
    assert Consent.objects.get().used_at is not None
    assert not TipPhoto.objects.exists()


def test_the_inbox_asks_no_more_for_many_than_for_few_and_reads_no_photo(
    author: Client, editor: Client, tip: Tip
) -> None:
    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get("/admin/tips/").status_code == 200
        return [query["sql"] for query in queries]

    tips.allow(tip, "", False, Use.NAMED)
    send_photo(author, tip, encoded())
    asked()
    few = asked()
    for _ in range(30):
        more = make_tip(open_story(), make_user())
        tips.allow(more, "", False, Use.UNNAMED)
    assert len(asked()) <= len(few) <= 10
    assert not any('"content"' in sql for sql in few)
