"""Corrections from readers: suggested on a passage, decided by an editor, told to the reader."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import amending
from articles.body import paragraphs
from articles.models import Correction, Story, Suggestion
from comments import mailing
from comments import suggestions as telling
from comments.models import Notice
from comments.privacy.retention import retain
from newsroom.accounts.models import User
from tests.comments.talking import open_story, text
from tests.factories import make_quote, make_story, make_suggestion, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

WRONG = {"wrong": "It met on a Tuesday.", "right": "The council met on Tuesday."}


@pytest.fixture
def story() -> Story:
    return open_story("Council hears neighbors")


@pytest.fixture
def reader(client: Client, dolores: User) -> Client:
    client.force_login(dolores)
    return client


@pytest.fixture
def editor(marisol: User) -> Client:
    browser = Client()
    browser.force_login(marisol)
    return browser


def place(story: Story, where: str = "p0") -> str:
    return f"/stories/{story.pk}/correct/{where}/"


def ruled(suggestion: Suggestion, **changes: Any) -> dict[str, Any]:
    """What the open card of a suggestion sends, with some of its fields changed."""
    return {
        "act": "correct", "kind": "correction", "was": "gave the wrong day", "now": WRONG["right"],
        "paragraph": paragraphs(suggestion.story.body)[0], "answer": "",
        "revision": suggestion.story.revision, **changes,
    }  # fmt: skip


def test_the_story_leads_to_its_passages_and_each_to_its_form(reader: Client, story: Story) -> None:
    quote = make_quote(story, "We will be heard.")
    page = text(reader.get(story.get_absolute_url()))
    assert f'href="/stories/{story.pk}/correct/"' in page
    passages = text(reader.get(f"/stories/{story.pk}/correct/"))
    for where in ("headline", "p0", "p1", f"q{quote.pk}"):
        assert place(story, where) in passages
    assert "We will be heard." in text(reader.get(place(story, f"q{quote.pk}")))


def test_a_suggestion_is_kept_with_the_passage_as_the_reader_saw_it(
    reader: Client, story: Story, dolores: User
) -> None:
    answer = reader.post(place(story), {**WRONG, "wants_credit": "on"})
    assert (answer.status_code, answer["Location"]) == (303, story.get_absolute_url())
    kept = Suggestion.objects.get()
    assert (kept.passage, kept.paragraph) == ("The council met on Monday.", 0)
    assert (kept.reader, kept.wants_credit, kept.outcome) == (dolores, True, "")


def test_one_form_sent_twice_is_one_suggestion(reader: Client, story: Story) -> None:
    for _ in range(2):
        assert reader.post(place(story), {**WRONG, "token": "once"}).status_code == 303
    assert Suggestion.objects.count() == 1


def test_what_is_missing_is_named_and_nothing_typed_is_lost(reader: Client, story: Story) -> None:
    answer = reader.post(place(story), {"wrong": " ", "right": "On Tuesday."})
    assert answer.status_code == 422
    assert "Tell us what is wrong" in text(answer)
    assert "On Tuesday." in text(answer)
    assert not Suggestion.objects.exists()


def test_the_eleventh_within_an_hour_waits_with_its_words(reader: Client, story: Story) -> None:
    codes = [reader.post(place(story), {"wrong": f"Wrong {n}."}).status_code for n in range(10)]
    assert codes == [303] * 10
    late = reader.post(place(story), {"wrong": "Also this one."})
    assert (late.status_code, "Retry-After" in late.headers) == (429, True)
    assert "Also this one." in text(late)
    assert Suggestion.objects.count() == 10


def test_nobody_suggests_without_an_account_or_on_what_is_not_public(
    client: Client, dolores: User, story: Story
) -> None:
    assert "/login/" in client.post(place(story), WRONG)["Location"]
    client.force_login(dolores)
    draft = make_story("Not yet", status="draft", published_at=None, day=None)
    assert client.post(place(draft, "headline"), WRONG).status_code == 404
    assert client.post(place(story, "p99"), WRONG).status_code == 404
    assert not Suggestion.objects.exists()


def test_a_correction_is_published_with_thanks_and_the_paragraph_put_right(
    client: Client, editor: Client, story: Story, dolores: User, marisol: User
) -> None:
    suggestion = make_suggestion(story, dolores, wants_credit=True)
    sent = ruled(suggestion, credit="on", paragraph=WRONG["right"])
    assert editor.post(f"/admin/corrections/{suggestion.pk}/", sent).status_code == 303
    correction, now = Correction.objects.get(), Story.objects.get()
    assert (correction.credited_to, correction.by) == (dolores, marisol)
    assert correction.suggested_at == suggestion.made_at
    assert paragraphs(now.body) == ["The council met on Tuesday.", "Forty people spoke."]
    assert now.updated_at == correction.at
    version = now.history.first()
    assert (version.body, version.history_user, version.revision) == (
        now.body, marisol, now.revision,
    )  # fmt: skip
    for address in (story.get_absolute_url(), "/corrections/"):
        page = text(client.get(address))
        assert "gave the wrong day. The council met on Tuesday. Thanks to Dolores Quinn" in page
    figures = text(client.get("/corrections/"))
    assert "Of our last 1 correction, <b>1 came from a reader</b>" in figures


def test_nobody_is_thanked_by_name_who_did_not_ask_for_it(
    client: Client, editor: Client, story: Story, dolores: User
) -> None:
    suggestion = make_suggestion(story, dolores)
    editor.post(f"/admin/corrections/{suggestion.pk}/", ruled(suggestion, credit="on"))
    assert Correction.objects.get().credited_to is None
    page = text(client.get("/corrections/"))
    assert "A reader pointed it out." in page
    assert "Dolores" not in page


def test_the_reader_is_told_either_way_on_their_page_and_by_mail(
    reader: Client, editor: Client, story: Story, dolores: User
) -> None:
    first, second = make_suggestion(story, dolores), make_suggestion(story, dolores, "No.")
    editor.post(f"/admin/corrections/{first.pk}/", ruled(first, answer="Well seen."))
    declined = {"act": "decline", "answer": "We asked the clerk: it is right."}
    editor.post(f"/admin/corrections/{second.pk}/", declined)
    assert (telling.tell(), telling.tell()) == (2, 0)
    notices = text(reader.get("/me/?tab=notices"))
    own = text(reader.get("/me/?tab=corrections"))
    for page in (notices, own):
        assert "We corrected the story. Well seen. Thank you." in page
        assert "The story stays as it is. We asked the clerk: it is right." in page


def test_the_mail_says_what_was_decided(editor: Client, story: Story, dolores: User) -> None:
    EmailAddress.objects.create(user=dolores, email=dolores.email, verified=True, primary=True)
    suggestion = make_suggestion(story, dolores)
    editor.post(f"/admin/corrections/{suggestion.pk}/", ruled(suggestion, answer="Well seen."))
    telling.tell()
    assert mailing.send_due(timezone.now() + timedelta(minutes=2)) == 1
    (letter,) = mail.outbox
    assert letter.subject == "What we decided on your correction"
    assert "We corrected the story. Well seen. Thank you." in str(letter.body)
    assert f"{story.get_absolute_url()}#correction-{Correction.objects.get().pk}" in str(
        letter.body
    )


def test_a_second_suggestion_is_closed_by_the_first_ones_correction(
    editor: Client, story: Story, dolores: User, teo: User
) -> None:
    first, second = make_suggestion(story, dolores), make_suggestion(story, teo)
    editor.post(f"/admin/corrections/{first.pk}/", ruled(first))
    correction = Correction.objects.get()
    elsewhere = make_suggestion(open_story("Elsewhere"), teo)
    sent = {"act": "settle", "correction": correction.pk}
    assert editor.post(f"/admin/corrections/{elsewhere.pk}/", sent).status_code == 422
    assert editor.post(f"/admin/corrections/{second.pk}/", sent).status_code == 303
    second.refresh_from_db()
    assert (second.outcome, second.correction) == ("corrected", correction)
    assert Correction.objects.count() == 1


def test_who_is_second_overwrites_nothing(
    editor: Client, story: Story, dolores: User, admin: User
) -> None:
    suggestion = make_suggestion(story, dolores)
    other = Client()
    other.force_login(admin)
    other.post(f"/admin/corrections/{suggestion.pk}/", {"act": "decline", "answer": "No."})
    late = editor.post(f"/admin/corrections/{suggestion.pk}/", ruled(suggestion))
    assert late.status_code == 409
    assert "Ada Lindqvist decided this before you." in text(late)
    assert not Correction.objects.exists()


def test_a_paragraph_is_not_changed_unseen(editor: Client, story: Story, dolores: User) -> None:
    suggestion = make_suggestion(story, dolores)
    sent = ruled(suggestion, paragraph=WRONG["right"], was="gave <b>a</b> wrong day")
    Story.objects.filter(pk=story.pk).update(revision=story.revision + 1)
    answer = editor.post(f"/admin/corrections/{suggestion.pk}/", sent)
    assert answer.status_code == 422
    assert "while you had it open" in text(answer)
    assert "gave &lt;b&gt;a&lt;/b&gt; wrong day" in text(answer), "what was typed is kept"
    assert not Correction.objects.exists()
    assert Story.objects.get().body == story.body


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"was": " "}, "Say what was wrong"),
        ({"act": "decline", "answer": " "}, "Tell the reader why"),
        ({"act": "settle", "correction": "7"}, "Choose the correction"),
        ({"kind": "joke"}, "Select a valid choice"),
    ],
)
def test_a_ruling_that_lacks_something_changes_nothing(
    editor: Client, story: Story, dolores: User, changes: dict[str, str], told: str
) -> None:
    suggestion = make_suggestion(story, dolores)
    answer = editor.post(f"/admin/corrections/{suggestion.pk}/", ruled(suggestion, **changes))
    assert answer.status_code == 422
    assert told in text(answer)
    assert Suggestion.objects.get().outcome == ""


def test_the_inbox_asks_no_more_for_many_than_for_few(
    editor: Client, story: Story, dolores: User
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get("/admin/corrections/").status_code == 200
        return len(queries)

    make_suggestion(story, dolores)
    asked()
    few = asked()
    for number in range(30):
        make_suggestion(open_story(), make_user(), f"Wrong {number}.")
    assert asked() <= few
    assert few <= 8


def test_decided_suggestions_are_erased_and_their_corrections_stay(
    editor: Client, story: Story, dolores: User, settings: Any
) -> None:
    settings.KEEP_TIPS_DAYS = 10
    done, waiting = make_suggestion(story, dolores), make_suggestion(story, dolores, "No.")
    editor.post(f"/admin/corrections/{done.pk}/", ruled(done))
    telling.tell()
    Suggestion.objects.update(made_at=timezone.now() - timedelta(days=11))
    Suggestion.objects.filter(pk=done.pk).update(decided_at=timezone.now() - timedelta(days=11))
    assert retain()["suggested corrections"] == 1
    assert Suggestion.objects.get() == waiting
    assert Correction.objects.get().suggested_at is not None
    assert not Notice.objects.filter(suggestion__isnull=False).exists()


BODY = '<p>One &amp; one.</p>\n<p>With <a href="/x/">a link</a>.</p>\n<ul><li>Three</li></ul>'


def test_a_paragraph_without_marks_can_be_reworded_and_no_other(db: None) -> None:
    story = make_story(body=BODY)
    found = [amending.plain_paragraph(story.body, number) for number in range(4)]
    assert found == ["One & one.", None, "Three", None]
    amending.reword(story, 2, "  <i>Four</i>\n& more ")
    amending.reword(story, 0, "Zero.")
    story.refresh_from_db()
    assert paragraphs(story.body) == ["Zero.", "With a link.", "<i>Four</i> & more"]
    for number, words in ((1, "No link."), (0, "  "), (9, "Nothing.")):
        with pytest.raises(ValidationError, match="in the story itself"):
            amending.reword(story, number, words)
