"""`manage.py move_in`: what each system's export becomes, once, with nothing half-done."""

import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles import publishing
from articles.models import Author, OldAddress, Section, Story
from comments import submission
from comments.counting import differences
from comments.models import Comment
from newsroom.management.moving.mover import move
from newsroom.management.moving.order import Order, Shelving
from newsroom.management.moving.report import Report
from newsroom.pagecache.routes import known_query
from tests.articles.markup import Page
from tests.factories import make_section

EXPORTS = Path(__file__).parent / "exports"
WORDPRESS = EXPORTS / "wordpress.xml"

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def run(format: str, *files: Path, **options: Any) -> str:
    out = StringIO()
    call_command("move_in", format, *map(str, files), stdout=out, stderr=out, **options)
    return out.getvalue()


def tables() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Story, Comment, OldAddress, Section, Author))


def mill() -> Story:
    return Story.objects.get(slug="council-buys-the-mill")


def told(story: Story) -> list[tuple[str, str, str]]:
    """Each comment by id: its name, its first words, and the name of whom it answers."""
    comments = story.comments.select_related("parent").order_by("id")
    return [(c.name, c.body[:14], c.parent.name if c.parent else "-") for c in comments]


def test_a_wordpress_post_is_a_story_at_its_time_in_its_section() -> None:
    make_section("Town Hall")
    run("wordpress", WORDPRESS)
    story = mill()
    assert story.headline == "Council buys the mill & its pond"
    assert story.standfirst == "One dollar, one roof."
    assert story.published_at == datetime(2019, 6, 24, 16, tzinfo=UTC)
    assert story.get_absolute_url() == "/town-hall/2019/06/24/council-buys-the-mill/"
    assert [author.name for author in story.authors.all()] == ["Ana Reyes, Arts and Letters"]
    assert sorted(tag.name for tag in story.tags.all()) == ["Mills, old and new", "River"]
    assert Story.objects.get(slug="ferry-returns").discussion == "closed"
    assert Story.objects.get(headline="Notes for later").status == "draft"


def test_a_body_is_clean_and_keeps_its_paragraphs_pictures_and_quotations() -> None:
    run("wordpress", WORDPRESS)
    assert mill().body.splitlines() == [
        "<p>The council bought the mill on Monday.<br>It paid one dollar.</p>",
        '<p><a href="https://gazette.example/uploads/mill.jpg">Picture: A brick mill</a>'
        " The mill in May</p>",
        "<p>“We will mend the roof first.”</p>",
        '<p><a href="https://gazette.example/plan">The plan</a> is public.<br>[poll id="7"]</p>',
    ]
    ferry = Story.objects.get(slug="ferry-returns").body
    assert 'href="https://video.example/embed/9"' in ferry


def test_approved_comments_stand_in_their_threads_without_markup_or_addresses() -> None:
    run("wordpress", WORDPRESS)
    assert told(mill()) == [
        ("Cy O'Neill", "About time.\n\nI", "-"),
        ("Bo", "Agreed. See th", "Cy O'Neill"),
        ("", "No pills here.", "Cy O'Neill"),
    ]
    bodies = list(mill().comments.order_by("id").values_list("body", flat=True))
    assert bodies[0].endswith("It leaks & drips: 1 < 2.")
    assert bodies[1] == "Agreed. See this (https://example.org/roof)"
    assert not Comment.objects.exclude(author=None).exists()
    assert list(differences()) == []


@pytest.mark.parametrize(
    "old",
    ["/2019/06/24/council-buys-the-mill/", "/2019/06/24/council-buys-the-mill", "/?p=11"],
)
def test_the_old_sites_addresses_lead_to_the_story(client: Client, old: str) -> None:
    run("wordpress", WORDPRESS)
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, mill().get_absolute_url())
    page = Page(client.get(response["Location"]))
    assert page.texts("p", class_="comment-count") == ["(3) comments"]


def test_the_short_form_of_an_address_passes_by_the_page_cache() -> None:
    assert known_query("/", "p=11") is None
    assert known_query("/", "utm_source=x") == ""


