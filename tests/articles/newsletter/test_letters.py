"""What is in a letter, how it is written, and what editors see of it before it goes out."""

import re
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import FrontSlot, Subscriber
from articles.newsletter import keys, letters
from articles.newsletter.policy import policy
from comments.models import Comment
from newsroom.accounts.models import User
from tests.factories import make_comment, make_section, make_story, make_subscriber

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
HOSTILE = '"><script>alert(1)</script> & <b style="color:red">bold</b>'
OFF = re.compile(r"https?://[^/]+(/newsletter/[^/\s]+/off/)")


def written(*sections: str, to: int = 7) -> EmailMessage:
    letter = letters.write(DAY, sections)
    assert letter is not None
    raw = letter.to("rosa@example.org", to).message().as_bytes()
    parsed = message_from_bytes(raw, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def part(letter: EmailMessage, kind: str) -> str:
    found = letter.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def test_it_leads_with_what_the_editor_put_on_top(dolores: User) -> None:
    make_story("The newest", published_at=timezone.now())
    lead = make_story("The lead", published_at=timezone.now() - timedelta(hours=3))
    publishing.place_on_front(lead, FrontSlot.LEAD)
    letter = written()
    assert letter["Subject"] == "The lead"
    for kind in ("plain", "html"):
        text = part(letter, kind)
        assert text.index("The lead") < text.index("The newest")
        assert lead.canonical_url in text
    assert "<h1" in part(letter, "html")


def test_without_a_story_there_is_no_letter() -> None:
    make_story(status="draft", published_at=None, day=None)
    assert letters.write(DAY) is None


def test_it_can_be_ended_by_one_click_as_rfc_8058_has_it() -> None:
    make_story()
    letter = written()
    found = OFF.search(letter["List-Unsubscribe"])
    assert found
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert keys.subscriber_of(found[1].split("/")[2]) == 7
    for kind in ("plain", "html"):
        assert {keys.subscriber_of(m.split("/")[2]) for m in OFF.findall(part(letter, kind))} == {7}
    assert letter["Message-ID"].startswith("<edition-2026-03-02-7@")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "edition." in letter["List-ID"]


def test_nothing_in_it_is_loaded_from_anywhere() -> None:
    make_story()
    html = part(written(), "html")
    assert re.findall(r"<(?:img|link|script|iframe|object|video|audio)\b", html) == []
    assert re.findall(r"url\(|@import|\bsrc\s*=|background\s*=", html) == []


def test_it_is_made_for_light_and_dark() -> None:
    make_story()
    html = part(written(), "html")
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme:dark)" in html
    named = set(re.findall(r'class="(\w+)"', html))
    styled = set(re.findall(r"^\.(\w+)\{", html, re.MULTILINE))
    assert named == styled


def test_what_people_wrote_is_text_in_it(dolores: User) -> None:
    story = make_story(HOSTILE, standfirst=HOSTILE, kicker=HOSTILE[:60])
    make_comment(story, dolores, HOSTILE, picked_at=timezone.now())
    html = part(written(), "html")
    assert "<script" not in html
    assert "<b style" not in html
    assert html.count("&lt;script&gt;") > 4
    assert HOSTILE in part(written(), "plain")


def test_the_best_of_the_comments_is_in_it_for_a_day(dolores: User, teo: User) -> None:
    story = make_story("The second lane")
    now = timezone.now()
    make_comment(story, dolores, "I drove that\n\nbridge for years.", picked_at=now)
    make_comment(story, teo, "Picked last week.", picked_at=now - timedelta(days=7))
    make_comment(story, teo, "Never picked.")
    removed = make_comment(story, teo, "Picked, then removed.", picked_at=now)
    Comment.objects.filter(pk=removed.pk).update(status="removed")
    letter = written()
    for kind in ("plain", "html"):
        text = part(letter, kind)
        assert "I drove that bridge for years." in text
        assert "Dolores Quinn" in text
        assert "Picked" not in text
        assert "Never" not in text


