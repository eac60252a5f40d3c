"""What a reader finds where: the front, sections, stories, the record, corrections."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Author, CorrectionKind, FrontSlot, Status, Story, Tag
from newsroom.accounts.models import User
from tests.articles.markup import Page
from tests.factories import make_quote, make_section, make_speaker, make_story

pytestmark = pytest.mark.django_db


def test_the_front_page_leads_with_the_newest_until_an_editor_places_a_story(
    client: Client,
) -> None:
    now = timezone.now()
    placed = make_story("Placed by hand", published_at=now - timedelta(hours=3))
    make_story("The newest", published_at=now - timedelta(hours=1))
    assert Page(client.get("/")).texts("h2")[0] == "The newest"
    publishing.place_on_front(placed, FrontSlot.LEAD)
    assert Page(client.get("/")).texts("h2")[0] == "Placed by hand"


def test_a_story_placed_by_hand_gives_way_after_36_hours(client: Client) -> None:
    now = timezone.now()
    make_story("Old lead", published_at=now - timedelta(hours=37), front_slot=FrontSlot.LEAD)
    make_story("The newest", published_at=now - timedelta(hours=1))
    assert Page(client.get("/")).texts("h2")[0] == "The newest"


def test_no_story_stands_twice_on_the_front_page(client: Client) -> None:
    stories = [
        make_story(f"Story {n}", published_at=timezone.now() - timedelta(hours=n + 1))
        for n in range(15)
    ]
    html = client.get("/").content.decode()
    for story in stories:
        headings = html.count(f">{story.headline}</a></h")
        assert headings <= 1, story.headline


def test_the_front_page_prints_the_newest_corrections(client: Client) -> None:
    for number in range(4):
        was = f"gave the wrong figure {number}"
        publishing.correct(make_story(), CorrectionKind.CORRECTION, was, "It was seven.")
    page = client.get("/").content.decode()
    shown = [number for number in range(4) if f"gave the wrong figure {number}" in page]
    assert shown == [2, 3]


def test_a_front_page_without_stories_says_so(client: Client) -> None:
    assert "No stories yet" in client.get("/").content.decode()


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW])
def test_what_is_not_published_is_nowhere(client: Client, status: Status) -> None:
    story = make_story("Not for readers", status=status)
    story.tags.add(Tag.objects.create(name="Roads", slug="roads"))
    for address in ("/", "/politics/", "/latest/", "/tags/roads/", "/search/?q=readers"):
        assert story.slug not in client.get(address).content.decode(), address


def test_a_scheduled_story_appears_by_its_time_alone(client: Client) -> None:
    at = timezone.now() + timedelta(hours=2)
    story = make_story("Comes later", published_at=at, day=timezone.localdate(at))
    story.authors.add(Author.objects.create(name="June Alvarado", slug="june-alvarado"))
    make_quote(story, "It will be so.", speaker=make_speaker("Ann Lee"))
    addresses = ["/", "/politics/", "/latest/", "/authors/june-alvarado/", "/search/?q=later"]
    addresses += ["/feeds/latest.xml", "/feeds/politics.xml", "/said/"]
    for address in addresses:
        assert story.slug not in client.get(address).content.decode(), address
    assert client.get(story.get_absolute_url()).status_code == 404
    assert client.get("/said/ann-lee/").status_code == 404
    Story.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    for address in addresses:
        assert story.slug in client.get(address).content.decode(), address
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_story_tells_who_wrote_it_when_where_and_how_many_answered(client: Client) -> None:
    story = make_story("The count", kicker="Buses", standfirst="Fourteen more.", comment_count=3)
    story.authors.add(Author.objects.create(name="Ana Reyes", slug="ana-reyes", title="Reporter"))
    page = Page(client.get(story.get_absolute_url()))
    assert page.texts("h1") == ["The count"]
    assert page.texts("p", class_="standfirst") == ["Fourteen more."]
    assert page.texts("b", class_="dateline") == ["HARTFORD, CT (WFSB) —"]
    assert page.texts("p", class_="comment-count") == ["(3) comments"]
    assert "By Ana Reyes" in page.texts("div", class_="byline")[0]
    assert "Published June 24, 2019, noon" in page.texts("div", class_="byline")[0]
    assert "This story is from June 2019 . It may be out of date." in page.texts("p", class_="age")


def test_corrections_stand_on_the_story_and_on_the_page_of_all(client: Client) -> None:
    story = make_story("The wrong day")
    was, now = "gave the wrong day", "It was Monday."
    publishing.correct(story, CorrectionKind.CORRECTION, was, now)
    for address in (story.get_absolute_url(), "/corrections/"):
        html = client.get(address).content.decode()
        assert "An earlier version of this story gave the wrong day. It was Monday." in html
    assert "Corrected" in client.get(story.get_absolute_url()).content.decode()


def test_the_front_page_tells_a_correction_in_the_same_words(client: Client, dolores: User) -> None:
    story = make_story("The wrong day")
    was, now = "gave the wrong day", "It was Monday."
    publishing.correct(story, CorrectionKind.CORRECTION, was, now, credited_to=dolores)
    publishing.correct(story, CorrectionKind.NOTE, "We took out a photo.", "")
    html = " ".join(client.get("/").content.decode().split())
    dated = "An earlier version of a June 24, 2019 story gave the wrong day. It was Monday."
    assert f"{dated} Thanks to Dolores Quinn, who pointed it out." in html
    assert "<li>We took out a photo. <a" in html


def test_an_address_that_moved_leads_to_where_the_story_is(client: Client) -> None:
    story = make_story("Moved")
    former = story.get_absolute_url()
    story.slug = "a-better-slug"
    story.save(update_fields=["slug"])
    publishing.leave_old_address(story, former)
    response = client.get(former)
    assert (response.status_code, response["Location"]) == (301, story.get_absolute_url())


def test_another_section_in_the_address_leads_to_the_right_one(client: Client) -> None:
    story = make_story("Filed once")
    response = client.get(story.get_absolute_url().replace("/politics/", "/sports/"))
    assert (response.status_code, response["Location"]) == (301, story.get_absolute_url())


def test_a_withdrawn_story_is_gone_and_says_why(client: Client) -> None:
    story = make_story("Taken back")
    address = story.get_absolute_url()
    publishing.withdraw(story, "It rested on a forged letter.")
    response = client.get(address)
    assert response.status_code == 410
    assert "It rested on a forged letter." in response.content.decode()


def test_an_address_that_was_never_one_is_not_found(client: Client) -> None:
    make_section("Politics")
    for path in (
        "/politics/2019/02/31/no-such-day/",
        "/politics/99999999999/1/1/x/",
        "/no-such-section/",
        "/said/nobody/",
        "/authors/nobody/",
        "/latest/?after=zz",
        "/latest/?before=1-99999999999999999999999999",
    ):
        response = client.get(path)
        assert response.status_code == 404, path
        assert "We can’t find that page" in response.content.decode()


def test_paging_shows_every_story_once_both_ways(client: Client) -> None:
    same_time = datetime(2019, 6, 1, 12, tzinfo=UTC)
    for n in range(45):
        make_story(f"Story number {n:02}", published_at=same_time + timedelta(minutes=n // 3))
    seen: list[str] = []
    address = "/latest/"
    while address:
        page = Page(client.get(address))
        seen += [t for tag in ("h2", "h3") for t in page.texts(tag) if t.startswith("Story number")]
        links = [dict(one.attributes) for one in page.all("a", rel="next")]
        address = f"/latest/{links[0]['href']}" if links else ""
    assert len(seen) == 45
    assert len(set(seen)) == 45
    back = Page(client.get("/latest/?before=" + str(0) + "-1"))
    assert back.all("a", rel="next")


def test_quotations_on_the_record_stand_with_their_speaker_story_and_date(client: Client) -> None:
    story = make_story("The letter")
    speaker = make_speaker("Luke Bronin", role="mayor of Hartford")
    make_quote(story, "We will be heard.", speaker=speaker)
    make_quote(story, "Perhaps said by him.", speaker=speaker, certain=False)
    html = client.get("/said/luke-bronin/").content.decode()
    assert "We will be heard." in html
    assert "June 24, 2019" in html
    assert story.get_absolute_url() in html
    assert "Perhaps said by him." not in html
    assert "mayor of Hartford" in client.get("/said/").content.decode()


def test_a_printed_story_brings_its_comments_where_the_address_asks_for_them(
    client: Client,
) -> None:
    address = make_story().get_absolute_url()
    assert "talk--print" in client.get(f"{address}?print=comments").content.decode()
    assert "talk--print" not in client.get(address).content.decode()