def test_a_withdrawn_storys_old_address_says_that_it_is_gone(client: Client) -> None:
    run("wordpress", WORDPRESS)
    publishing.withdraw(mill(), "The mill was not sold.")
    response = client.get("/2019/06/24/council-buys-the-mill/")
    assert response.status_code == 410
    assert "The mill was not sold." in response.content.decode()


def test_progress_is_told_on_standard_error() -> None:
    out, err = StringIO(), StringIO()
    call_command("move_in", "wordpress", str(WORDPRESS), every=5, stdout=out, stderr=err)
    assert err.getvalue().splitlines() == [
        "5 read", "10 read", "1 finished", "2 finished", "3 finished",
    ]  # fmt: skip
    assert "finished" not in out.getvalue()


def test_an_address_that_nobody_had_is_still_not_found(client: Client) -> None:
    run("wordpress", WORDPRESS)
    assert client.get("/2019/06/24/never/").status_code == 404
    assert client.get("/?p=999").status_code == 200


def test_the_report_counts_what_came_and_says_why_the_rest_did_not(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    run("wordpress", WORDPRESS, report=file)
    report = json.loads(file.read_text())
    assert report["finished"]
    assert report["counts"] == {
        "comments": 3, "drafts": 1, "names_withheld": 1, "pictures_linked": 1, "redirects": 4,
        "skipped": 5, "stories": 3, "warnings": 1,
    }  # fmt: skip
    assert {(one["kind"], one["why"]): one["ids"] for one in report["skipped"]} == {
        ("comment", "readers did not see it"): ["103"],
        ("comment", "it is a pingback"): ["105"],
        ("comment", "its story was not taken"): ["120"],
        ("page", "it is not a post"): ["14"],
        ("post", "its status is “trash”"): ["15"],
    }
    assert report["warnings"] == [{"id": "11", "what": "[poll] stands in the text"}]
    assert report["pictures"] == [
        {"story": "11", "address": "https://gazette.example/uploads/mill.jpg",
         "alt": "A brick mill"}
    ]  # fmt: skip


def test_categories_go_where_the_desk_says() -> None:
    make_section("Politics")
    make_section("Outdoors")
    run("wordpress", WORDPRESS, map=["town hall=politics"], section="Outdoors")
    assert mill().section.slug == "politics"
    assert Story.objects.get(slug="ferry-returns").section.slug == "outdoors"


def test_categories_become_sections_when_asked() -> None:
    run("wordpress", WORDPRESS, create_sections=True)
    assert set(Section.objects.values_list("slug", flat=True)) == {"town-hall", "river"}


def test_an_unknown_section_is_refused_before_anything_is_read() -> None:
    with pytest.raises(CommandError, match="There is no section “Sportz”"):
        run("wordpress", WORDPRESS, section="Sportz")


def test_a_dry_run_says_the_same_and_stores_nothing() -> None:
    before = tables()
    said = run("wordpress", WORDPRESS, dry_run=True, create_sections=True)
    assert tables() == before
    assert "A dry run: nothing was stored." in said
    assert said.startswith(run("wordpress", WORDPRESS, create_sections=True))


@pytest.mark.parametrize("resume", [True, False])
def test_the_same_export_again_adds_nothing(resume: bool) -> None:
    run("wordpress", WORDPRESS)
    before = tables()
    said = run("wordpress", WORDPRESS, resume=resume)
    assert tables() == before
    assert "stories already here: 3" in said


def test_a_later_export_brings_only_what_is_new(tmp_path: Path) -> None:
    run("wordpress", WORDPRESS)
    later = tmp_path / "later.xml"
    new = (
        "<wp:comment><wp:comment_id>106</wp:comment_id><wp:comment_author>Di"
        "</wp:comment_author><wp:comment_date_gmt>2019-06-26 09:00:00</wp:comment_date_gmt>"
        "<wp:comment_content>Late to this.</wp:comment_content><wp:comment_approved>1"
        "</wp:comment_approved><wp:comment_parent>102</wp:comment_parent></wp:comment></item>"
    )
    later.write_text(WORDPRESS.read_text().replace("</item>", new, 1))
    run("wordpress", later)
    assert told(mill())[3:] == [("Di", "Late to this.", "Bo")]
    assert mill().comment_count == 4


def order(**options: Any) -> Order:
    return Order("wordpress", (WORDPRESS,), Shelving(), **options)


def test_a_run_that_stops_between_stories_is_taken_up_where_it_stopped() -> None:
    steps = move(order(), report := Report())
    for step in steps:
        if step.what == "finished":
            break
    steps.close()
    assert not report.is_finished
    assert [story.slug for story in Story.objects.all()] == ["council-buys-the-mill"]
    said = run("wordpress", WORDPRESS, resume=True)
    assert "threads already here: 1" in said
    assert (Story.objects.count(), Comment.objects.count()) == (3, 3)


def test_a_story_whose_comments_fail_is_not_there_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    bring_in, calls = submission.bring_in, iter([True, False])

    def breaks(story: Story, texts: list[submission.Brought]) -> list[Comment]:
        if next(calls):
            return bring_in(story, texts)
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(submission, "bring_in", breaks)
        with pytest.raises(OSError, match="full"):
            list(move(order(), Report()))
    assert tables()[:3] == (0, 0, 0)
    run("wordpress", WORDPRESS, resume=True)
    assert (Story.objects.count(), Comment.objects.count()) == (3, 3)


def test_disqus_threads_find_their_stories_and_deleted_parents_hand_answers_up() -> None:
    run("wordpress", WORDPRESS)
    Comment.objects.all().delete()
    said = run("disqus", EXPORTS / "disqus.xml")
    assert told(mill()) == [("Al", "First line.\nSe", "-"), ("Dee", "Deeper still.", "Al")]
    first = mill().comments.earliest("id")
    assert first.body == "First line.\nSecond.\n\nNew paragraph."
    assert first.posted_at == datetime(2019, 6, 25, 12, tzinfo=UTC)
    assert "1 × comment: no story here has the address of its thread" in said
    assert "comments already here: 2" in run("disqus", EXPORTS / "disqus.xml")


def test_coral_comments_come_with_their_names_in_any_order(tmp_path: Path) -> None:
    run("wordpress", WORDPRESS)
    Comment.objects.all().delete()
    run("coral", EXPORTS / "coral.json")
    assert told(mill()) == [
        ("RainyDay", "I was there.\n\n", "-"),
        ("Pondside", "I was there to", "RainyDay"),
    ]
    documents = [json.loads(line) for line in (EXPORTS / "coral.json").read_text().splitlines()]
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps({"comments": documents[:3], "stories": documents[3:4],
                                 "users": documents[4:]}, indent=1))  # fmt: skip
    assert "comments already here: 2" in run("coral", whole)


