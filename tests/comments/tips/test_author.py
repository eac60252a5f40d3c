"""The eyewitness lane: what an author adds to an account is for editors alone."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from comments import submission
from comments.models import Consent, Tip, TipPhoto, Use
from comments.privacy.retention import retain
from newsroom.accounts.models import User
from tests.articles.pixels import encoded, uploaded
from tests.articles.test_pictures import REFUSED
from tests.comments.talking import establish, open_story, page, post, text
from tests.comments.tips.tipping import ALLOWED, desk, own, send_photo
from tests.factories import make_comment, make_tip

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

GPS_IFD, GPS_LATITUDE = 0x8825, 2


@pytest.mark.parametrize(
    ("kind", "number"), [("eyewitness", 1), ("history", 1), ("comment", 0), ("question", 0)]
)
def test_accounts_and_history_come_to_the_inbox_by_themselves(
    author: Client, editor: Client, dolores: User, kind: str, number: int
) -> None:
    establish(dolores)
    story = open_story()
    post(author, story, kind=kind)
    assert Tip.objects.count() == number
    assert text(editor.get("/admin/tips/")).count('<article class="q') == number
    assert page(author, story).count("Tell the editors more") == number


def test_what_an_author_allows_is_kept_with_the_words_they_saw(author: Client, tip: Tip) -> None:
    for _ in range(2):
        assert author.post(own(tip), ALLOWED).status_code == 303
    author.post(own(tip), {"contact": "", "may_use": ""})
    first, second = Consent.objects.all()
    assert first.wording == (
        "An editor may call or write to me there about my account. "
        "You may print my words and photos in the story: Yes, with my name."
    )
    assert (first.may_use, second.may_use, second.may_contact) == ("named", "", False)
    tip.refresh_from_db()
    assert (tip.contact, tip.may_use) == ("", Use.NO)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"contact": "860-555-0114"}, "Tick this, or leave the field above empty"),
        ({"may_contact": "on"}, "Tell us how to reach you"),
        ({"contact": "x" * 201, "may_contact": "on"}, "Use 200 characters or fewer"),
        ({"may_use": "everywhere"}, "Select a valid choice"),
    ],
)
def test_half_a_consent_is_none(author: Client, tip: Tip, sent: dict[str, str], told: str) -> None:
    answer = author.post(own(tip), sent)
    assert (answer.status_code, told in text(answer)) == (422, True)
    assert not Consent.objects.exists()


def test_a_photo_is_kept_without_its_place_and_seen_by_its_author_and_editors_alone(
    author: Client, editor: Client, tip: Tip, teo: User, sam: User
) -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS_IFD)[GPS_LATITUDE] = (41.0, 45.0, 50.0)
    content = encoded(exif=exif, comment=b"SECRET") + b"SECRET TAIL"
    assert Image.open(BytesIO(content)).getexif().get_ifd(GPS_IFD)
    assert send_photo(author, tip, content).status_code == 303
    kept = TipPhoto.objects.get()
    mine, theirs = own(tip, f"photos/{kept.pk}/"), f"/admin/tips/photos/{kept.pk}/"
    for browser, address in ((author, mine), (editor, theirs)):
        answer = browser.get(address)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert "no-store" in answer.headers["Cache-Control"]
        assert b"SECRET" not in answer.content
        assert not Image.open(BytesIO(answer.content)).getexif()
    for person in (None, teo, sam):
        other = Client()
        if person:
            other.force_login(person)
        assert other.get(mine).status_code in (302, 404)
        assert other.get(theirs).status_code in (302, 403)
        assert f"photos/{kept.pk}" not in page(other, tip.comment.story)
    assert editor.get(mine).status_code == 404


@pytest.mark.parametrize("name", REFUSED)
def test_an_upload_that_is_no_picture_is_refused_with_a_reason(
    author: Client, tip: Tip, name: str
) -> None:
    content, reason = REFUSED[name]
    answer = send_photo(author, tip, content)
    assert answer.status_code == 422
    assert (reason if content else "This file is empty") in text(answer)
    assert "The porch." in text(answer), "what was typed is kept"
    assert not TipPhoto.objects.exists()


def test_a_transparent_drawing_becomes_a_photo_on_white(author: Client, tip: Tip) -> None:
    out = BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(out, "PNG")
    send_photo(author, tip, out.getvalue())
    kept = Image.open(BytesIO(bytes(TipPhoto.objects.get().content)))
    assert (kept.format, kept.getpixel((5, 5))) == ("JPEG", (255, 255, 255))


def test_there_is_room_for_three_photos_and_one_can_be_taken_back(author: Client, tip: Tip) -> None:
    codes = [send_photo(author, tip, encoded()).status_code for _ in range(4)]
    assert codes == [303, 303, 303, 422]
    first = TipPhoto.objects.earliest("pk")
    assert author.post(own(tip, f"photos/{first.pk}/remove/")).status_code == 303
    assert TipPhoto.objects.count() == 2
    assert send_photo(author, tip, encoded()).status_code == 303


def test_nobody_else_adds_to_reads_or_removes_anything(
    author: Client, tip: Tip, teo: User, marisol: User
) -> None:
    send_photo(author, tip, encoded())
    kept = TipPhoto.objects.get()
    theirs = make_tip(open_story(), teo)
    for person in (teo, marisol):
        other = Client()
        other.force_login(person)
        for rest in ("", "answer/", "photos/", f"photos/{kept.pk}/remove/"):
            sent = {**ALLOWED, "text": "Hello.", "photo": uploaded(encoded()), "alt": "Mine."}
            assert other.post(own(tip, rest), sent).status_code == 404, rest
        assert other.get(own(theirs, f"photos/{kept.pk}/")).status_code == 404
    intruder = Client()
    intruder.force_login(teo)
    assert intruder.post(own(theirs, f"photos/{kept.pk}/remove/")).status_code == 404
    assert TipPhoto.objects.get() == kept
    assert not Consent.objects.exists()


def test_deleting_the_account_takes_everything_private_with_it(
    author: Client, editor: Client, tip: Tip, dolores: User
) -> None:
    author.post(own(tip), ALLOWED)
    send_photo(author, tip, encoded())
    submission.withdraw(tip.comment)
    assert not Tip.objects.exists()
    assert not TipPhoto.objects.exists()
    assert author.get(own(tip)).status_code == 404


def test_private_things_are_erased_when_their_time_is_over(
    author: Client, editor: Client, tip: Tip, settings: Any
) -> None:
    settings.KEEP_TIPS_DAYS = 10
    author.post(own(tip), ALLOWED)
    send_photo(author, tip, encoded())
    editor.post(desk(tip), {"act": "ask", "text": "Which floor?"})
    what = "messages, photos and contacts of eyewitnesses"
    assert retain(timezone.now() + timedelta(days=9))[what] == 0
    assert retain(timezone.now() + timedelta(days=11))[what] == 3
    tip.refresh_from_db()
    assert (tip.contact, tip.may_contact, tip.may_use) == ("", False, "named")
    assert not TipPhoto.objects.exists()


def test_too_many_photos_in_an_hour_wait(author: Client, tip: Tip) -> None:
    codes = [send_photo(author, tip, b"no picture").status_code for _ in range(13)]
    assert codes == [422] * 12 + [429]


def test_an_account_from_before_there_were_tips_gets_one_at_the_first_visit(
    author: Client, dolores: User
) -> None:
    comment = make_comment(open_story(), dolores, kind="history")
    assert author.get(f"/comments/{comment.pk}/tip/").status_code == 200
    assert Tip.objects.get().comment == comment
