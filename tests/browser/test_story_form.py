"""The editor's form in a browser: rich text that survives a paste, under the strict CSP.

The `page` fixture fails a test when the browser refused a style or a script.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from articles.models import Author, Story, Tag
from newsroom.accounts.models import User
from tests.factories import make_speaker, make_story

SPOKEN = "<p>“We will fix the bridge this year,” Mayor Ana Reyes said on Monday.</p>"
FROM_DOCS = (
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p style="line-height:1.4"><span '
    'style="font-weight:700;color:red">Bold</span><span> words</span></p><h1>Head</h1>'
    "<ul><li><p>One</p></li></ul><table><tr><td>Cell</td></tr></table></b>"
)


@pytest.fixture
def form(page: Page, sign_in: Callable[[Page, User], None], marisol: User) -> Page:
    """Marisol's browser on the form of a draft that says what the mayor said."""
    story = make_story("A draft", body=SPOKEN, status="draft", published_at=None, day=None)
    sign_in(page, marisol)
    page.goto(f"/admin/articles/story/{story.pk}/change/")
    expect(rich_text(page)).to_be_visible()
    return page


def rich_text(page: Page) -> Locator:
    """The rich text, which takes the place of the field of HTML when its script has come."""
    return page.get_by_role("textbox", name="Body:").and_(page.locator("[contenteditable]"))


def paste(page: Page, html: str) -> None:
    """Pastes HTML into the body as another program would."""
    rich_text(page).press("Control+End")
    page.evaluate(
        """html => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
          document.querySelector("[role=textbox]").dispatchEvent(event);
        }""",
        html,
    )


def save(page: Page) -> Story:
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    return Story.objects.get()


def test_a_paste_from_docs_keeps_its_marks_and_nothing_else(form: Page) -> None:
    paste(form, FROM_DOCS)
    body = save(form).body
    assert "<strong>Bold</strong> words</p>" in body
    assert "<h2>Head</h2>\n<ul><li>One</li></ul>" in body
    assert "Cell" in body
    assert "style" not in body


def test_the_bar_of_the_body_makes_a_pull_quote(form: Page) -> None:
    rich_text(form).click()
    form.get_by_role("button", name="pull quote").click()
    assert '<aside class="pull"><p>“We will fix' in save(form).body


def test_opening_and_saving_changes_no_word_of_the_body(form: Page) -> None:
    assert save(form).body == SPOKEN


def test_find_quotes_fills_in_rows_without_saving(form: Page) -> None:
    form.get_by_role("button", name="Find quotes").click()
    expect(form.locator("#id_quotes-0-speaker_name")).to_have_value("Ana Reyes")
    assert not Story.objects.get().quotes.exists()
    assert save(form).quotes.get().speaker.name == "Ana Reyes"


def test_names_that_exist_are_suggested_the_next_after_a_comma(form: Page) -> None:
    for name in ("Ana Reyes", "Teo Marchetti"):
        Author.objects.create(name=name, slug=name.split()[0].lower())
    form.locator("#id_authors").press_sequentially("Ana Reyes, teo")
    expect(form.locator("#authors-known option")).to_have_attribute(
        "value", "Ana Reyes, Teo Marchetti"
    )


def test_speakers_of_the_archive_are_suggested(form: Page) -> None:
    make_speaker("Luke Bronin")
    form.get_by_role("button", name="Find quotes").click()
    form.locator("#id_quotes-0-speaker_name").fill("bron")
    expect(form.locator("#speakers-known option")).to_have_attribute("value", "Luke Bronin")


def test_a_schedule_is_echoed_in_words_as_it_is_typed(form: Page) -> None:
    form.locator("#id_publish_at").fill("2090-06-25T06:00")
    form.locator("#id_publish_at").press("Tab")
    expect(form.locator("#publishes")).to_contain_text("Publishes Sunday, June 25, 2090, 6:00 a.m.")


def test_a_front_page_place_that_is_taken_names_its_story(form: Page) -> None:
    make_story("The old lead", front_slot="lead")
    form.reload()
    form.locator("#id_front_slot").select_option("lead")
    words = "“The old lead” is the lead now. Saving moves the lead to this story."
    expect(form.get_by_text(words)).to_be_visible()


def test_the_letters_of_a_long_headline_are_counted(form: Page) -> None:
    form.locator("#id_headline").fill("x" * 91)
    expect(form.get_by_text("91 letters: over 90")).to_be_visible()


def test_enter_in_a_field_only_saves(form: Page) -> None:
    form.locator("#id_kicker").fill("Roads")
    form.locator("#id_kicker").press("Enter")
    expect(form.get_by_text("Saved. Draft.")).to_be_visible()
    assert Story.objects.get().kicker == "Roads"
    assert not Tag.objects.exists()


def test_without_javascript_the_form_finds_quotes_and_saves(
    form: Page, browser: Browser, live_server: Any
) -> None:
    plain = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=form.context.storage_state(),
    )
    tab = plain.new_page()
    tab.goto(form.url)
    tab.get_by_label("Headline:").fill("Typed by hand")
    tab.get_by_role("button", name="Find quotes").click()
    expect(tab.get_by_text("Found 1 quote.")).to_be_visible()
    plain.close()
    story = Story.objects.get()
    assert (story.headline, story.body) == ("Typed by hand", SPOKEN)
    assert story.quotes.get().speaker.name == "Ana Reyes"