def test_plain_tables_bring_stories_and_comments() -> None:
    make_section("Roads")
    said = run("csv", EXPORTS / "comments.csv", EXPORTS / "stories.csv", create_sections=True)
    bridge = Story.objects.get(headline="Bridge opens, at last")
    assert bridge.body == "<p>The bridge opened.</p>\n<p>Cars &amp; bikes cross it: 1 &lt; 2.</p>"
    assert bridge.published_at == datetime(2021, 5, 4, 13, 30, tzinfo=UTC)
    assert [author.name for author in bridge.authors.order_by("name")] == ["Jo Park", "Tom Lind"]
    assert told(bridge) == [("Vic", "I crossed it.", "-"), ("Uma", "Me too, <b>rea", "Vic")]
    pool = Story.objects.get(headline="Pool closes")
    assert (pool.section.slug, told(pool)) == ("sports", [("Uma", "Too bad.", "-")])
    assert Story.objects.get(headline="Unfinished").status == "draft"
    assert "1 × comment: no story here has the address of its thread" in said


def test_two_old_sites_that_number_alike_are_told_apart() -> None:
    run("csv", EXPORTS / "stories.csv", source="east")
    run("csv", EXPORTS / "stories.csv", source="west")
    assert Story.objects.filter(headline="Pool closes").count() == 2