def test_of_chosen_sections_alone(dolores: User) -> None:
    schools, sports = make_section("Schools"), make_section("Sports")
    first = make_story("School starts", section=schools)
    make_story("Rain delay", section=sports)
    make_comment(first, dolores, "About schools.", picked_at=timezone.now())
    text = part(written("sports"), "plain")
    assert "Rain delay" in text
    assert "School starts" not in text
    assert "About schools." not in text
    both = part(written("schools", "sports"), "plain")
    assert all(words in both for words in ("Rain delay", "School starts", "About schools."))


def test_it_takes_few_queries_whatever_there_is(django_assert_max_num_queries: Any) -> None:
    for number in range(70):
        make_story(f"Story {number}", section=make_section(f"Section {number % 5}"))
    for sections in ((), ("section-1", "section-2")):
        with django_assert_max_num_queries(5):
            letters.write(DAY, sections)


def test_a_letter_has_no_more_than_can_be_read_over_coffee() -> None:
    for number in range(70):
        make_story(f"Story {number}", standfirst="One sentence on what it is about." * 4)
    raw = written().as_bytes()
    # Gmail cuts a letter off after 102 kB.
    assert len(raw) < 60_000


# In the admin ----------------------------------------------------------------------------------

ADMIN = "/admin/articles/edition"


def test_an_editor_reads_the_next_one_and_sends_a_test(client: Client, marisol: User) -> None:
    make_story("The second lane", section=make_section("Politics"))
    client.force_login(marisol)
    page = client.get(f"{ADMIN}/preview/").content.decode()
    assert "The second lane" in page
    assert "Send me a test" in page
    answer = client.post(f"{ADMIN}/test/", {"section": "politics"}, follow=True)
    assert f"A test is on its way to {marisol.email}." in answer.content.decode()
    (letter,) = mail.outbox
    assert letter.to == [marisol.email]
    assert letter.subject == "[Test] The second lane"
    link = OFF.search(letter.body)
    assert link
    assert keys.subscriber_of(link[1].split("/")[2]) == 0


def test_a_test_that_is_not_taken_says_so(client: Client, marisol: User, settings: Any) -> None:
    make_story()
    settings.EMAIL_BACKEND = "tests.articles.newsletter.test_subscribing.BrokenServer"
    client.force_login(marisol)
    answer = client.post(f"{ADMIN}/test/", follow=True)
    assert "The mail server did not take the test" in answer.content.decode()


def test_an_empty_paper_has_a_preview_that_says_so(client: Client, marisol: User) -> None:
    client.force_login(marisol)
    assert "nothing would go out" in client.get(f"{ADMIN}/preview/").content.decode()
    assert client.get(f"{ADMIN}/letter/").status_code == 404
    answer = client.post(f"{ADMIN}/test/", follow=True)
    assert "There is no story for a letter." in answer.content.decode()
    assert mail.outbox == []


def test_the_letter_shown_by_itself_may_load_nothing(client: Client, marisol: User) -> None:
    make_story(HOSTILE)
    client.force_login(marisol)
    answer = client.get(f"{ADMIN}/letter/")
    rules = answer["Content-Security-Policy"]
    assert "default-src 'none'" in rules
    assert "sandbox" in rules
    assert "unsafe-inline" not in rules
    assert rules == policy(answer.content.decode())


def test_subscribers_are_found_and_taken_off_but_not_put_on(client: Client, marisol: User) -> None:
    row = make_subscriber("rosa@example.org")
    client.force_login(marisol)
    assert "rosa@example.org" in client.get("/admin/articles/subscriber/?q=ros").content.decode()
    assert "0 subscribers" in client.get("/admin/articles/subscriber/?q=teo").content.decode()
    assert client.get(f"/admin/articles/subscriber/{row.pk}/change/").status_code == 200
    client.post(f"/admin/articles/subscriber/{row.pk}/delete/", {"post": "yes"})
    assert not Subscriber.objects.exists()
    assert client.get("/admin/articles/subscriber/add/").status_code == 403
    assert client.get("/admin/articles/edition/add/").status_code == 403
